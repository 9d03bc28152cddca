/** A place on the phone that outlives the mini-program being closed. */
export interface Shelf<T> {
  read(): T;
  /** @throws when the phone has no room */
  write(value: T): void;
}

/** A shelf in WeChat's storage. */
export function storageShelf<T>(name: string, empty: T): Shelf<T> {
  return {
    read() {
      const kept: T | '' = wx.getStorageSync(name);
      return kept === '' ? empty : kept;
    },
    write(value) {
      wx.setStorageSync(name, value);
    },
  };
}

export type Listener<T> = (value: T) => void;

export interface Signal<T> {
  on(listener: Listener<T>): void;
  /** Without an argument all listeners go, as with every `wx.off…`. */
  off(listener?: Listener<T>): void;
  emit(value: T): void;
}

/** The listeners behind one `wx.on…` / `wx.off…` pair. */
export function signal<T>(): Signal<T> {
  const listeners = new Set<Listener<T>>();
  return {
    on: (listener) => void listeners.add(listener),
    off: (listener) => void (listener ? listeners.delete(listener) : listeners.clear()),
    emit: (value) => [...listeners].forEach((listener) => listener(value)),
  };
}

import { call, Refused } from './call';

const limitKB = 10 * 1024;
const oneValueKB = 1024;

/**
 * `wx` storage over localStorage, apart for each phone and person. Values keep their type as in WeChat: what JSON can carry.
 * Limits as in WeChat: 1 MB a value, 10 MB together.
 */
export function storage(backing: Storage, scope: () => string) {
  const place = (key: string) => `wx.storage/${scope()}/${key}`;
  const keys = () => {
    const prefix = place('');
    return Object.keys(backing)
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length));
  };
  const sizeKB = (text: string) => new Blob([text]).size / 1024;
  const usedKB = () => keys().reduce((sum, key) => sum + sizeKB(backing.getItem(place(key)) ?? ''), 0);

  function set(key: unknown, data: unknown): void {
    if (typeof key !== 'string' || key === '') {
      throw new Refused('parameter error: parameter.key should be a non-empty String');
    }
    const text = JSON.stringify({ data });
    const growth = sizeKB(text) - sizeKB(backing.getItem(place(key)) ?? '');
    if (sizeKB(text) > oneValueKB) {
      throw new Refused('entry size limit reached');
    }
    if (usedKB() + growth > limitKB) {
      throw new Refused('exceed storage max size 10Mb');
    }
    try {
      backing.setItem(place(key), text);
    } catch {
      throw new Refused('exceed storage max size 10Mb');
    }
  }
  function get(key: string): { found: boolean; data: unknown } {
    const text = backing.getItem(place(key));
    return text === null ? { found: false, data: '' } : { found: true, data: JSON.parse(text).data };
  }
  const info = () => ({ keys: keys(), currentSize: Math.ceil(usedKB()), limitSize: limitKB });
  const clear = () => keys().forEach((key) => backing.removeItem(place(key)));
  /** The synchronous twins throw an Error with the same text. */
  const sync = <A extends unknown[], R>(name: string, run: (...args: A) => R) => (...args: A): R => {
    try {
      return run(...args);
    } catch (error) {
      throw new Error(`${name}:fail ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  return {
    setStorage: call<{ key: string; data: unknown }>('setStorage', ({ key, data }) => set(key, data)),
    setStorageSync: sync('setStorageSync', set),
    getStorage: call<{ key: string }>('getStorage', ({ key }) => {
      const { found, data } = get(key);
      if (!found) {
        throw new Refused('data not found');
      }
      return { data };
    }),
    getStorageSync: sync('getStorageSync', (key: string) => get(key).data),
    removeStorage: call<{ key: string }>('removeStorage', ({ key }) => backing.removeItem(place(key))),
    removeStorageSync: sync('removeStorageSync', (key: string) => backing.removeItem(place(key))),
    clearStorage: call('clearStorage', clear),
    clearStorageSync: sync('clearStorageSync', clear),
    getStorageInfo: call('getStorageInfo', info),
    getStorageInfoSync: sync('getStorageInfoSync', info),
    batchSetStorageSync: sync('batchSetStorageSync', (list: { key: string; value: unknown }[]) => list.forEach(({ key, value }) => set(key, value))),
    batchGetStorageSync: sync('batchGetStorageSync', (list: string[]) => list.map((key) => get(key).data)),
  };
}

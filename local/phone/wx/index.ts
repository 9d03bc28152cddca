import type { Host } from '../runtime/host';

/** The `wx` object of one phone. */
export function createWx(_host: Host): object {
  return new Proxy({}, {
    get(_target, name) {
      return () => console.warn(`wx.${String(name)} is not supported`);
    },
  });
}

import { signal, type Signal } from './signal';

export type Theme = 'light' | 'dark';

/** What the frame (or the address) decides about this phone. */
export interface Settings {
  /** Which phone on the desk, `1` or `2`: storage and files are kept apart by it. */
  phone: string;
  openid: string;
  theme: Theme;
  /** WeChat's font size setting as a factor: 1, 1.15, 1.3, 1.6. */
  font: number;
  online: boolean;
}

export interface LiveSettings {
  readonly current: Settings;
  readonly changed: Signal<Settings>;
}

/** Reads `?phone=&as=&theme=&font=&online=` of the phone's own address. */
export function settingsFromAddress(search: string, systemDark: boolean): Settings {
  const query = new URLSearchParams(search);
  const theme = query.get('theme');
  const font = Number(query.get('font') ?? '1');
  return {
    phone: query.get('phone') ?? '1',
    openid: query.get('as') ?? '',
    theme: theme === 'dark' || (theme !== 'light' && systemDark) ? 'dark' : 'light',
    font: font >= 0.8 && font <= 2 ? font : 1,
    online: query.get('online') !== '0',
  };
}

/** The settings of this page: from its address, then kept current by messages of the frame around it. */
export function liveSettings(): LiveSettings {
  const live = { current: settingsFromAddress(location.search, matchMedia('(prefers-color-scheme: dark)').matches), changed: signal<Settings>() };
  window.addEventListener('message', (event) => {
    if (event.origin === location.origin && event.data?.type === 'phone.settings') {
      live.current = { ...live.current, ...event.data.settings };
      live.changed.emit(live.current);
    }
  });
  return live;
}

/** Tells the frame something; a phone opened without a frame tells nobody. */
export function tellFrame(type: string, detail: Record<string, unknown> = {}): void {
  if (window.parent !== window) {
    window.parent.postMessage({ type: `phone.${type}`, ...detail }, location.origin);
  }
}

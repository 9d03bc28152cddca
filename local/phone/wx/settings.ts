import type { Host } from '../runtime/host';
import { signal, type Signal } from './signal';

/** What the frame (or the address) decides about this phone beside theme and font size, which the host keeps. */
export interface Desk {
  /** Which phone on the desk, `1` or `2`: storage and files are kept apart by it. */
  readonly phone: string;
  online(): boolean;
  readonly onlineChanged: Signal<boolean>;
}

interface Changes {
  theme?: 'light' | 'dark';
  /** Factor of the standard font size. */
  font?: number;
  online?: boolean;
}

/** Reads `?phone=&online=` of the phone's own address and follows the switches of the frame. */
export function createDesk(host: Host): Desk {
  const query = new URLSearchParams(location.search);
  let online = query.get('online') !== '0';
  const onlineChanged = signal<boolean>();
  window.addEventListener('message', (event) => {
    if (event.origin !== location.origin || event.data?.type !== 'phone.settings') {
      return;
    }
    const changes: Changes = event.data.settings;
    if (changes.theme !== undefined) {
      host.changeSettings({ theme: changes.theme });
    }
    if (changes.font !== undefined) {
      host.changeSettings({ fontSize: 16 * changes.font });
    }
    if (changes.online !== undefined && changes.online !== online) {
      online = changes.online;
      onlineChanged.emit(online);
    }
  });
  return { phone: query.get('phone') ?? '1', online: () => online && navigator.onLine, onlineChanged };
}

/** Tells the frame something; a phone opened without a frame tells nobody. */
export function tellFrame(type: string, detail: Record<string, unknown> = {}): void {
  if (window.parent !== window) {
    window.parent.postMessage({ type: `phone.${type}`, ...detail }, location.origin);
  }
}

import type { EventChannel } from './host';

type Listener = (...args: unknown[]) => void;

class End implements EventChannel {
  private readonly listeners = new Map<string, { listener: Listener; isOnce: boolean }[]>();
  other: End | undefined;

  emit(name: string, ...args: unknown[]): void {
    const heard = this.other?.listeners.get(name) ?? [];
    this.other?.listeners.set(name, heard.filter(({ isOnce }) => !isOnce));
    for (const { listener } of heard) listener(...args);
  }

  on(name: string, listener: Listener): void {
    this.add(name, listener, false);
  }

  once(name: string, listener: Listener): void {
    this.add(name, listener, true);
  }

  off(name: string, listener?: Listener): void {
    this.listeners.set(name, (this.listeners.get(name) ?? []).filter((item) => listener !== undefined && item.listener !== listener));
  }

  private add(name: string, listener: Listener, isOnce: boolean): void {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), { listener, isOnce }]);
  }
}

/** The two ends between a page and the page that it opens: what one emits, the other hears. */
export function createEventChannel(): [EventChannel, EventChannel] {
  const [opener, opened] = [new End(), new End()];
  opener.other = opened;
  opened.other = opener;
  return [opener, opened];
}

import type { Host } from './host';

let host: Host | undefined;

/** The one phone of this document, for built-ins that need routing, settings or `wx`. */
export function currentHost(): Host {
  if (host === undefined) throw new Error('the phone has not started yet');
  return host;
}

export function setHost(next: Host): void {
  host = next;
}

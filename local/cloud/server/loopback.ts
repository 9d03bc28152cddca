import type { IncomingMessage } from 'node:http';

const names = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Only this machine may speak to a development server. The socket is bound to 127.0.0.1; the Host header must name this machine too
 * (a foreign name that resolves to 127.0.0.1 would let any web page in), and so must the Origin when a browser sends one.
 */
export function isLocal(request: IncomingMessage): boolean {
  const { host, origin } = request.headers;
  return host !== undefined && names.has(nameOf(host)) && (origin === undefined || names.has(nameOf(origin.replace(/^https?:\/\//, ''))));
}

function nameOf(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

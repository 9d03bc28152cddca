import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { HttpError, sendJson } from './exchange';
import type { Exchange } from './exchange';
import { isLocal } from './loopback';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Matched against the whole path; its groups are given to `handle`, percent-decoded. */
  readonly path: RegExp;
  handle(exchange: Exchange, ...groups: string[]): void | Promise<void>;
}

/** @returns a server that answers the first route that fits, not listening yet */
export function createRoutedServer(routes: readonly Route[]): Server {
  const server = createServer((request, response) => {
    answer(routes, request, response).catch((error: unknown) => refuse(response, error));
  });
  // The SDKs keep connections open. A server that closes an idle one first makes the next request on it fail.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  return server;
}

/** @returns the address, `http://127.0.0.1:PORT` */
export async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', 1024, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}`;
}

async function answer(routes: readonly Route[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isLocal(request)) throw new HttpError(403, 'this development server answers to this machine only');
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  for (const route of routes) {
    const match = route.method === method ? route.path.exec(url.pathname) : null;
    if (match !== null) return route.handle({ request, response, url }, ...match.slice(1).map(decodeSegment));
  }
  throw new HttpError(404, `no such address: ${request.method} ${url.pathname}`);
}

function decodeSegment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new HttpError(400, 'the address is not well encoded');
  }
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const status = error instanceof HttpError ? error.status : 500;
  if (status === 500) console.error(error);
  // The rest of a refused body is not read, so the connection cannot be used again.
  if (status === 413) response.setHeader('connection', 'close');
  sendJson(response, status, { errMsg: error instanceof HttpError ? error.message : 'internal error of the local cloud' });
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Invoker } from '../functions/invoker';
import { HttpError } from '../server/exchange';
import type { Route } from '../server/server';
import { sendFailure } from './invoke';

/** What the platform's HTTP access service does with an address: the query and the method become an event, the function's answer the response. */
export function hallRoute(invoker: Invoker): Route {
  return {
    method: 'GET',
    path: /^\/hall\/board$/,
    async handle({ response, url }) {
      const event = JSON.stringify({ path: '/', httpMethod: 'GET', headers: {}, queryStringParameters: Object.fromEntries(url.searchParams), body: '', isBase64Encoded: false });
      const { call, outcome } = await invoker.invoke({ functionName: 'api', event, source: 'wx_unknown' });
      if (!outcome.ok) return sendFailure(response, outcome.failure, {});
      const { statusCode, headers, body } = JSON.parse(outcome.json) as { statusCode: number; headers: Record<string, string>; body: string };
      response.writeHead(statusCode, { ...headers, 'x-docs-read': call.counters.docsRead });
      response.end(body);
    },
  };
}

const types: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript' };

/** The pages of hall/ as static hosting serves them. */
export function hallPages(folder: string): Route {
  return {
    method: 'GET',
    path: /^\/hall\/(|index\.html|hall\.(?:css|js))$/,
    async handle({ response }, name = '') {
      const file = name === '' ? 'index.html' : name;
      const content = await readFile(path.join(folder, file)).catch(() => {
        throw new HttpError(404, 'the pages of the hall are not built');
      });
      response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream', 'cache-control': 'no-cache' });
      response.end(content);
    },
  };
}

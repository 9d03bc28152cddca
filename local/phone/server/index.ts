import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { attachAutomator } from '../automator/relay';
import { createBuilder, type Build } from '../build/bundle';
import { describe } from '../build/problem';
import { buildRuntime } from '../build/runtime';
import { frameDocument } from '../frame';
import { phoneDocument } from './document';
import { serveEvents } from './events';
import { sendFile } from './files';
import { fontRoot, fontSheet } from './fonts';
import { forward } from './proxy';
import { watchFolder } from './watch';

export interface PhoneOptions {
  /** The mini-program's folder. */
  miniprogramRoot: string;
  /** `http://127.0.0.1:PORT` of the local cloud; without it calls to the cloud fail. */
  cloudUrl?: string;
  /** 0 or left out: any free port. */
  port?: number;
  quiet?: boolean;
  /** Rebuild and reload when the mini-program changes; true. */
  watch?: boolean;
}

export interface Phone {
  url: string;
  /** For miniprogram-automator's `connect({wsEndpoint})`. */
  automatorUrl: string;
  /** Gives the automator pictures, which a page cannot take of itself. */
  setScreenshot: ReturnType<typeof attachAutomator>['setScreenshot'];
  close(): Promise<void>;
}

/** Code, styles and fonts come from this server alone. */
const policy = "script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; font-src 'self' data:";

/** Serves the frame at `/` and each phone at `/phone`, and hands `/dev`, `/cos` and `/hall` on to the cloud. */
export async function startPhone({ miniprogramRoot, cloudUrl, port = 0, quiet = false, watch = true }: PhoneOptions): Promise<Phone> {
  const root = resolve(miniprogramRoot);
  const builder = createBuilder(root);
  const fonts = fontSheet();
  const [runtime, frame, first] = await Promise.all([buildRuntime(), frameDocument(), builder.build()]);
  let build: Build = first;
  report(build, quiet);

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const send = (type: string, body: string): void => void response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache', 'content-security-policy': policy }).end(body);
    if (!isOwn(server, request)) response.writeHead(403).end('only for this machine');
    else if (/^\/(dev|cos|hall)\//.test(pathname)) passOn(request, response, cloudUrl);
    else if (pathname === '/') send('text/html', frame);
    else if (pathname === '/phone') send('text/html', phoneDocument(build, '小程序'));
    else if (pathname === '/phone/runtime.js') send('text/javascript', runtime.script);
    else if (pathname === '/phone/runtime.js.map') send('application/json', runtime.map);
    else if (pathname === '/phone/app.js.map') send('application/json', build.map);
    else if (pathname === '/phone/runtime.css') send('text/css', runtime.style);
    else if (pathname === '/phone/app.js') send('text/javascript', build.script);
    else if (pathname === '/phone/app.css') send('text/css', build.style);
    else if (pathname === '/phone/font/index.css') send('text/css', fonts);
    else if (pathname.startsWith('/phone/font/')) void sendFile(response, fontRoot, pathname.slice('/phone/font/'.length), 86_400);
    else if (pathname.startsWith('/package/')) void sendFile(response, root, pathname.slice('/package/'.length));
    else response.writeHead(404).end('not found');
  });
  // First in line: what is not for this server finds a closed socket.
  server.on('upgrade', (request, socket) => {
    if (!isOwn(server, request) || !/^\/(phone\/events|automator)\b/.test(request.url ?? '')) socket.destroy();
  });
  const automator = attachAutomator(server);
  const events = serveEvents(server, cloudUrl);
  const rebuild = async (): Promise<void> => {
    const began = Date.now();
    build = await builder.build();
    report(build, quiet);
    if (!quiet) console.log(`phone: rebuilt in ${Date.now() - began} ms`);
    events.send('rebuilt');
  };
  const watcher = watch ? watchFolder(root, rebuild) : undefined;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const at = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${at}`,
    automatorUrl: `ws://${at}/automator`,
    setScreenshot: automator.setScreenshot,
    async close() {
      watcher?.close();
      automator.close();
      events.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await builder.close();
    },
  };
}

/** Refuses other names for this address (DNS rebinding) and writes from other pages. */
function isOwn(server: Server, { headers, method }: IncomingMessage): boolean {
  const { port } = server.address() as AddressInfo;
  const isHere = [`127.0.0.1:${port}`, `localhost:${port}`].includes(headers.host ?? '');
  return isHere && (method === 'GET' || headers.origin === undefined || headers.origin === `http://${headers.host}`);
}

function passOn(request: IncomingMessage, response: ServerResponse, cloudUrl: string | undefined): void {
  if (cloudUrl === undefined) response.writeHead(503, { 'content-type': 'application/json' }).end('{"errCode":-1,"errMsg":"no local cloud"}');
  else forward(request, response, cloudUrl);
}

function report({ problems }: Build, quiet: boolean): void {
  if (quiet) return;
  for (const problem of problems) console[problem.isWarning === true ? 'warn' : 'error'](`phone: ${describe(problem)}`);
}

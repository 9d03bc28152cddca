import { get, type ClientRequest, type Server } from 'node:http';
import { WebSocketServer } from 'ws';

export interface Events {
  send(type: string, data?: unknown): void;
  close(): void;
}

const retryMs = 2000;

/** Tells every phone document on this server what happens: rebuilds, and the cloud's own events handed on. */
export function serveEvents(server: Server, cloudUrl: string | undefined): Events {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 });
  let listening: ClientRequest | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  server.on('upgrade', (request, socket, head) => {
    if (request.url !== '/phone/events') return;
    const { origin, host } = request.headers;
    if (origin !== undefined && origin !== `http://${host}`) socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    else sockets.handleUpgrade(request, socket, head, () => undefined);
  });

  const send = (type: string, data?: unknown): void => {
    for (const socket of sockets.clients) socket.send(JSON.stringify({ type, data }));
  };
  const retry = (): void => {
    if (!isClosed) timer = setTimeout(listen, retryMs);
  };
  const listen = (): void => {
    let rest = '';
    listening = get(`${cloudUrl}/dev/events`, (response) => {
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        const blocks = (rest + chunk).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          const field = (name: string): string => block.split('\n').filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trim()).join('\n');
          if (field('event') !== '') send(field('event'), parsed(field('data')));
        }
      });
      response.on('close', retry);
    });
    listening.on('error', retry);
  };
  if (cloudUrl !== undefined) listen();

  return {
    send,
    close() {
      isClosed = true;
      clearTimeout(timer);
      listening?.destroy();
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

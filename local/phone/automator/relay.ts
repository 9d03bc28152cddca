import type { IncomingMessage, Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';

/** Takes a picture of a phone: base64 of a PNG. Given by whoever drives the browser; the page cannot see itself. */
export type TakeScreenshot = (phone: string) => Promise<string>;

export interface AutomatorRelay {
  setScreenshot(take: TakeScreenshot | undefined): void;
  close(): void;
}

interface Request {
  id: string;
  method: string;
  params: Record<string, unknown>;
}

const sdkVersion = '3.8.12';
const pageWaitMs = 15_000;
/** What a page must hear again after a reload, since it forgets and the client does not repeat it. */
const lasting = new Set(['App.enableLog', 'App.addBinding']);

/** One phone with those who drive it: answers go to the asker, events to all. */
class Line {
  private page: WebSocket | undefined;
  private readonly clients = new Set<WebSocket>();
  private readonly waiting = new Map<string, WebSocket>();
  private readonly remembered = new Map<string, Request>();
  private arrivals: (() => void)[] = [];

  constructor(
    readonly phone: string,
    private readonly screenshot: () => TakeScreenshot | undefined,
  ) {}

  addClient(client: WebSocket): void {
    this.clients.add(client);
    client.on('close', () => this.clients.delete(client));
    client.on('message', (text) => void this.ask(client, JSON.parse(String(text))));
  }

  /** The newest page is the phone; an older one is let go. */
  addPage(page: WebSocket): void {
    this.page?.close(4001, 'another window shows this phone now');
    this.page = page;
    page.on('message', (text) => this.hear(JSON.parse(String(text)), String(text)));
    page.on('close', () => {
      if (this.page === page) {
        this.page = undefined;
        this.failWaiting('the phone was closed or reloaded before it answered');
      }
    });
    for (const request of this.remembered.values()) {
      page.send(JSON.stringify({ ...request, id: `again ${request.id}` }));
    }
    this.arrivals.splice(0).forEach((arrived) => arrived());
  }

  private hear(message: { id?: string }, text: string): void {
    if (message.id === undefined) {
      this.clients.forEach((client) => client.send(text));
      return;
    }
    this.waiting.get(message.id)?.send(text);
    this.waiting.delete(message.id);
  }

  private async ask(client: WebSocket, request: Request): Promise<void> {
    const answer = (result: unknown) => client.send(JSON.stringify({ id: request.id, result }));
    const refuse = (message: string) => client.send(JSON.stringify({ id: request.id, error: { message } }));
    try {
      if (request.method.startsWith('Tool.') && request.method !== 'Tool.native') {
        answer(tool(request));
      } else if (request.method === 'App.captureScreenshot') {
        const take = this.screenshot();
        if (!take) {
          throw new Error('App.captureScreenshot: no browser driver gave a way to take pictures');
        }
        answer({ data: await take(this.phone) });
      } else if (request.method === 'App.exit') {
        answer({});
      } else {
        const page = await this.pageReady();
        if (lasting.has(request.method)) {
          this.remembered.set(`${request.method} ${String(request.params['name'] ?? '')}`, request);
        }
        this.waiting.set(request.id, client);
        page.send(JSON.stringify(request));
      }
    } catch (error) {
      refuse(error instanceof Error ? error.message : String(error));
    }
  }

  private pageReady(): Promise<WebSocket> {
    if (this.page) {
      return Promise.resolve(this.page);
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`phone ${this.phone} is not open in any browser`)), pageWaitMs);
      this.arrivals.push(() => {
        clearTimeout(timer);
        if (this.page) {
          resolve(this.page);
        }
      });
    });
  }

  private failWaiting(message: string): void {
    for (const [id, client] of this.waiting) {
      client.send(JSON.stringify({ id, error: { message } }));
    }
    this.waiting.clear();
  }
}

/** What belongs to WeChat's developer tools rather than to a phone. */
function tool({ method }: Request): unknown {
  switch (method) {
    case 'Tool.getInfo':
      return { SDKVersion: sdkVersion };
    case 'Tool.getTestAccounts':
      return { accounts: [] };
    case 'Tool.close':
      return {};
    default:
      throw new Error(`${method} is not supported by the local phone`);
  }
}

/** Browsers send Origin: only pages of this very server may listen in. Programs send none. */
function isOwn(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  return origin === undefined || origin === `http://${host}`;
}

/**
 * Serves miniprogram-automator on an HTTP server: clients connect to `/automator?phone=1` (1 when left out),
 * the phones' pages to `/automator/phone?phone=1`.
 */
export function attachAutomator(server: Server): AutomatorRelay {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 * 1024 });
  const lines = new Map<string, Line>();
  let screenshot: TakeScreenshot | undefined;
  const lineOf = (phone: string) => {
    const line = lines.get(phone) ?? new Line(phone, () => screenshot);
    lines.set(phone, line);
    return line;
  };

  server.on('upgrade', (request, socket, head) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname !== '/automator' && pathname !== '/automator/phone') {
      return;
    }
    if (!isOwn(request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (connection) => {
      const line = lineOf(searchParams.get('phone') ?? '1');
      if (pathname === '/automator') {
        line.addClient(connection);
      } else {
        line.addPage(connection);
      }
    });
  });

  return {
    setScreenshot: (take) => {
      screenshot = take;
    },
    close: () => {
      sockets.clients.forEach((socket) => socket.terminate());
      sockets.close();
    },
  };
}

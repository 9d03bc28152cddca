import type { ServerResponse } from 'node:http';

const heartbeatMs = 20_000;

/** Server-sent events to every page that listens. */
export class EventStream {
  private readonly listeners = new Set<ServerResponse>();

  open(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
    response.write(': open\n\n');
    this.listeners.add(response);
    const heartbeat = setInterval(() => response.write(': alive\n\n'), heartbeatMs).unref();
    response.on('close', () => {
      clearInterval(heartbeat);
      this.listeners.delete(response);
    });
  }

  send(event: 'message' | 'reload' | 'clock', data: unknown): void {
    const text = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    for (const response of this.listeners) response.write(text);
  }

  close(): void {
    for (const response of this.listeners) response.end();
  }
}

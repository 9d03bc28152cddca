type Listener = (data: unknown) => void;

const listeners = new Map<string, Set<Listener>>();
let socket: WebSocket | undefined;
const reconnectMs = 1000;

/**
 * Hears the development server: `rebuilt`, and what the cloud tells (`message`, `reload`, `clock`). One socket a document:
 * browsers allow six streams of server-sent events to a host, and two phones beside each other would use them up.
 */
export function onServerEvent(type: string, listener: Listener): void {
  const set = listeners.get(type) ?? new Set();
  listeners.set(type, set.add(listener));
  if (socket === undefined) connect();
}

function connect(): void {
  socket = new WebSocket(`ws://${location.host}/phone/events`);
  socket.onmessage = ({ data }) => {
    const { type, data: value } = JSON.parse(String(data)) as { type: string; data: unknown };
    for (const listener of listeners.get(type) ?? []) listener(value);
  };
  socket.onclose = () => setTimeout(connect, reconnectMs);
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { type Local, startLocal } from '../../local/start';

export interface CallCost {
  roundTrips: number;
  writes: number;
  /** The writes by collection. */
  writesBy: Record<string, number>;
  docsRead: number;
}

export interface ApiSession {
  local: Local;
  url: string;
  /** Calls the api as this person. `key`: for acts. */
  call<A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, key?: string): Promise<Api.Response<A>>;
  /** The same with what it cost the database. */
  measured<A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, key?: string): Promise<{ answer: Api.Response<A>; cost: CallCost }>;
  /** Any event to any function, as a client could send it. */
  invoke(name: string, event: unknown, openid?: string): Promise<unknown>;
  /** Moves the server's clock to an instant. */
  setClock(now: number): Promise<void>;
  close(): Promise<void>;
}

/** A fresh idempotency key. */
export const newKey = () => randomBytes(16).toString('base64url');

/** The data of an answer, or a failure that says the code. */
export function dataOf<A extends Api.ActionName>(answer: Api.Response<A>): Api.Output<A> {
  if (!answer.ok) throw new Error(`${answer.error.code} ${answer.error.message}`);
  return answer.data;
}

/** The refusal's code; `OK` where there is none. */
export function codeOf(answer: unknown): string {
  const refused = answer as { ok: boolean; error?: { code: string } };
  return refused.ok ? 'OK' : (refused.error?.code ?? 'none');
}

/** The product without the phone, on data of its own: real functions, real SDK, real local cloud. */
export async function openApiSession(options: { members?: number; workers?: number } = {}): Promise<ApiSession> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gongyun-test-'));
  const local = await startLocal({ dataDir, phone: false, timers: false, quiet: true, ...options });
  const { url } = local.cloud;
  const post = (path: string, body: unknown, openid?: string) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...(openid === undefined ? {} : { 'x-wx-openid': openid }) },
    });
  const session: ApiSession = {
    local,
    url,
    async measured(openid, action, input, key) {
      const response = await post('/dev/invoke/api', { action, input, ...(key === undefined ? {} : { key }) }, openid);
      const count = (name: string) => Number(response.headers.get(name));
      const byCollection = (response.headers.get('x-db-writes-by') ?? '').split(',').filter((pair) => pair !== '');
      const writesBy = Object.fromEntries(byCollection.map((pair) => [pair.split('=')[0] ?? '', Number(pair.split('=')[1])]));
      const cost = { roundTrips: count('x-db-round-trips'), writes: count('x-db-writes'), writesBy, docsRead: count('x-docs-read') };
      // The router's envelope: the contract says its shape.
      return { answer: (await response.json()) as Api.Response<typeof action>, cost };
    },
    call: async (openid, action, input, key) => (await session.measured(openid, action, input, key)).answer,
    invoke: async (name, event, openid) => (await post(`/dev/invoke/${name}`, event, openid)).json(),
    async setClock(now) {
      await post('/dev/clock', { now });
    },
    async close() {
      await local.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return session;
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openEngine } from '../../../local/cloud/engine';
import type { Engine } from '../../../local/cloud/engine';
import { handleDatabase, noWork } from '../../../local/cloud/wire/database';
import { startTestCloud } from '../functions/local-cloud';
import type { TestCloud } from '../functions/local-cloud';

/** Real requests as the SDKs sent them, each with a reply that the SDKs accept, in the order in which they were made. */
const exchanges: readonly Exchange[] = readFileSync(path.join(__dirname, '../../fixtures/requests.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Exchange);

interface Exchange {
  readonly request: Readonly<Record<string, unknown>>;
  readonly reply: Readonly<Record<string, unknown>>;
}

const RECORDED_INSERT_AT = Date.parse('2026-11-20T21:36:42.450Z');
const RECORDED_UPDATE_AT = Date.parse('2026-11-20T21:36:42.498Z');

let directory: string;
let cloud: TestCloud;
let engine: Engine;

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'replay-'));
  engine = openEngine(path.join(directory, 'cloud.db'));
  cloud = await startTestCloud({ hello: { source: 'exports.main = async (event) => ({ event, ctx: cloud.getWXContext() });' } });
});

afterAll(async () => {
  await cloud.close();
  await engine.close();
  rmSync(directory, { recursive: true });
});

/** Ids that a server makes, by the recorded one: later requests and replies name them. */
const ids = new Map<string, string>();

function withNewIds(text: string): string {
  return [...ids].reduce((result, [recorded, made]) => result.split(recorded).join(made), text);
}

/** Documents are strings inside a reply; the order of their fields is free. */
function comparable(reply: unknown): unknown {
  return JSON.parse(JSON.stringify(reply), (key, value: unknown) => {
    if (key === 'requestId') return undefined;
    return typeof value === 'string' && value.startsWith('{') ? (JSON.parse(value) as unknown) : value;
  });
}

const replayed = exchanges.filter(({ request }) => String(request['action']).startsWith('database.'));

test.each(replayed.map((exchange, i) => [i, String(exchange.request['action']), exchange] as const))('%i %s', async (_i, action, { request, reply }) => {
  const usesClock = action === 'database.insertDocument' ? RECORDED_INSERT_AT : RECORDED_UPDATE_AT;
  const sent = JSON.parse(withNewIds(JSON.stringify(request))) as Exchange['request'];
  const answer = (await handleDatabase(engine, sent, noWork(), () => usesClock)) as Exchange['reply'];
  remember(reply, answer);
  expect(comparable(answer)).toEqual(JSON.parse(withNewIds(JSON.stringify(comparable(reply)))));
  expect(answer['requestId']).toEqual(expect.any(String));
});

function remember(reply: Exchange['reply'], answer: Exchange['reply']): void {
  pair(reply['transactionId'], answer['transactionId']);
  const recorded = (reply['data'] as { insertedIds?: unknown[] } | undefined)?.insertedIds ?? [];
  const made = (answer['data'] as { insertedIds?: unknown[] } | undefined)?.insertedIds ?? [];
  recorded.forEach((id, i) => pair(id, made[i]));
}

function pair(recorded: unknown, made: unknown): void {
  if (typeof recorded === 'string' && typeof made === 'string' && recorded !== made) ids.set(recorded, made);
}

const others = exchanges.filter(({ request }) => !String(request['action']).startsWith('database.'));

test.each(others.map((exchange, i) => [i, String(exchange.request['action']), exchange] as const))('%i %s', async (_i, action, { request, reply }) => {
  const { status, body } = await cloud.send('POST', '/admin?env=local-env', request, { 'content-type': 'application/json' });
  expect(status).toBe(200);
  expect(ofThisServer(comparable(body))).toEqual(ofThisServer(comparable(reply)));
  if (action === 'storage.getUploadMetadata') await upload((body as { data: Upload }).data);
});

interface Upload {
  readonly url: string;
  readonly token: string;
  readonly authorization: string;
  readonly cosFileId: string;
}

/** The SDKs put the bytes between their two requests; a download of what was never put is refused. */
async function upload({ url, token, authorization, cosFileId }: Upload): Promise<void> {
  const headers = { signature: authorization, authorization, 'x-cos-security-token': token, 'x-cos-meta-fileid': cosFileId };
  const response = await fetch(url, { method: 'PUT', body: 'hello', headers });
  expect(response.status).toBe(200);
}

/** Addresses, signatures and who called are this server's and this call's own; the paths of the files are not. */
function ofThisServer(reply: unknown): unknown {
  return JSON.parse(JSON.stringify(reply), (key, value: unknown) => {
    if (key === 'SOURCE' || key === 'cosFileId' || key === 'token' || key === 'authorization') return typeof value;
    if (typeof value !== 'string' || !value.startsWith('http://')) return value;
    return decodeURIComponent(new URL(value).pathname);
  });
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openEngine } from '../../../local/cloud/engine';
import type { Engine } from '../../../local/cloud/engine';
import { handleDatabase } from '../../../local/cloud/wire/database';

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
let engine: Engine;

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'replay-'));
  engine = openEngine(path.join(directory, 'cloud.db'));
});

afterAll(async () => {
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
  const answer = (await handleDatabase(engine, sent, { roundTrips: 0, writes: 0, docsRead: 0 }, () => usesClock)) as Exchange['reply'];
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

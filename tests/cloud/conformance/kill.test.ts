import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openEngine } from '../../../local/cloud/engine';

let directory: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'kill-'));
  mkdirSync(path.join(directory, 'functions'));
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(directory, { recursive: true });
});

async function start(): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const script = path.join(__dirname, 'cloud-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, directory, path.join(directory, 'functions')], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, url: line.toString().trim() };
}

async function send(url: string, action: string, fields: object): Promise<{ readonly code?: string; readonly data?: { readonly updated?: number } }> {
  const body = JSON.stringify({ action: `database.${action}`, envName: 'local-env', ...fields });
  const response = await fetch(`${url}/admin`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return (await response.json()) as { code?: string; data?: { updated?: number } };
}

test('kill -9 in the middle of writes loses nothing acknowledged', async () => {
  const inserted = new Set<string>();
  const pushed = new Set<string>();
  for (let round = 0; round < 3; round++) {
    const { child, url } = await start();
    if (round === 0) {
      await send(url, 'addCollection', { collectionName: 'notes' });
      // Longer than what is rewritten at each change, so that updates are kept beside the document.
      const seats = JSON.stringify({ _id: 'seats', held: [], left: 1_000_000, text: '位'.repeat(20_000) });
      await send(url, 'insertDocument', { collectionName: 'notes', data: [seats] });
    }
    let alive = true;
    const insert = async (writer: number): Promise<void> => {
      for (let i = 0; alive; i++) {
        const _id = `r${round}w${writer}n${i}`;
        const reply = await send(url, 'insertDocument', { collectionName: 'notes', data: [JSON.stringify({ _id, writer, i })] });
        if (reply.code === undefined) inserted.add(_id);
      }
    };
    const push = async (writer: number): Promise<void> => {
      for (let i = 0; alive; i++) {
        const u = `r${round}w${writer}n${i}`;
        const reply = await send(url, 'modifyDocument', {
          collectionName: 'notes',
          query: JSON.stringify({ _id: 'seats', 'held.u': { $ne: u } }),
          queryType: 'WHERE',
          multi: true,
          merge: true,
          upsert: false,
          data: JSON.stringify({ $push: { held: { u } }, $inc: { left: -1 } }),
        });
        if (reply.data?.updated === 1) pushed.add(u);
      }
    };
    const writers = [insert(0), insert(1), push(0), push(1)].map((writer) => writer.catch(() => undefined));
    await wait(700 + round * 150);
    // A busy machine may have done little by then.
    while (inserted.size <= 10 * (round + 1) || pushed.size <= 10 * (round + 1)) await wait(50);
    child.kill('SIGKILL');
    await once(child, 'exit');
    alive = false;
    await Promise.all(writers);
  }
  const engine = openEngine(path.join(directory, 'database.sqlite'));
  const notes = engine.db().collection('notes');
  const kept = new Set((await notes.find({ writer: { $exists: true } }).toArray()).map((note) => note['_id']));
  const seats = await notes.findOne({ _id: 'seats' });
  await engine.close();
  const held = (seats?.['held'] as readonly { readonly u: string }[]).map(({ u }) => u);
  expect(inserted.size).toBeGreaterThan(20);
  expect(pushed.size).toBeGreaterThan(20);
  expect([...inserted].filter((id) => !kept.has(id))).toEqual([]);
  expect([...pushed].filter((u) => !held.includes(u))).toEqual([]);
  // One write decides: the list and the counter never part.
  expect(new Set(held).size).toBe(held.length);
  expect(seats?.['left']).toBe(1_000_000 - held.length);
});

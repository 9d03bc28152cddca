import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { openEngine } from './index';
import type { ClientSession, Collection, Engine } from './types';

let directory: string;
let engine: Engine;
let runs = 0;

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'transactions-'));
  engine = openEngine(path.join(directory, 'cloud.db'));
});

afterAll(async () => {
  await engine.close();
  rmSync(directory, { recursive: true });
});

type State = ReadonlyMap<string, number>;

interface Open {
  readonly session: ClientSession;
  readonly seen: Map<string, number>;
  readonly written: Set<string>;
  readonly startedAt: number;
}

/** What should happen, kept beside the engine: a map, its copies at each start, and who wrote which document when. */
class Model {
  readonly committed = new Map<string, number>();
  readonly open = new Map<number, Open>();
  private readonly changedAt = new Map<string, number>();
  private time = 0;

  begin(actor: number, session: ClientSession): void {
    this.open.set(actor, { session, seen: new Map(this.committed), written: new Set(), startedAt: this.time });
  }

  holder(key: string): Open | undefined {
    return [...this.open.values()].find(({ written }) => written.has(key));
  }

  conflicts(transaction: Open, key: string): boolean {
    const holder = this.holder(key);
    return (holder !== undefined && holder !== transaction) || (this.changedAt.get(key) ?? 0) > transaction.startedAt;
  }

  put(key: string, value: number | undefined): void {
    this.time += 1;
    this.changedAt.set(key, this.time);
    assign(this.committed, key, value);
  }

  commit(actor: number): void {
    const transaction = this.open.get(actor);
    this.open.delete(actor);
    for (const key of transaction?.written ?? []) this.put(key, transaction?.seen.get(key));
  }
}

function assign(state: Map<string, number>, key: string, value: number | undefined): void {
  if (value === undefined) state.delete(key);
  else state.set(key, value);
}

async function stateOf(collection: Collection, session?: ClientSession): Promise<State> {
  const documents = await collection.find({ n: { $gte: 0 } }, { session }).toArray();
  return new Map(documents.map((document) => [String(document['_id']), Number(document['n'])]));
}

const sorted = (state: State): readonly (readonly [string, number])[] => [...state].sort(([a], [b]) => (a < b ? -1 : 1));

const step = fc.record({
  actor: fc.integer({ min: 0, max: 3 }),
  act: fc.constantFrom('begin', 'write', 'write', 'remove', 'read', 'commit', 'abort'),
  key: fc.constantFrom('a', 'b', 'c', 'd'),
  value: fc.integer({ min: 0, max: 99 }),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

test('any mix of transactions and writes outside comes out as the model says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.boolean(), async (steps, indexed) => {
      runs += 1;
      const collection = await engine.db().createCollection(`run${runs}`);
      if (indexed) await collection.createIndex({ n: 1 });
      const model = new Model();
      for (const one of steps) await take(collection, model, one);
      for (const { session } of model.open.values()) await session.abortTransaction();
      expect(sorted(await stateOf(collection))).toEqual(sorted(model.committed));
    }),
    { numRuns: 150 },
  );
});

/** Actor 0 works outside transactions. */
async function take(collection: Collection, model: Model, { actor, act, key, value }: Step): Promise<void> {
  const transaction = model.open.get(actor);
  if (act === 'begin') {
    if (actor === 0 || transaction) return;
    const session = engine.startSession();
    session.startTransaction();
    model.begin(actor, session);
    return;
  }
  if (actor !== 0 && !transaction) return;
  if (act === 'read') {
    expect(sorted(await stateOf(collection, transaction?.session))).toEqual(sorted(transaction?.seen ?? model.committed));
    return;
  }
  if (act === 'commit' || act === 'abort') {
    if (!transaction) return;
    if (act === 'commit') model.commit(actor);
    else model.open.delete(actor);
    await (act === 'commit' ? transaction.session.commitTransaction() : transaction.session.abortTransaction());
    return;
  }
  const next = act === 'remove' ? undefined : value;
  const current = (transaction?.seen ?? model.committed).get(key);
  // A write that changes nothing, or removes what is not there, takes no lock.
  if (current === next) return;
  if (!transaction) {
    // It would wait for the holder, which waits for this test.
    if (model.holder(key)) return;
    model.put(key, next);
    await write(collection, key, next, undefined);
    return;
  }
  if (model.conflicts(transaction, key)) {
    await expect(write(collection, key, next, transaction.session)).rejects.toMatchObject({ code: 112 });
    await expect(transaction.session.commitTransaction()).rejects.toMatchObject({ code: 251 });
    model.open.delete(actor);
    return;
  }
  await write(collection, key, next, transaction.session);
  assign(transaction.seen, key, next);
  transaction.written.add(key);
}

async function write(collection: Collection, key: string, value: number | undefined, session: ClientSession | undefined): Promise<void> {
  if (value === undefined) await collection.deleteOne({ _id: key }, { session });
  else await collection.updateOne({ _id: key }, { $set: { n: value } }, { session, upsert: true });
}

test('a file belongs to one process', () => {
  expect(() => openEngine(path.join(directory, 'cloud.db'))).toThrow(/is in use by another process/);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openEngine } from './index';
import type { Collection, Document, Engine } from './types';

let directory: string;
let engine: Engine;
let collection: Collection;

const file = (): string => path.join(directory, 'cloud.db');

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'engine-'));
  engine = openEngine(file(), { transactionLifetimeMs: 300 });
  collection = await engine.db().createCollection('things');
});

afterEach(async () => {
  await engine.close();
  rmSync(directory, { recursive: true });
});

async function reopen(): Promise<Collection> {
  await engine.close();
  engine = openEngine(file(), { transactionLifetimeMs: 300 });
  return engine.db().collection('things');
}

const all = async (from: Collection): Promise<readonly Document[]> => from.find({}).toArray();

test('every type survives a reopening', async () => {
  const document = {
    _id: 'a',
    numbers: [0, -1.5, 2 ** 53, NaN, Infinity],
    at: new Date(-5),
    text: '工会 \u0000\u0001 😀',
    pattern: /^a/i,
    bytes: new Uint8Array([0, 255]),
    nothing: null,
    nested: { $date: 'not a date', list: [[{}], []] },
  };
  await collection.insertMany([document]);
  expect(await all(await reopen())).toEqual([document]);
});

test('a large document updated many times is read back as it was', async () => {
  await collection.createIndex({ left: 1 });
  await collection.insertMany([{ _id: 'seats', left: 1000, held: [], note: '位'.repeat(20_000) }]);
  for (let i = 0; i < 700; i++) {
    await collection.updateOne({ _id: 'seats', 'held.u': { $ne: `u${i}` } }, { $push: { held: { u: `u${i}`, at: new Date(i) } }, $inc: { left: -1 } });
    if (i === 300) await collection.updateOne({ _id: 'seats', 'held.u': 'u7' }, { $set: { 'held.$.gone': true } });
    if (i === 450) await collection.replaceOne({ _id: 'seats' }, { ...(await collection.findOne({ _id: 'seats' })), marked: true });
  }
  const before = await collection.findOne({ _id: 'seats' });
  const reopened = await reopen();
  const after = await reopened.findOne({ left: 300 });
  expect(after).toEqual(before);
  expect(after?.['held']).toHaveLength(700);
  expect(after?.['marked']).toBe(true);
});

test('indexes are kept, enforced and listed after a reopening', async () => {
  await collection.createIndex({ code: 1, tag: -1 }, { name: 'code', unique: true, sparse: true });
  await collection.insertMany([{ _id: 'a', code: 1, tag: ['x', 'y'] }, { _id: 'b' }, { _id: 'c' }]);
  const reopened = await reopen();
  expect(await reopened.indexes()).toEqual([
    { name: '_id_', key: { _id: 1 } },
    { name: 'code', key: { code: 1, tag: -1 }, unique: true, sparse: true },
  ]);
  await expect(reopened.insertMany([{ code: 1, tag: 'y' }])).rejects.toMatchObject({
    code: 11000,
    message: 'E11000 duplicate key error collection: local.things index: code dup key: { : 1, : "y" }',
  });
  await reopened.dropIndex('code');
  await reopened.insertMany([{ code: 1, tag: 'y' }]);
});

test('a unique index is not made over duplicates, and leaves nothing', async () => {
  await collection.insertMany([{ a: 1 }, { a: 1 }]);
  await expect(collection.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
  expect(await collection.indexes()).toHaveLength(1);
  expect(await all(collection)).toHaveLength(2);
  await collection.createIndex({ a: 1 });
  expect(await collection.countDocuments({ a: 1 })).toBe(2);
});

test('an insert of many stops at the first that is refused', async () => {
  await expect(collection.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 1 }, { _id: 3 }])).rejects.toMatchObject({ code: 11000 });
  expect((await all(collection)).map((one) => one['_id'])).toEqual([1, 2]);
});

test('parallel arrays are refused', async () => {
  await collection.createIndex({ a: 1, b: 1 });
  await expect(collection.insertMany([{ a: [1], b: [2] }])).rejects.toMatchObject({ code: 171 });
  expect(await all(collection)).toEqual([]);
});

test('a transaction that is left open is given up, and what it held is free', async () => {
  await collection.insertMany([{ _id: 'a', n: 1 }]);
  const session = engine.startSession();
  session.startTransaction();
  await collection.updateOne({ _id: 'a' }, { $set: { n: 2 } }, { session });
  const outside = collection.updateOne({ _id: 'a' }, { $inc: { n: 10 } });
  await expect(Promise.race([outside, wait(100, 'waits')])).resolves.toBe('waits');
  expect(await outside).toMatchObject({ modifiedCount: 1 });
  expect(await collection.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 11 });
  await expect(session.commitTransaction()).rejects.toMatchObject({ code: 251 });
});

test('a transaction holds the unique keys that it takes', async () => {
  await collection.createIndex({ code: 1 }, { unique: true });
  await collection.insertMany([{ _id: 'a', code: 1 }]);
  const session = engine.startSession();
  session.startTransaction();
  await expect(collection.insertMany([{ _id: 'b', code: 1 }], { session })).rejects.toMatchObject({ code: 11000 });
  await collection.insertMany([{ _id: 'b', code: 2 }], { session });
  await expect(collection.insertMany([{ _id: 'c', code: 2 }], { session })).rejects.toMatchObject({ code: 11000 });
  const other = engine.startSession();
  other.startTransaction();
  await expect(collection.insertMany([{ _id: 'd', code: 2 }], { session: other })).rejects.toMatchObject({ code: 112 });
  // Swapping a key inside one transaction is allowed.
  await collection.deleteOne({ _id: 'a' }, { session });
  await collection.insertMany([{ _id: 'e', code: 1 }], { session });
  await session.commitTransaction();
  expect((await all(collection)).map((one) => [one['_id'], one['code']])).toEqual([['b', 2], ['e', 1]]);
});

test('inside a transaction queries see its own writes and no later ones', async () => {
  await collection.createIndex({ n: 1 });
  await collection.insertMany([1, 2, 3, 4].map((n) => ({ _id: `d${n}`, n })));
  const session = engine.startSession();
  session.startTransaction();
  await collection.updateOne({ _id: 'd1' }, { $set: { n: 10 } });
  await collection.deleteOne({ _id: 'd4' });
  await collection.insertMany([{ _id: 'd5', n: 0 }]);
  await collection.updateOne({ _id: 'd2' }, { $set: { n: 20 } }, { session });
  await collection.deleteOne({ _id: 'd3' }, { session });
  await collection.insertMany([{ _id: 'd6', n: 3 }], { session });
  const inside = await collection.find({ n: { $gt: 0 } }, { sort: { n: -1 }, limit: 3, session }).toArray();
  expect(inside).toEqual([{ _id: 'd2', n: 20 }, { _id: 'd4', n: 4 }, { _id: 'd6', n: 3 }]);
  await session.abortTransaction();
  expect(await collection.countDocuments({ n: { $gt: 0 } })).toBe(3);
});

test('an index that is there already is made once, and refused when it differs', async () => {
  const votes = await engine.db().createCollection('votes');
  for (let round = 0; round < 2; round += 1) await votes.createIndex({ seq: 1 }, { name: 'seq', unique: true, sparse: true });
  expect(await votes.indexes()).toHaveLength(2);
  await expect(votes.createIndex({ seq: -1 }, { name: 'seq' })).rejects.toMatchObject({ code: 86 });
});

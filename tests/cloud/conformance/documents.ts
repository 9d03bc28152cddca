import assert from 'node:assert/strict';
import { failure } from './operation';
import type { Operation } from './operation';

const NO_COLLECTION: readonly unknown[] = [-502005, 'DATABASE_COLLECTION_NOT_EXIST'];
const REQUEST_FAILED: readonly unknown[] = [-502001, 'DATABASE_REQUEST_FAILED'];

/** Single documents: add, read, replace, change, remove. */
export const documents: readonly Operation[] = [
  {
    name: 'add keeps the id that it is given',
    run: async ({ collection }) => assert.equal(await collection.add({ _id: 'one', n: 1 }), 'one'),
  },
  {
    name: 'add makes an id',
    run: async ({ collection }) => {
      const id = await collection.add({ n: 1 });
      assert.match(id, /^[0-9a-f]{24,32}$/);
      assert.deepEqual(await collection.doc(id).get(), { _id: id, n: 1 });
    },
  },
  {
    name: 'every type comes back as it was',
    run: async ({ collection }) => {
      const fields = { n: 1, f: 1.5, big: 12345678901, text: '工会 😀', yes: true, nothing: null, at: new Date(5), list: [1, 'a', { b: [] }], nested: { x: { y: -0.25 } } };
      await collection.add({ _id: 'types', ...fields });
      assert.deepEqual(await collection.doc('types').get(), { _id: 'types', ...fields });
    },
  },
  {
    name: 'a server date is the server’s time plus an offset',
    run: async ({ client, collection }) => {
      await collection.add({ _id: 'date', at: client.serverDate(60_000), nested: { at: client.serverDate(0) } });
      const found = (await collection.doc('date').get()) as { at: Date; nested: { at: Date } };
      assert.ok(Math.abs(found.at.getTime() - found.nested.at.getTime() - 60_000) < 5);
    },
  },
  {
    name: 'a document that is not there',
    run: async ({ client, collection }) => {
      if (client.sdk === 'wx-server-sdk') assert.match((await failure(collection.doc('none').get())).message, /does not exist/);
      else assert.equal(await collection.doc('none').get(), undefined);
    },
  },
  {
    name: 'set replaces all fields',
    run: async ({ collection }) => {
      await collection.add({ _id: 'a', n: 1, old: true });
      await collection.doc('a').set({ n: 2 });
      assert.deepEqual(await collection.doc('a').get(), { _id: 'a', n: 2 });
    },
  },
  {
    name: 'set makes a document that is not there',
    run: async ({ collection }) => {
      await collection.doc('new').set({ n: 2 });
      assert.deepEqual(await collection.doc('new').get(), { _id: 'new', n: 2 });
    },
  },
  {
    name: 'update reaches into nested fields',
    run: async ({ collection }) => {
      await collection.add({ _id: 'a', nest: { x: 1, y: 2 } });
      assert.equal(await collection.doc('a').update({ nest: { x: 10 }, 'nest.z': 3 }), 1);
      assert.deepEqual(await collection.doc('a').get(), { _id: 'a', nest: { x: 10, y: 2, z: 3 } });
    },
  },
  {
    name: 'update of a document that is not there changes none',
    run: async ({ collection }) => {
      assert.equal(await collection.doc('none').update({ n: 1 }), 0);
      assert.equal(await collection.count(), 0);
    },
  },
  {
    name: 'update with what is already there changes none',
    run: async ({ collection }) => {
      await collection.add({ _id: 'a', n: 1, list: [1] });
      assert.equal(await collection.doc('a').update({ n: 1, list: [1] }), 0);
    },
  },
  {
    name: 'remove one document',
    run: async ({ collection }) => {
      await collection.add({ _id: 'a' });
      assert.equal(await collection.doc('a').remove(), 1);
      assert.equal(await collection.doc('a').remove(), 0);
    },
  },
  {
    name: 'a second document with the same id is refused',
    run: async ({ client, collection }) => {
      await collection.add({ _id: 'a', n: 1 });
      const error = await failure(collection.add({ _id: 'a', n: 2 }));
      assert.ok(REQUEST_FAILED.includes(client.codeOf(error)));
      assert.match(error.message, /E11000 duplicate key error collection: .* index: _id_ dup key: { : "a" }/);
      assert.deepEqual(await collection.doc('a').get(), { _id: 'a', n: 1 });
    },
  },
  {
    name: 'a unique index refuses a second document, and a second missing field',
    run: async ({ collection, createIndex }) => {
      await createIndex({ name: 'code', keys: { code: 1 }, unique: true });
      await collection.add({ _id: 'a', code: 'x' });
      assert.match((await failure(collection.add({ _id: 'b', code: 'x' }))).message, /E11000 .* index: code dup key: { : "x" }/);
      await collection.add({ _id: 'c' });
      assert.match((await failure(collection.add({ _id: 'd' }))).message, /E11000 .* dup key: { : null }/);
      assert.match((await failure(collection.doc('c').update({ code: 'x' }))).message, /E11000/);
      await collection.doc('a').remove();
      assert.equal(await collection.doc('c').update({ code: 'x' }), 1);
    },
  },
  {
    name: 'a collection that is not there',
    run: async ({ client, name }) => {
      const missing = client.collection(`${name}-none`);
      for (const act of [missing.where({ a: 1 }).get(), missing.add({ a: 1 }), missing.where({ a: 1 }).remove(), missing.doc('a').update({ a: 1 })]) {
        assert.ok(NO_COLLECTION.includes(client.codeOf(await failure(act))));
      }
    },
  },
  {
    name: 'a collection that is there already',
    run: async ({ client, name }) => {
      const error = await failure(client.createCollection(name));
      // wx-server-sdk has no number for this one.
      assert.ok([-1, 'DATABASE_COLLECTION_ALREADY_EXIST'].includes(client.codeOf(error) as never));
      assert.match(error.message, /Table exist/);
    },
  },
];

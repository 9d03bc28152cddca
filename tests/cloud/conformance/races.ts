import assert from 'node:assert/strict';
import type { Operation } from './operation';
import type { Fields } from './sdks';

const outcome = (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    (value) => value,
    () => 'refused',
  );

const times = <T>(count: number, act: (i: number) => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: count }, (_, i) => act(i)));

/** Many calls at once. */
export const races: readonly Operation[] = [
  {
    name: 'race: of 60 for 7 places exactly 7 get one',
    run: async ({ client, collection }) => {
      const _ = client.command;
      await collection.add({ _id: 'bucket', left: 7, held: [] });
      const taken = await times(60, (i) =>
        collection.where({ _id: 'bucket', left: _['gt']?.(0), 'held.u': _['neq']?.(`u${i}`) }).update({ left: _['inc']?.(-1), held: _['push']?.([{ u: `u${i}` }]) }),
      );
      assert.equal(taken.filter((changed) => changed === 1).length, 7);
      const bucket = (await collection.doc('bucket').get()) as { left: number; held: readonly Fields[] };
      assert.equal(bucket.left, 0);
      assert.equal(new Set(bucket.held.map((seat) => seat['u'])).size, 7);
    },
  },
  {
    name: 'race: one person asking 20 times holds one place',
    run: async ({ client, collection }) => {
      const _ = client.command;
      await collection.add({ _id: 'bucket', left: 7, held: [] });
      const taken = await times(20, () => collection.where({ _id: 'bucket', left: _['gt']?.(0), 'held.u': _['neq']?.('me') }).update({ left: _['inc']?.(-1), held: _['push']?.([{ u: 'me' }]) }));
      assert.equal(taken.filter((changed) => changed === 1).length, 1);
    },
  },
  {
    name: 'race: of 30 documents with one id one is added',
    run: async ({ collection }) => {
      const results = await times(30, (i) => outcome(collection.add({ _id: 'same', i })));
      assert.equal(results.filter((result) => result === 'same').length, 1);
      assert.equal(await collection.count(), 1);
    },
  },
  {
    name: 'race: of 30 documents with one unique key one is added',
    run: async ({ collection, createIndex }) => {
      await createIndex({ name: 'key', keys: { a: 1, b: -1 }, unique: true });
      const results = await times(30, (i) => outcome(collection.add({ _id: `d${i}`, a: 1, b: 'x' })));
      assert.equal(results.filter((result) => result !== 'refused').length, 1);
    },
  },
  {
    name: 'race: 100 increments are 100',
    run: async ({ client, collection }) => {
      await collection.add({ _id: 'counter', n: 0 });
      await times(100, () => collection.doc('counter').update({ n: client.command['inc']?.(1) }));
      assert.equal((await collection.doc('counter').get())?.['n'], 100);
    },
  },
  {
    name: 'race: compare and set on a version lets one through',
    run: async ({ client, collection }) => {
      await collection.add({ _id: 'doc', version: 1 });
      const changed = await times(25, (i) => collection.where({ _id: 'doc', version: 1 }).update({ version: client.command['inc']?.(1), by: i }));
      assert.equal(changed.filter((count) => count === 1).length, 1);
    },
  },
  {
    name: 'race: read, then write, in transactions with retries loses none',
    run: async ({ client, name, collection }) => {
      await collection.add({ _id: 'counter', n: 0 });
      const increment = async (): Promise<void> => {
        for (let tries = 0; tries < 200; tries++) {
          const transaction = await client.startTransaction();
          try {
            const found = await transaction.collection(name).doc('counter').get();
            await transaction.collection(name).doc('counter').update({ n: Number(found?.['n']) + 1 });
            return await transaction.commit();
          } catch {
            await transaction.rollback().catch(() => undefined);
          }
        }
        throw new Error('no turn in 200 tries');
      };
      await times(6, increment);
      assert.equal((await collection.doc('counter').get())?.['n'], 6);
    },
  },
];

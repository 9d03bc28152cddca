import assert from 'node:assert/strict';
import { failure } from './operation';
import type { Operation } from './operation';

const CONFLICT: readonly unknown[] = [-501001, 'DATABASE_TRANSACTION_CONFLICT'];

/** Transactions: all or nothing, apart from each other, and told when they meet. */
export const transactions: readonly Operation[] = [
  {
    name: 'a commit makes all its writes seen at once',
    run: async ({ client, name, collection }) => {
      await collection.add({ _id: 'from', n: 10 });
      const transaction = await client.startTransaction();
      const inside = transaction.collection(name);
      await inside.doc('from').update({ n: client.command['inc']?.(-4) });
      await inside.add({ _id: 'to', n: 4 });
      assert.deepEqual(await inside.doc('from').get(), { _id: 'from', n: 6 });
      assert.deepEqual(await collection.doc('from').get(), { _id: 'from', n: 10 });
      assert.equal(await collection.count(), 1);
      await transaction.commit();
      assert.deepEqual(await collection.doc('from').get(), { _id: 'from', n: 6 });
      assert.deepEqual(await collection.doc('to').get(), { _id: 'to', n: 4 });
    },
  },
  {
    name: 'a rollback leaves nothing',
    run: async ({ client, name, collection }) => {
      await collection.add({ _id: 'a', n: 1 });
      const transaction = await client.startTransaction();
      await transaction.collection(name).doc('a').set({ n: 2 });
      await transaction.collection(name).add({ _id: 'b' });
      await transaction.rollback();
      assert.deepEqual(await collection.doc('a').get(), { _id: 'a', n: 1 });
      assert.equal(await collection.count(), 1);
    },
  },
  {
    name: 'a transaction reads the state at its start',
    run: async ({ client, name, collection }) => {
      await collection.add({ _id: 'a', n: 1 });
      const transaction = await client.startTransaction();
      await collection.doc('a').update({ n: 2 });
      assert.deepEqual(await transaction.collection(name).doc('a').get(), { _id: 'a', n: 1 });
      await transaction.rollback();
    },
  },
  {
    name: 'a write after a write outside is a conflict',
    run: async ({ client, name, collection }) => {
      await collection.add({ _id: 'a', n: 1 });
      const transaction = await client.startTransaction();
      await collection.doc('a').update({ n: 2 });
      const error = await failure(transaction.collection(name).doc('a').update({ n: 3 }));
      assert.ok(CONFLICT.includes(client.codeOf(error)));
      assert.deepEqual(await collection.doc('a').get(), { _id: 'a', n: 2 });
    },
  },
  {
    name: 'two transactions on one document: the second is told',
    run: async ({ client, name, collection }) => {
      await collection.add({ _id: 'a', n: 1 });
      const [first, second] = [await client.startTransaction(), await client.startTransaction()];
      await first.collection(name).doc('a').update({ n: 2 });
      assert.ok(CONFLICT.includes(client.codeOf(await failure(second.collection(name).doc('a').update({ n: 3 })))));
      await first.commit();
      assert.deepEqual(await collection.doc('a').get(), { _id: 'a', n: 2 });
    },
  },
  {
    name: 'two transactions that add one id: one gets it',
    run: async ({ client, name, collection }) => {
      const [first, second] = [await client.startTransaction(), await client.startTransaction()];
      await first.collection(name).add({ _id: 'a', by: 1 });
      assert.ok(CONFLICT.includes(client.codeOf(await failure(second.collection(name).add({ _id: 'a', by: 2 })))));
      await first.commit();
      assert.deepEqual(await collection.doc('a').get(), { _id: 'a', by: 1 });
    },
  },
  {
    name: 'a write outside waits for the transaction that holds the document',
    run: async ({ client, name, collection }) => {
      await collection.add({ _id: 'a', n: 1 });
      const transaction = await client.startTransaction();
      await transaction.collection(name).doc('a').update({ n: client.command['mul']?.(10) });
      const outside = collection.doc('a').update({ n: client.command['inc']?.(1) });
      await transaction.commit();
      assert.equal(await outside, 1);
      assert.deepEqual(await collection.doc('a').get(), { _id: 'a', n: 11 });
    },
  },
  {
    name: 'an ended transaction takes no more',
    run: async ({ client, name, collection }) => {
      await collection.add({ _id: 'a', n: 1 });
      const transaction = await client.startTransaction();
      await transaction.commit();
      const error = await failure(transaction.collection(name).doc('a').update({ n: 2 }));
      assert.match(error.message, /TransactionNotExist/);
    },
  },
  {
    name: 'runTransaction commits, and rolls back what throws',
    run: async ({ client, name, collection }) => {
      await collection.add({ _id: 'a', n: 1 });
      const result = await client.runTransaction(async (transaction) => {
        await transaction.collection(name).doc('a').update({ n: 2 });
        return 'done';
      });
      assert.equal(result, 'done');
      const thrown = client.runTransaction(async (transaction) => {
        await transaction.collection(name).doc('a').update({ n: 3 });
        throw new Error('changed my mind');
      });
      assert.match((await failure(thrown)).message, /changed my mind/);
      assert.deepEqual(await collection.doc('a').get(), { _id: 'a', n: 2 });
    },
  },
  {
    name: 'runTransaction and a conflict inside: the node SDK starts again, the WeChat one tells its caller',
    run: async ({ client, name, collection }) => {
      await collection.add({ _id: 'a', n: 1 });
      let tries = 0;
      const run = client.runTransaction(async (transaction) => {
        tries += 1;
        const found = await transaction.collection(name).doc('a').get();
        if (tries === 1) await collection.doc('a').update({ n: 5 });
        await transaction.collection(name).doc('a').update({ n: Number(found?.['n']) + 1 });
      });
      if (client.sdk === 'wx-server-sdk') assert.equal(client.codeOf(await failure(run)), -501001);
      else await run;
      assert.equal((await collection.doc('a').get())?.['n'], client.sdk === 'wx-server-sdk' ? 5 : 6);
    },
  },
];

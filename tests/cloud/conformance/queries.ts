import assert from 'node:assert/strict';
import { failure } from './operation';
import type { Bench, Operation } from './operation';
import type { Collection, Fields } from './sdks';

const PEOPLE: readonly Fields[] = [
  { _id: 'ann', name: 'Ann', n: 1, tags: ['a', 'b'], home: { city: '广州', rooms: [2, 5] }, at: new Date(1000) },
  { _id: 'bob', name: 'Bob', n: 2, tags: ['b', 'c'], home: { city: '深圳' }, at: new Date(2000), left: null },
  { _id: 'cid', name: 'Cid', n: 3, tags: [], scores: [{ k: 'x', v: 1 }, { k: 'y', v: 9 }], at: new Date(3000) },
  { _id: 'dan', name: 'dan', n: 4, scores: [{ k: 'x', v: 9 }], left: 'yes' },
];

async function people({ collection }: Bench): Promise<Collection> {
  for (const person of PEOPLE) await collection.add(person);
  return collection;
}

/** The query finds exactly these, in this order of ids. */
function finds(name: string, query: (bench: Bench) => Fields, ids: readonly string[]): Operation {
  return {
    name,
    run: async (bench) => {
      const collection = await people(bench);
      const found = await collection.where(query(bench)).orderBy('_id', 'asc').get();
      assert.deepEqual(
        found.map((one) => one['_id']),
        ids,
      );
      assert.equal(await collection.where(query(bench)).count(), ids.length);
    },
  };
}

const of = (bench: Bench): Bench['client']['command'] => bench.client.command;

/** Queries: operators, order, limits, projections. */
export const queries: readonly Operation[] = [
  finds('equality', () => ({ name: 'Bob' }), ['bob']),
  finds('eq and neq', (bench) => ({ name: of(bench)['neq']?.('Bob'), n: of(bench)['eq']?.(1) }), ['ann']),
  finds('gt and lte together', (bench) => ({ n: (of(bench)['gt']?.(1) as { and(other: unknown): unknown }).and(of(bench)['lte']?.(3)) }), ['bob', 'cid']),
  finds('in', (bench) => ({ n: of(bench)['in']?.([1, 4, 9]) }), ['ann', 'dan']),
  finds('nin', (bench) => ({ n: of(bench)['nin']?.([1, 4, 9]) }), ['bob', 'cid']),
  finds('dates', (bench) => ({ at: of(bench)['gte']?.(new Date(2000)) }), ['bob', 'cid']),
  finds('a nested field', () => ({ home: { city: '广州' } }), ['ann']),
  finds('a dotted path', () => ({ 'home.rooms': 5 }), ['ann']),
  finds('one element of an array', () => ({ tags: 'b' }), ['ann', 'bob']),
  finds('null finds the missing too', () => ({ left: null }), ['ann', 'bob', 'cid']),
  finds('exists', (bench) => ({ left: of(bench)['exists']?.(true) }), ['bob', 'dan']),
  finds('does not exist', (bench) => ({ left: of(bench)['exists']?.(false) }), ['ann', 'cid']),
  finds('all', (bench) => ({ tags: of(bench)['all']?.(['b', 'c']) }), ['bob']),
  finds('size', (bench) => ({ tags: of(bench)['size']?.(0) }), ['cid']),
  finds('mod', (bench) => ({ n: of(bench)['mod']?.(2, 0) }), ['bob', 'dan']),
  finds('elemMatch', (bench) => ({ scores: of(bench)['elemMatch']?.({ k: 'x', v: of(bench)['gt']?.(5) }) }), ['dan']),
  finds('a regular expression', () => ({ name: /^[AB]/ }), ['ann', 'bob']),
  finds('db.RegExp without case', ({ client }) => ({ name: client.regExp('^D', 'i') }), ['dan']),
  finds('or over fields', (bench) => of(bench)['or']?.([{ n: 1 }, { tags: 'c' }]) as Fields, ['ann', 'bob']),
  finds('nor', (bench) => of(bench)['nor']?.([{ n: 1 }, { tags: 'c' }]) as Fields, ['cid', 'dan']),
  finds('not', (bench) => ({ n: of(bench)['not']?.(of(bench)['gt']?.(2)) }), ['ann', 'bob']),
  {
    name: 'order by two fields, skip and limit',
    run: async (bench) => {
      for (const [i, group] of ['x', 'y', 'x', 'y', 'x'].entries()) await bench.collection.add({ _id: `p${i}`, group, i });
      const found = await bench.collection.orderBy('group', 'desc').orderBy('i', 'desc').skip(1).limit(3).get();
      assert.deepEqual(
        found.map((one) => one['_id']),
        ['p1', 'p4', 'p2'],
      );
    },
  },
  {
    name: 'order across types: missing, numbers, texts, then dates',
    run: async ({ collection }) => {
      const values: readonly Fields[] = [{ v: new Date(1) }, { v: 'a' }, { v: 2 }, {}, { v: 'B' }, { v: -1 }];
      for (const [i, fields] of values.entries()) await collection.add({ _id: `v${i}`, ...fields });
      const found = await collection.orderBy('v', 'asc').get();
      assert.deepEqual(
        found.map((one) => one['_id']),
        ['v3', 'v5', 'v2', 'v4', 'v1', 'v0'],
      );
    },
  },
  {
    name: 'chosen fields come with the id',
    run: async (bench) => {
      const collection = await people(bench);
      assert.deepEqual(await collection.where({ n: 1 }).field({ name: true, 'home.city': true }).get(), [{ _id: 'ann', name: 'Ann', home: { city: '广州' } }]);
    },
  },
  {
    name: 'fields can be left out',
    run: async (bench) => {
      const collection = await people(bench);
      assert.deepEqual(await collection.where({ n: 2 }).field({ tags: false, home: false, at: false }).get(), [{ _id: 'bob', name: 'Bob', n: 2, left: null }]);
    },
  },
  {
    name: 'a part of an array',
    run: async (bench) => {
      const { project } = bench.client.command as unknown as { readonly project: Readonly<Record<'slice' | 'elemMatch', (value: unknown) => unknown>> };
      const collection = await people(bench);
      const [cid] = await collection.where({ _id: 'cid' }).field({ name: true, scores: project.slice(-1) }).get();
      assert.deepEqual(cid, { _id: 'cid', name: 'Cid', scores: [{ k: 'y', v: 9 }] });
      const [found] = await collection.where({ _id: 'cid' }).field({ scores: project.elemMatch({ k: 'x' }) }).get();
      assert.deepEqual(found, { _id: 'cid', scores: [{ k: 'x', v: 1 }] });
    },
  },
  {
    name: '100 documents unless asked, 1,000 at most',
    run: async ({ collection, client }) => {
      assert.equal(new Set(await collection.addAll(Array.from({ length: 1005 }, (_, i) => ({ i })))).size, 1005);
      assert.equal((await collection.get()).length, 100);
      assert.equal((await collection.where({ i: client.command['gte']?.(0) }).limit(2000).get()).length, 1000);
      assert.equal(await collection.count(), 1005);
    },
  },
  {
    name: 'an index changes no answer',
    run: async (bench) => {
      await bench.createIndex({ name: 'tags', keys: { tags: 1, n: -1 } });
      const collection = await people(bench);
      const found = await collection.where({ tags: bench.client.command['in']?.(['a', 'b', 'c']) }).orderBy('n', 'desc').limit(2).get();
      assert.deepEqual(
        found.map((one) => one['_id']),
        ['bob', 'ann'],
      );
    },
  },
  {
    name: 'an operator on places is refused by name',
    run: async ({ client, collection }) => {
      const near = client.command['geoWithin']?.({ centerSphere: [[113, 23], 0.01] });
      assert.match((await failure(collection.where({ loc: near }).get())).message, /unknown query operator \$geoWithin|geoWithin/);
    },
  },
];

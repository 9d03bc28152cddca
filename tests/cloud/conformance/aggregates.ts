import assert from 'node:assert/strict';
import { failure } from './operation';
import type { Bench, Operation } from './operation';
import type { Collection } from './sdks';

async function sales({ collection }: Bench): Promise<Collection> {
  for (const [i, unit] of ['east', 'west', 'east', 'south'].entries()) await collection.add({ _id: `s${i}`, unit, amount: i + 1, tags: ['t', unit] });
  return collection;
}

/** Aggregation pipelines. */
export const aggregates: readonly Operation[] = [
  {
    name: 'match, group, sort, limit',
    run: async (bench) => {
      const collection = await sales(bench);
      const found = await collection.aggregate((pipeline) =>
        pipeline
          .match({ amount: bench.client.command['gt']?.(0) })
          .group({ _id: '$unit', total: { $sum: '$amount' }, count: { $sum: 1 } })
          .sort({ total: -1 })
          .limit(2),
      );
      assert.equal(found.length, 2);
      assert.deepEqual(found[0], { _id: 'east', total: 4, count: 2 });
    },
  },
  {
    name: 'unwind and count',
    run: async (bench) => {
      const collection = await sales(bench);
      assert.deepEqual(await collection.aggregate((pipeline) => pipeline.unwind('$tags').match({ tags: 't' }).count('many')), [{ many: 4 }]);
    },
  },
  {
    name: 'project and addFields',
    run: async (bench) => {
      const collection = await sales(bench);
      const found = await collection.aggregate((pipeline) =>
        pipeline.sort({ _id: 1 }).skip(1).limit(1).addFields({ double: { $multiply: ['$amount', 2] } }).project({ _id: 0, unit: 1, double: 1 }),
      );
      assert.deepEqual(found, [{ unit: 'west', double: 4 }]);
    },
  },
  {
    name: 'lookup in another collection',
    run: async (bench) => {
      const collection = await sales(bench);
      const names = `${bench.name}-names`;
      await bench.client.createCollection(names);
      await bench.client.collection(names).add({ _id: 'west', title: '西区' });
      const found = await collection.aggregate((pipeline) =>
        pipeline.match({ unit: 'west' }).lookup({ from: names, localField: 'unit', foreignField: '_id', as: 'names' }).project({ names: 1 }),
      );
      assert.deepEqual(found, [{ _id: 's1', names: [{ _id: 'west', title: '西区' }] }]);
    },
  },
  {
    name: 'an aggregation changes no document',
    run: async (bench) => {
      const collection = await sales(bench);
      await collection.aggregate((pipeline) => pipeline.addFields({ amount: 0, 'deep.x': 1 }).project({ tags: 0 }));
      assert.deepEqual(await collection.doc('s0').get(), { _id: 's0', unit: 'east', amount: 1, tags: ['t', 'east'] });
    },
  },
  {
    name: 'an aggregation over a collection that is not there',
    run: async ({ client, name }) => {
      const error = await failure(client.collection(`${name}-none`).aggregate((pipeline) => pipeline.match({ a: 1 })));
      assert.ok(error instanceof Error);
    },
  },
];

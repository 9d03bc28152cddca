import assert from 'node:assert/strict';
import { failure } from './operation';
import type { Operation } from './operation';
import type { Command, Fields } from './sdks';

/** One update of one document. */
function changes(name: string, before: Fields, update: (command: Command) => Fields, after: Fields): Operation {
  return {
    name,
    run: async ({ client, collection }) => {
      await collection.add({ _id: 'it', ...before });
      assert.equal(await collection.doc('it').update(update(client.command)), 1);
      assert.deepEqual(await collection.doc('it').get(), { _id: 'it', ...after });
    },
  };
}

/** One update that is refused and leaves the document as it was. */
function refuses(name: string, before: Fields, update: (command: Command) => Fields, message: RegExp): Operation {
  return {
    name,
    run: async ({ client, collection }) => {
      await collection.add({ _id: 'it', ...before });
      const error = await failure(collection.doc('it').update(update(client.command)));
      assert.match(error.message, message);
      assert.ok([-502001, 'DATABASE_REQUEST_FAILED'].includes(client.codeOf(error) as never));
      assert.deepEqual(await collection.doc('it').get(), { _id: 'it', ...before });
    },
  };
}

/** Update operators, and what they refuse. */
export const updates: readonly Operation[] = [
  changes('inc, also of what is missing', { n: 1 }, (_) => ({ n: _['inc']?.(2), m: _['inc']?.(-1) }), { n: 3, m: -1 }),
  changes('mul', { n: 3 }, (_) => ({ n: _['mul']?.(1.5) }), { n: 4.5 }),
  changes('min and max', { a: 5, b: 5 }, (_) => ({ a: _['min']?.(3), b: _['max']?.(9) }), { a: 3, b: 9 }),
  changes('set takes an object whole', { o: { x: 1, y: 2 } }, (_) => ({ o: _['set']?.({ z: 3 }) }), { o: { z: 3 } }),
  changes('remove a field', { a: 1, b: 2, c: { d: 1, e: 2 } }, (_) => ({ a: _['remove']?.(), c: { d: _['remove']?.() } }), { b: 2, c: { e: 2 } }),
  changes('rename a field', { a: 1 }, (_) => ({ a: _['rename']?.('z') }), { z: 1 }),
  changes('push at the end', { list: [1] }, (_) => ({ list: _['push']?.([2, 3]), fresh: _['push']?.(['x']) }), { list: [1, 2, 3], fresh: ['x'] }),
  changes(
    'push with place, order and cut',
    { list: [5, 1] },
    (_) => ({ list: _['push']?.({ each: [4, 2], position: 0, sort: 1, slice: 3 }) }),
    { list: [1, 2, 4] },
  ),
  changes('push ordered by a field', { list: [{ p: 2 }] }, (_) => ({ list: _['push']?.({ each: [{ p: 1 }, { p: 3 }], sort: { p: -1 } }) }), {
    list: [{ p: 3 }, { p: 2 }, { p: 1 }],
  }),
  changes('unshift', { list: [1] }, (_) => ({ list: _['unshift']?.([0]) }), { list: [0, 1] }),
  changes('pop and shift', { a: [1, 2], b: [1, 2] }, (_) => ({ a: _['pop']?.(), b: _['shift']?.() }), { a: [1], b: [2] }),
  changes('pull by value', { list: [1, 2, 1] }, (_) => ({ list: _['pull']?.(1) }), { list: [2] }),
  changes('pull by condition', { list: [{ u: 'a', n: 1 }, { u: 'b', n: 5 }] }, (_) => ({ list: _['pull']?.({ n: _['gt']?.(3) }) }), { list: [{ u: 'a', n: 1 }] }),
  changes('pullAll', { list: [1, 2, 3, 2] }, (_) => ({ list: _['pullAll']?.([2, 3]) }), { list: [1] }),
  changes('addToSet', { list: ['a'] }, (_) => ({ list: _['addToSet']?.({ $each: ['a', 'b'] }) }), { list: ['a', 'b'] }),
  changes('an element by its index', { list: [{ n: 1 }, { n: 2 }] }, () => ({ 'list.1.n': 9 }), { list: [{ n: 1 }, { n: 9 }] }),
  refuses('inc of a text', { n: 'one' }, (_) => ({ n: _['inc']?.(1) }), /Cannot apply \$inc to a value of non-numeric type/),
  refuses('mul of a list', { n: [1] }, (_) => ({ n: _['mul']?.(2) }), /Cannot apply \$mul to a value of non-numeric type/),
  refuses('push onto a text', { list: 'one' }, (_) => ({ list: _['push']?.(['x']) }), /must be an array but is of type string/),
  refuses('addToSet on a number', { list: 1 }, (_) => ({ list: _['addToSet']?.('x') }), /Cannot apply \$addToSet to a non-array field/),
  refuses('a field inside a text', { name: 'Ann' }, () => ({ 'name.first': 1 }), /Cannot create field 'first' in element {name: "Ann"}/),
  refuses('two changes of one path', { a: { b: 1 } }, (_) => ({ a: _['set']?.({ c: 1 }), 'a.b': _['inc']?.(1) }), /would create a conflict at 'a/),
  {
    name: 'an update of many changes all that match and no other',
    run: async ({ client, collection }) => {
      for (let i = 0; i < 5; i++) await collection.add({ _id: `m${i}`, i });
      assert.equal(await collection.where({ i: client.command['gt']?.(1) }).update({ flag: true, i: client.command['inc']?.(10) }), 3);
      assert.equal(await collection.where({ flag: true }).count(), 3);
      assert.equal(await collection.where({ i: client.command['gt']?.(100) }).update({ flag: false }), 0);
    },
  },
  {
    name: 'the element that the query met',
    run: async ({ collection }) => {
      await collection.add({ _id: 'a', seats: [{ u: 'x' }, { u: 'y' }] });
      assert.equal(await collection.where({ _id: 'a', 'seats.u': 'y' }).update({ 'seats.$.gone': true }), 1);
      assert.deepEqual(await collection.doc('a').get(), { _id: 'a', seats: [{ u: 'x' }, { u: 'y', gone: true }] });
    },
  },
  {
    name: 'a removal of many',
    run: async ({ client, collection }) => {
      for (let i = 0; i < 5; i++) await collection.add({ _id: `m${i}`, i });
      assert.equal(await collection.where({ i: client.command['lt']?.(2) }).remove(), 2);
      assert.equal(await collection.count(), 3);
    },
  },
];

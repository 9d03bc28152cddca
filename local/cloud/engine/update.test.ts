import { MongoServerError } from './errors';
import type { Document, Filter, Update } from './types';
import { applyUpdate, compileUpdate, replaceDocument, seedOfFilter } from './update';

function apply(document: Document, update: Update, filter: Filter = {}): Document {
  return applyUpdate(compileUpdate(update), document, { document, inserting: false, now: 7, filter });
}

function refusal(document: Document, update: Update): { readonly code: number; readonly message: string } {
  try {
    apply(document, update);
  } catch (error) {
    if (error instanceof MongoServerError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('it was not refused');
}

test.each<[string, Document, Update, Document]>([
  ['$set makes the way', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
  ['$set beyond an array pads with null', { a: [1] }, { $set: { 'a.3': 4 } }, { a: [1, null, null, 4] }],
  ['$unset of an element leaves null', { a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
  ['$unset of what is not there', { a: 1 }, { $unset: { 'b.c': '' } }, { a: 1 }],
  ['$setOnInsert does nothing to what is there', { a: 1 }, { $setOnInsert: { a: 2 } }, { a: 1 }],
  ['$rename', { a: { b: 1 } }, { $rename: { 'a.b': 'c' } }, { a: {}, c: 1 }],
  ['$currentDate', {}, { $currentDate: { at: true } }, { at: new Date(7) }],
  ['$bit', { n: 12 }, { $bit: { n: { and: 10 } } }, { n: 8 }],
  ['$min by the order of types', { a: 'x', b: 5 }, { $min: { a: 1, b: 'y' } }, { a: 1, b: 5 }],
  ['$pullAll compares whole values', { a: [{ x: 1 }, { x: 1, y: 2 }] }, { $pullAll: { a: [{ x: 1 }] } }, { a: [{ x: 1, y: 2 }] }],
  ['$pull meets every condition on one element', { a: [{ x: 1, y: 1 }, { x: 1, y: 2 }] }, { $pull: { a: { x: 1, y: 2 } } }, { a: [{ x: 1, y: 1 }] }],
  ['$[] reaches every element', { a: [{ n: 1 }, { n: 2 }] }, { $inc: { 'a.$[].n': 10 } }, { a: [{ n: 11 }, { n: 12 }] }],
])('%s', (_name, document, update, expected) => {
  expect(apply(document, update)).toEqual(expected);
});

test('$ is the element that the filter met', () => {
  const document = { a: [{ u: 'x', n: 1 }, { u: 'y', n: 1 }] };
  expect(apply(document, { $set: { 'a.$.n': 2 } }, { 'a.u': 'y' })).toEqual({ a: [{ u: 'x', n: 1 }, { u: 'y', n: 2 }] });
  expect(apply(document, { $set: { 'a.$.n': 3 } }, { a: { $elemMatch: { u: 'x', n: 1 } } })).toEqual({ a: [{ u: 'x', n: 3 }, { u: 'y', n: 1 }] });
});

test.each<[Document, Update, number, RegExp]>([
  [{}, { $set: { a: 1 }, $inc: { a: 1 } }, 40, /^Updating the path 'a' would create a conflict at 'a'$/],
  [{}, { $set: { a: 1, 'a.b': 1 } }, 40, /^Updating the path 'a.b' would create a conflict at 'a'$/],
  [{}, { $set: { 'a.b': 1 }, $push: { a: 1 } }, 40, /^Updating the path 'a' would create a conflict at 'a'$/],
  [{ _id: 'x', n: 'one' }, { $inc: { n: 1 } }, 14, /non-numeric type. {_id: "x"} has the field 'n' of non-numeric type string/],
  [{ _id: 'x', n: null }, { $mul: { n: 2 } }, 14, /non-numeric type null/],
  [{}, { $inc: { n: '1' } }, 14, /Cannot increment with non-numeric argument: {n: "1"}/],
  [{ _id: 'x', a: {} }, { $push: { a: 1 } }, 2, /must be an array but is of type object in document {_id: "x"}/],
  [{ a: 1 }, { $addToSet: { a: 1 } }, 2, /Cannot apply \$addToSet to a non-array field/],
  [{ a: 1 }, { $pop: { a: 1 } }, 14, /contains an element of non-array type/],
  [{ a: 1 }, { $pull: { a: 1 } }, 2, /Cannot apply \$pull to a non-array value/],
  [{ a: 1 }, { $set: { 'a.b': 1 } }, 28, /Cannot create field 'b' in element {a: 1}/],
  [{ a: null }, { $set: { 'a.b': 1 } }, 28, /Cannot create field 'b' in element {a: null}/],
  [{ a: [1] }, { $set: { 'a.b': 1 } }, 28, /Cannot create field 'b' in element {a: \[ 1 \]}/],
  [{ _id: 'x' }, { $set: { _id: 'y' } }, 66, /immutable field '_id'/],
  [{ _id: 'x' }, { $unset: { _id: '' } }, 66, /immutable field '_id'/],
  [{}, { $foo: { a: 1 } }, 9, /Unknown modifier: \$foo/],
  [{}, { a: 1 }, 9, /Unknown modifier: a/],
  [{}, { $set: { '': 1 } }, 56, /empty/],
  [{}, { $set: { 'a..b': 1 } }, 56, /empty/],
  [{}, { $set: { 'a.$where': 1 } }, 52, /dollar/],
  [{}, { $set: { '__proto__.x': 1 } }, 52, /__proto__/],
])('refused: %j %j', (document, update, code, message) => {
  expect(refusal(document, update)).toEqual({ code, message: expect.stringMatching(message) as string });
});

test('what did not change is shared, and an update that changes nothing gives the same document', () => {
  const document = { _id: 'x', big: [{ n: 1 }], n: 1 };
  const changed = apply(document, { $inc: { n: 1 } });
  expect(changed).toEqual({ _id: 'x', big: [{ n: 1 }], n: 2 });
  expect(changed['big']).toBe(document.big);
  expect(document.n).toBe(1);
  expect(apply(document, { $set: { n: 1, big: [{ n: 1 }] }, $pull: { none: 7 } })).toBe(document);
  expect(apply(document, { $pull: { big: 7 }, $max: { n: 0 } })).toBe(document);
});

test('a replacement keeps the id and takes no operators', () => {
  expect(replaceDocument({ _id: 'x', a: 1 }, { b: 2 })).toEqual({ _id: 'x', b: 2 });
  expect(() => replaceDocument({ _id: 'x' }, { _id: 'y' })).toThrow(/immutable/);
  expect(() => replaceDocument({ _id: 'x' }, { $set: { a: 1 } })).toThrow(/dollar/);
});

test('an upsert starts from what the filter holds to one value', () => {
  expect(seedOfFilter({ _id: 'x', 'a.b': 1, n: { $gt: 1 }, m: { $eq: 2 }, $and: [{ c: 3 }], $or: [{ d: 1 }] })).toEqual({ _id: 'x', a: { b: 1 }, m: 2, c: 3 });
});

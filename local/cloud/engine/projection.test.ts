import { compileProjection } from './projection';
import type { Document } from './types';

const document = { _id: 'x', a: 1, b: { c: 2, d: [3, { e: 4, f: 5 }] }, list: [1, 2, 3], seats: [{ u: 'a', n: 1 }, { u: 'b', n: 2 }] };

test.each<[Document, Document]>([
  [{}, document],
  [{ a: 1 }, { _id: 'x', a: 1 }],
  [{ a: true, _id: 0 }, { a: 1 }],
  [{ _id: 1 }, { _id: 'x' }],
  [{ 'b.d.e': 1 }, { _id: 'x', b: { d: [{ e: 4 }] } }],
  [{ none: 1 }, { _id: 'x' }],
  [{ b: 0, list: 0, seats: 0 }, { _id: 'x', a: 1 }],
  [{ 'b.d.e': 0, a: 0, list: 0, seats: false, _id: 0 }, { b: { c: 2, d: [3, { f: 5 }] } }],
  [{ _id: 0, b: 0, list: 0, seats: 0 }, { a: 1 }],
  [{ list: { $slice: 2 } }, { ...document, list: [1, 2] }],
  [{ list: { $slice: [1, 1] }, a: 1 }, { _id: 'x', a: 1, list: [2] }],
  [{ list: { $slice: -1 }, b: 0, seats: 0 }, { _id: 'x', a: 1, list: [3] }],
  [{ seats: { $elemMatch: { u: 'b' } } }, { _id: 'x', seats: [{ u: 'b', n: 2 }] }],
  [{ seats: { $elemMatch: { u: 'z' } }, a: 1 }, { _id: 'x', a: 1 }],
])('%j', (projection, expected) => {
  expect(compileProjection(projection)(document)).toEqual(expected);
});

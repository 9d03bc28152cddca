import { compileFilter } from './match';
import type { Document, Filter } from './types';

/** Cases from MongoDB's own manual and behaviour, above all about missing fields and arrays. */
test.each<[Filter, Document, boolean]>([
  [{ a: null }, {}, true],
  [{ a: null }, { a: null }, true],
  [{ a: null }, { a: [] }, false],
  [{ a: null }, { a: [null] }, true],
  [{ 'a.b': null }, { a: 4 }, true],
  [{ 'a.b': null }, { a: [{ b: 1 }, {}] }, true],
  [{ 'a.b': null }, { a: [1] }, false],
  [{ a: { $ne: null } }, {}, false],
  [{ a: { $gte: null } }, {}, true],
  [{ a: { $gt: null } }, { a: 1 }, false],
  [{ a: { $ne: 1 } }, { a: [1, 2] }, false],
  [{ a: { $nin: [3, null] } }, { a: 1 }, true],
  [{ a: { $nin: [3, null] } }, {}, false],
  [{ a: { $gt: 5 } }, { a: 'x' }, false],
  [{ a: { $gt: 5, $lt: 6 } }, { a: [1, 9] }, true],
  [{ a: { $elemMatch: { $gt: 5, $lt: 6 } } }, { a: [1, 9] }, false],
  [{ a: { $lt: new Date(5) } }, { a: 1 }, false],
  [{ a: { $lt: new Date(5) } }, { a: new Date(4) }, true],
  [{ a: [1, 2] }, { a: [1, 2] }, true],
  [{ a: [1, 2] }, { a: [[1, 2], 3] }, true],
  [{ a: [1, 2] }, { a: [2, 1] }, false],
  [{ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }, false],
  [{ a: { x: 1 } }, { a: { x: 1, y: 2 } }, false],
  [{ 'a.0': 1 }, { a: [1, 2] }, true],
  [{ 'a.1.b': 2 }, { a: [{ b: 1 }, { b: 2 }] }, true],
  [{ 'a.b.c': 2 }, { a: [{ b: [{ c: 1 }, { c: 2 }] }] }, true],
  [{ a: { $exists: false } }, {}, true],
  [{ a: { $exists: true } }, { a: null }, true],
  [{ 'a.b': { $exists: true } }, { a: [{}, { b: 1 }] }, true],
  [{ a: /^工/ }, { a: ['职工', '工会'] }, true],
  [{ a: { $in: [/^x/, 3] } }, { a: 'xyz' }, true],
  [{ a: { $not: /x/ } }, { a: 'y' }, true],
  [{ a: { $not: { $gt: 3 } } }, {}, true],
  [{ a: { $all: ['x', 'y'] } }, { a: ['y', 'x', 'z'] }, true],
  [{ a: { $all: [{ $elemMatch: { k: 1, v: 2 } }] } }, { a: [{ k: 1, v: 1 }, { k: 1, v: 2 }] }, true],
  [{ a: { $all: [] } }, { a: [1] }, false],
  [{ a: { $size: 2 } }, { a: [1, 2] }, true],
  [{ a: { $mod: [4, 1] } }, { a: 9 }, true],
  [{ a: { $type: 'string' } }, { a: 'x' }, true],
  [{ a: NaN }, { a: NaN }, true],
  [{ a: true }, { a: 1 }, false],
  [{ $expr: { $gt: ['$a', '$b'] } }, { a: 2, b: 1 }, true],
  [{ $nor: [{ a: 1 }, { b: 1 }] }, { a: 2 }, true],
  [{ constructor: null }, {}, true],
  [{ 'a.constructor': { $exists: true } }, { a: [{}] }, false],
])('%j on %j', (filter, document, expected) => {
  expect(compileFilter(filter)(document)).toBe(expected);
});

test.each<[Filter, RegExp]>([
  [{ loc: { $nearSphere: {} } }, /^unknown query operator \$nearSphere$/],
  [{ $foo: 1 }, /\$foo/],
  [{ a: { $in: 1 } }, /\$in needs an array/],
  [{ $or: [] }, /nonempty array/],
  [{ a: { $regex: '(' } }, /Regular expression is invalid/],
])('refused: %j', (filter, message) => {
  expect(() => compileFilter(filter)).toThrow(message);
});

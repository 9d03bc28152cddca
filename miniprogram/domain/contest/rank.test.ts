import fc from 'fast-check';
import { fraction } from '../numbers/fraction';
import { goesThrough, rank, type Standing, type TieRule } from './rank';

const standing = (entry: string, announced: number, change: Partial<Standing> = {}): Standing => ({
  entry,
  announced,
  exact: fraction(announced * 100),
  untrimmed: fraction(announced * 100),
  criteria: {},
  values: [announced * 100],
  order: 1,
  ...change,
});
const places = (...args: Parameters<typeof rank>) => rank(...args).map(({ entry, place }) => `${entry}${place}`);

test('the announced score ranks; equal scores share a place and the next is left out', () => {
  expect(places([standing('b', 946), standing('a', 950), standing('c', 946), standing('d', 940)], [])).toEqual(['a1', 'b2', 'c2', 'd4']);
});

test('the exact value decides before the chain', () => {
  const tied = [standing('a', 946, { exact: fraction(94_599), order: 1 }), standing('b', 946, { exact: fraction(94_601), order: 2 })];
  expect(rank(tied, [{ by: 'earlier' }])).toEqual([
    { entry: 'b', place: 1, decided: null },
    { entry: 'a', place: 2, decided: 'exact' },
  ]);
});

test('each rule of the chain, in its order', () => {
  const tied = (change: [Partial<Standing>, Partial<Standing>]) => [standing('a', 946, change[0]), standing('b', 946, change[1])];
  const first = (change: [Partial<Standing>, Partial<Standing>], chain: TieRule[]) => rank(tied(change), chain)[0]?.entry;
  expect(first([{ untrimmed: fraction(1) }, { untrimmed: fraction(2) }], [{ by: 'untrimmed' }])).toBe('b');
  expect(first([{ criteria: { pitch: fraction(9) } }, { criteria: { pitch: fraction(10) } }], [{ by: 'criterion', id: 'pitch' }])).toBe('b');
  expect(first([{ values: [98, 90, 90] }, { values: [98, 98, 80] }], [{ by: 'topMarks' }])).toBe('b');
  expect(first([{ order: 7 }, { order: 2 }], [{ by: 'earlier' }])).toBe('b');
  expect(first([{ untrimmed: fraction(2), order: 7 }, { untrimmed: fraction(1), order: 2 }], [{ by: 'untrimmed' }, { by: 'earlier' }])).toBe('a');
});

test('a tie at the cut goes through', () => {
  const given = [standing('a', 950), standing('b', 946), standing('c', 946), standing('d', 940)];
  const ranked = rank(given, []).map((one) => ({ ...one, announced: given.find(({ entry }) => entry === one.entry)?.announced ?? 0 }));
  expect(goesThrough(ranked, { best: 2 })).toEqual(['a', 'b', 'c']);
  expect(goesThrough(ranked, { best: 1 })).toEqual(['a']);
  expect(goesThrough(ranked, { line: 946 })).toEqual(['a', 'b', 'c']);
});

const some = fc.array(
  fc.record({ announced: fc.integer({ min: 944, max: 946 }), exact: fc.integer({ min: 0, max: 2 }), untrimmed: fc.integer({ min: 0, max: 2 }), values: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 3 }) }),
  { minLength: 1, maxLength: 12 },
).map((list) => list.map((one, index) => standing(`e${index}`, one.announced, { exact: fraction(one.announced * 100 + one.exact), untrimmed: fraction(one.untrimmed), values: one.values, order: index })));

const chains: fc.Arbitrary<TieRule[]> = fc.subarray([{ by: 'untrimmed' }, { by: 'topMarks' }, { by: 'earlier' }]);

test('a chain is total: the order given never matters, and with 先出场者 nobody shares', () => {
  fc.assert(
    fc.property(some, chains, (given, chain) => {
      expect(rank([...given].reverse(), chain)).toEqual(rank(given, chain));
      const ranked = rank(given, [...chain, { by: 'earlier' }]);
      expect(ranked.map(({ place }) => place)).toEqual(given.map((_, index) => index + 1));
    }),
  );
});

test('leaving one entry out never changes the order of the others', () => {
  fc.assert(
    fc.property(some, chains, fc.nat(), (given, chain, pick) => {
      const out = given[pick % given.length]?.entry;
      const order = (list: Standing[]) => rank(list, chain).map(({ entry }) => entry).filter((entry) => entry !== out);
      expect(order(given.filter(({ entry }) => entry !== out))).toEqual(order(given));
    }),
  );
});

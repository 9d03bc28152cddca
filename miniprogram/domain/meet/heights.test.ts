import fc from 'fast-check';
import { cardProblem, type HeightCard, jumpOff, jumpOffFrom, placesOfHeights, resultOf, tiedForFirst } from './heights';

const card = (entry: string, trials: string, outcome: Api.Meet.Outcome = 'ok'): HeightCard => ({ entry, outcome, trials: trials === '' ? [] : trials.split(' ') });

/** Cards with what they say, worked by hand: height index cleared, failures at it, failures up to it, out. */
const cards: [string, [number | null, number, number, boolean]][] = [
  ['o o o xxx', [2, 0, 0, true]],
  ['xo o xxo xxx', [2, 2, 3, true]],
  ['- - o xxx', [2, 0, 0, true]],
  ['xxx', [null, 0, 0, true]],
  ['- - xxx', [null, 0, 0, true]],
  ['o x- xx', [0, 0, 0, true]],
  ['o xx- x', [0, 0, 0, true]],
  ['o x- xo xxx', [2, 1, 2, true]],
  ['xx- o xxx', [1, 0, 2, true]],
  ['xxo xxo xxo xxx', [2, 2, 6, true]],
  ['o o', [1, 0, 0, false]],
  ['o xr', [0, 0, 0, true]],
  ['o r', [0, 0, 0, true]],
  ['r', [null, 0, 0, true]],
  ['o -', [0, 0, 0, false]],
  ['- xo - xo - - xxx', [3, 1, 2, true]],
  ['o xo o xo x- xx', [3, 1, 2, true]],
  ['- o xo xo - xxx', [3, 1, 2, true]],
  ['- xo xo xo xxx', [3, 1, 3, true]],
  ['o o o o o o o xxx', [6, 0, 0, true]],
  ['x- xo xx- x', [1, 1, 2, true]],
  ['xo x- x- x', [0, 1, 1, true]],
  ['', [null, 0, 0, false]],
  ['xxo - xx', [0, 2, 2, false]],
];

test.each(cards)('%s', (trials, [cleared, atLast, upTo, out]) => {
  expect(cardProblem(card('a', trials).trials)).toBeNull();
  expect(resultOf(card('a', trials).trials)).toEqual({ cleared, atLast, upTo, out });
});

const places = (list: HeightCard[], off: Parameters<typeof placesOfHeights>[1] = null) => placesOfHeights(list, off).map(({ entry, place, outcome }) => `${entry}${place ?? outcome}`);

// The high jump of the World Athletics competition rules (TR 26): 1.75 1.80 1.84 1.88 1.91 1.94 1.97, and its jump-off at 1.91, 1.89, 1.91.
const bars = [1_750, 1_800, 1_840, 1_880, 1_910, 1_940, 1_970];
const published = [card('A', 'o xo o xo x- xx'), card('B', '- xo - xo - - xxx'), card('C', '- o xo xo - xxx'), card('D', '- xo xo xo xxx')];
const rounds = [
  { height: 1_910, trials: { A: 'x', B: 'x', C: 'x' } },
  { height: 1_890, trials: { A: 'o', B: 'o', C: 'x' } },
  { height: 1_910, trials: { A: 'x', B: 'o' } },
] as const;

test('the published card: three are tied by two failures each, the fourth has three', () => {
  expect(places(published)).toEqual(['A1', 'B1', 'C1', 'D4']);
  expect(tiedForFirst(published)).toEqual(['A', 'B', 'C']);
});

test('the published jump-off: from the next height, down 2 cm after all fail, up after a success', () => {
  expect(jumpOffFrom(bars, 3, 20)).toBe(1_910);
  expect([0, 1, 2, 3].map((held) => jumpOff(['A', 'B', 'C'], 1_910, 20, rounds.slice(0, held)).next)).toEqual([1_910, 1_890, 1_910, null]);
  expect(places(published, { bars, step: 20, rounds })).toEqual(['B1', 'A2', 'C3', 'D4']);
});

test('until it is decided, and if nobody wants to go on, the first place stays shared', () => {
  expect(places(published, { bars, step: 20, rounds: rounds.slice(0, 1) })).toEqual(['A1', 'B1', 'C1', 'D4']);
  expect(places(published, { bars, step: 20, rounds: rounds.slice(0, 2) })).toEqual(['A1', 'B1', 'C3', 'D4']);
  expect(jumpOff(['A', 'B'], 2_390, 20, [{ height: 2_390, trials: { A: 'r', B: 'r' } }])).toEqual({ left: ['A', 'B'], fallen: [], next: null });
});

test('fewer failures at the last height cleared come before fewer in all', () => {
  expect(places([card('a', 'xxo xo xxx'), card('b', 'o xxo xxx'), card('c', 'o xo xxx')])).toEqual(['c1', 'a2', 'b3']);
});

test('failures after the last height cleared do not count, passes are no failures', () => {
  expect(places([card('a', 'o o xxx'), card('b', 'o o x- xx'), card('c', '- o r')])).toEqual(['a1', 'b1', 'c1']);
});

test('only the first place is jumped off', () => {
  expect(places([card('a', 'o o o xxx'), card('b', 'o o xxx'), card('c', 'o o xxx')], { bars, step: 20, rounds: [{ height: 1_840, trials: { b: 'o', c: 'x' } }] })).toEqual(['a1', 'b2', 'c2']);
});

test('nothing cleared is NM; who did not start has no place', () => {
  expect(places([card('a', '- xxx'), card('b', 'o xxx'), card('c', '', 'DNS')])).toEqual(['b1', 'aNM', 'cDNS']);
});

test('a card that cannot be', () => {
  expect(cardProblem(['ox'])).toEqual({ height: 0, problem: 'letters' });
  expect(cardProblem(['xxxx'])).toEqual({ height: 0, problem: 'letters' });
  expect(cardProblem(['o', 'xxx', 'o'])).toEqual({ height: 2, problem: 'afterOut' });
  expect(cardProblem(['x-', 'xxx'])).toEqual({ height: 1, problem: 'afterOut' });
  expect(cardProblem(['r', 'o'])).toEqual({ height: 1, problem: 'afterOut' });
  expect(cardProblem(['o', 'x', 'o'])).toEqual({ height: 2, problem: 'gap' });
  expect(cardProblem(['o', '', 'o'])).toEqual({ height: 2, problem: 'gap' });
});

/** A jumper clears what is below the own height, after as many failures as told. */
const jumpers = fc.array(fc.record({ top: fc.integer({ min: -1, max: 4 }), failures: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 5, maxLength: 5 }) }), { minLength: 1, maxLength: 10 }).map((list) =>
  list.map(({ top, failures }, index) => card(`e${index}`, [...failures.slice(0, top + 1).map((n) => `${'x'.repeat(n)}o`), 'xxx'].join(' '))),
);

test('more height is always ahead, and the order of the cards never matters', () => {
  fc.assert(
    fc.property(jumpers, (list) => {
      const placed = placesOfHeights(list, null);
      expect(placesOfHeights([...list].reverse(), null)).toEqual(placed);
      for (const a of placed) for (const b of placed) if (a.place !== null && b.place !== null && (a.cleared ?? -1) > (b.cleared ?? -1)) expect(a.place).toBeLessThan(b.place);
    }),
  );
});

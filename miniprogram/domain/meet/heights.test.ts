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

// The example under "Declaring the winner" of the encyclopaedia's article on the high jump: 1.91 1.93 1.95 1.97 1.99 2.01.
test('the encyclopaedia’s example: fewer failures at the last height cleared decide twice', () => {
  const example = [card('A', '- - xo xo xo xxx'), card('B', 'o - o o xxx'), card('C', 'o - xo xo x- xx'), card('D', '- xo o xxo xxo xxx'), card('E', '- - - xxx')];
  expect(places(example)).toEqual(['A1', 'D2', 'B3', 'C4', 'ENM']);
});

// English Schools' Championships 2015, senior boys: 1.81 1.86 1.91 1.97 2.00 2.03 2.06 2.09 2.12, a jump-off of five trials that ended in a draw.
test('a jump-off that nobody decided: 2.12, 2.10, 2.12, 2.10, 2.12, and a shared title', () => {
  const heights = [1_810, 1_860, 1_910, 1_970, 2_000, 2_030, 2_060, 2_090, 2_120];
  const final = [card('85', 'o o o xo xxx'), card('77', 'xxx'), card('53', '- - - o o o o o xxx'), card('81', '- - - o o o o o xxx')];
  const held = [2_120, 2_100, 2_120, 2_100, 2_120].map((height) => ({ height, trials: height === 2_100 ? ({ 53: 'o', 81: 'o' } as const) : ({ 53: 'x', 81: 'x' } as const) }));
  expect(jumpOffFrom(heights, 7, 20)).toBe(2_120);
  expect(held.map((_round, done) => jumpOff(['53', '81'], 2_120, 20, held.slice(0, done)).next)).toEqual(held.map(({ height }) => height));
  expect(places(final, { bars: heights, step: 20, rounds: held })).toEqual(['531', '811', '853', '77NM']);
});

test('pole vault: the bar of the jump-off goes 5 cm up and down, also beyond the plan’s end', () => {
  const vault = [4_000, 4_200, 4_400];
  expect([jumpOffFrom(vault, 0, 50), jumpOffFrom(vault, 2, 50)]).toEqual([4_200, 4_450]);
  expect(jumpOff(['a', 'b', 'c'], 4_450, 50, [{ height: 4_450, trials: { a: 'o', b: 'o', c: 'r' } }])).toEqual({ left: ['a', 'b'], fallen: [['c']], next: 4_500 });
  expect(jumpOff(['a', 'b'], 4_450, 50, [{ height: 4_450, trials: { a: 'x', b: 'x' } }]).next).toBe(4_400);
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

import fc from 'fast-check';
import { chanceFrom } from '../draw/stream';
import { advance, type RoundRun, usualCut } from './advance';
import { officialTime } from './marks';

const chance = (seed: number) => chanceFrom(Uint8Array.of(seed));
const run = (entry: string, heat: number, finish: number, ms: number, timing: Api.Meet.Timing = 'photo'): RoundRun => ({
  entry,
  unit: `u${entry}`,
  heat,
  finish,
  official: officialTime(ms, timing),
  timing,
  fine: timing === 'photo' ? ms : null,
  outcome: 'ok',
});
const through = (runs: RoundRun[], byPlace: number, byTime: number, lanes = byPlace * 2 + byTime, seed = 1) => {
  const going = advance(runs, { byPlace, byTime }, lanes, chance(seed));
  return going.ok ? going.ranked.map(({ entry, by }) => `${entry}${by}`) : [going.reason];
};

test('winners by time, then seconds by time, then all q by time', () => {
  const runs = [run('a', 1, 1, 11_300), run('b', 1, 2, 11_310), run('c', 1, 3, 11_320), run('d', 2, 1, 11_200), run('e', 2, 2, 11_400), run('f', 2, 3, 11_500), run('g', 1, 4, 11_600)];
  expect(through(runs, 2, 1)).toEqual(['dQ', 'aQ', 'bQ', 'eQ', 'cq']);
});

test('a tie for the last Q: all go on, and q shrinks by as many', () => {
  const runs = [run('a', 1, 1, 11_300), run('b', 1, 2, 11_400), run('c', 1, 2, 11_400), run('d', 2, 1, 11_200), run('e', 2, 2, 11_400), run('f', 2, 3, 11_410), run('g', 2, 4, 11_420)];
  expect(through(runs, 2, 2).slice(0, 2)).toEqual(['dQ', 'aQ']);
  expect([...through(runs, 2, 2)].sort()).toEqual(['aQ', 'bQ', 'cQ', 'dQ', 'eQ', 'fq']);
});

// 11.401 and 11.405 are both 11.41; 1/1000 tells them apart.
const close = [run('a', 1, 1, 11_300), run('b', 1, 2, 11_350), run('c', 1, 3, 11_405), run('d', 2, 1, 11_200), run('e', 2, 2, 11_350), run('f', 2, 3, 11_401)];

test('a tie for the last q: the thousandth of the photo-finish', () => {
  expect(through(close, 2, 1)).toContain('fq');
  expect(through(close, 2, 1)).not.toContain('cq');
});

test('still equal, or by hand: a free lane for all of them, else lots', () => {
  const even = close.map((one) => (one.entry === 'c' ? { ...one, fine: 11_401 } : one));
  expect(through(even, 2, 1, 6)).toEqual(expect.arrayContaining(['cq', 'fq']));
  const drawn = advance(even, { byPlace: 2, byTime: 1 }, 5, chance(1));
  expect(drawn.ok && [drawn.lots, drawn.ranked.length]).toEqual([['c', 'f'], 5]);
  const winners = new Set(Array.from({ length: 30 }, (_, seed) => through(even, 2, 1, 5, seed)).map((list) => list[4]));
  expect([...winners].sort()).toEqual(['cq', 'fq']);
  const byHand = close.map((one) => run(one.entry, one.heat, one.finish ?? 0, one.fine ?? 0, 'hand'));
  const lots = advance(byHand, { byPlace: 2, byTime: 1 }, 5, chance(1));
  expect(lots.ok && lots.lots).toEqual(['c', 'f']);
});

test('hand and electronic times never mix in deciding q', () => {
  const mixed = close.map((one) => (one.heat === 2 ? { ...one, timing: 'hand' as const, fine: null } : one));
  expect(through(mixed, 2, 1)).toEqual(['mixedTiming']);
  expect(through(mixed, 2, 0)).toHaveLength(4);
});

test('so many by place and by time fill the lanes, at least two a heat by place', () => {
  expect([2, 3, 4].map((heats) => usualCut(heats, 8))).toEqual([{ byPlace: 3, byTime: 2 }, { byPlace: 2, byTime: 2 }, { byPlace: 2, byTime: 0 }]);
  expect(usualCut(5, 8)).toBeNull();
  expect(usualCut(5, 16)).toEqual({ byPlace: 3, byTime: 1 });
});

const rounds = fc
  .array(fc.array(fc.integer({ min: 11_300, max: 11_360 }), { minLength: 3, maxLength: 8 }), { minLength: 2, maxLength: 4 })
  .map((heats) => heats.flatMap((times, heat) => [...times].sort((a, b) => a - b).map((ms, index) => run(`h${heat}n${index}`, heat + 1, index + 1, ms))));

test('as many go on as planned, unless more tie and there is room; no faster one stays behind a q', () => {
  fc.assert(
    fc.property(rounds, fc.integer({ min: 0, max: 4 }), fc.nat(3), fc.nat(255), (runs, byTime, free, seed) => {
      const heats = new Set(runs.map(({ heat }) => heat)).size;
      const planned = heats * 2 + byTime;
      const going = advance(runs, { byPlace: 2, byTime }, planned + free, chance(seed));
      if (!going.ok) throw new Error(going.reason);
      const chosen = new Map(going.ranked.map(({ entry, by }) => [entry, by]));
      expect(going.ranked.length).toBeLessThanOrEqual(planned + free);
      expect(going.ranked.length).toBeGreaterThanOrEqual(Math.min(planned, runs.length));
      const slowest = Math.max(0, ...runs.filter(({ entry }) => chosen.get(entry) === 'q').map(({ fine }) => fine ?? 0));
      for (const one of runs) if (!chosen.has(one.entry)) expect(one.fine ?? 0).toBeGreaterThanOrEqual(slowest);
      expect(going.ranked.filter(({ by }) => by === 'Q')).toHaveLength(heats * 2);
    }),
  );
});

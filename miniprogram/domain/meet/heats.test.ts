import fc from 'fast-check';
import { chanceFrom } from '../draw/stream';
import { firstRound, laterRound, mergeHeats, scratched, thinHeats } from './heats';
import { bandLanes, lotLanes, poolLanes, poolOrder, usualBands } from './lanes';

const chance = (seed: number) => chanceFrom(Uint8Array.of(seed));
const entries = (n: number) => Array.from({ length: n }, (_, index) => `e${index + 1}`);
const starters = (n: number) => entries(n).map((entry) => ({ entry, unit: `u${entry}`, seed: null }));
const track = (lanes: 6 | 8) => ({ lanes, bands: usualBands[lanes] });
const lanes8 = { start: { kind: 'lanes', layout: 'straight' }, format: { kind: 'timedFinal' }, better: 'less' } as const;

test('three draws in bands: ranks 1–4 in 3–6, 5–6 in 2 and 7, 7–8 in 1 and 8', () => {
  for (let seed = 0; seed < 20; seed += 1) {
    const lanes = new Map(bandLanes(entries(8), usualBands[8].straight, chance(seed)).map(({ entry, lane }) => [entry, lane]));
    const of = (...ranks: number[]) => ranks.map((rank) => lanes.get(`e${rank}`) ?? 0).sort((a, b) => a - b);
    expect([of(1, 2, 3, 4), of(5, 6), of(7, 8)]).toEqual([[3, 4, 5, 6], [2, 7], [1, 8]]);
  }
  const six = new Map(bandLanes(entries(6), usualBands[6].m400, chance(3)).map(({ entry, lane }) => [entry, lane]));
  expect([1, 2].map((rank) => six.get(`e${rank}`)).sort()).toEqual([4, 5]);
  expect([5, 6].map((rank) => six.get(`e${rank}`)).sort()).toEqual([1, 2]);
});

test('every layout has each lane once', () => {
  for (const lanes of [6, 8] as const) for (const bands of Object.values(usualBands[lanes])) expect(bands.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: lanes }, (_, index) => index + 1));
});

test('swimming: 4-5-3-6-2-7-1-8, and 3-4-2-5-1-6', () => {
  expect(poolOrder(8)).toEqual([4, 5, 3, 6, 2, 7, 1, 8]);
  expect(poolOrder(6)).toEqual([3, 4, 2, 5, 1, 6]);
  expect(poolLanes(['a', 'b', 'c'], 8)).toEqual([{ entry: 'c', lane: 3 }, { entry: 'a', lane: 4 }, { entry: 'b', lane: 5 }]);
});

test('lots reach every lane about equally often', () => {
  const below = chance(9);
  const counts = new Map<number, number>();
  for (let draw = 0; draw < 4_000; draw += 1) {
    const lane = lotLanes(entries(8), usualBands[8].straight, below).find(({ entry }) => entry === 'e1')?.lane ?? 0;
    counts.set(lane, (counts.get(lane) ?? 0) + 1);
  }
  for (const count of counts.values()) expect(Math.abs(count - 500)).toBeLessThan(110);
});

const formats = fc.constantFrom<Api.Meet.Format>({ kind: 'timedFinal' }, { kind: 'rounds', rounds: 2 });
const starts = fc.constantFrom<Api.Meet.Start>({ kind: 'lanes', layout: 'straight' }, { kind: 'lanes', layout: 'm200' }, { kind: 'lanes', layout: 'older' }, { kind: 'line', most: 15 }, { kind: 'pool' }, { kind: 'order', most: 20 });

test('each heat: lanes that exist, nobody twice, no lane twice; the same seed gives the same sheet', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 70 }), formats, starts, fc.constantFrom(6 as const, 8 as const), fc.nat(255), (n, format, start, lanes, seed) => {
      const event = { start, format, better: 'less' } as const;
      const heats = firstRound(event, starters(n), track(lanes), chance(seed)) ?? [];
      expect(heats.flatMap(({ places }) => places.map(({ entry }) => entry)).sort()).toEqual(entries(n).sort());
      for (const { places } of heats) {
        const used = places.map(({ lane }) => lane);
        expect(new Set(used).size).toBe(used.length);
        const top = start.kind === 'lanes' || start.kind === 'pool' ? lanes : start.most;
        for (const lane of used) expect(lane >= 1 && lane <= top).toBe(true);
        // On a line and in an order the numbers have no gap.
        if (start.kind === 'line' || start.kind === 'order') expect(used).toEqual(used.map((_lane, index) => index + 1));
      }
      expect(firstRound(event, starters(n), track(lanes), chance(seed))).toEqual(heats);
    }),
    { numRuns: 150 },
  );
});

test('later rounds: two semi-finals of 16 split the best two and put them in the middle lanes', () => {
  const ranked = starters(16);
  const heats = laterRound({ kind: 'lanes', layout: 'straight' }, ranked, track(8), chance(4));
  expect(heats).toHaveLength(2);
  for (const [heat, best] of [[0, ['e1', 'e4', 'e5', 'e8']], [1, ['e2', 'e3', 'e6', 'e7']]] as const) {
    expect((heats[heat]?.places ?? []).filter(({ lane }) => lane >= 3 && lane <= 6).map(({ entry }) => entry).sort()).toEqual(best);
  }
});

test('no heats for draws of two against each other', () => {
  expect(firstRound({ ...lanes8, format: { kind: 'roundRobin' } }, starters(4), track(8), chance(1))).toBeNull();
});

test('a scratch leaves its lane empty; a thin heat joins another before the first has run, and nobody there changes lane', () => {
  const heats = firstRound(lanes8, starters(10), track(8), chance(1)) ?? [];
  const thin = heats[0]?.places.slice(0, 3).reduce((list, { entry }) => scratched(list, entry), heats) ?? [];
  expect(thin.map(({ places }) => places.length)).toEqual([2, 5]);
  expect(thinHeats(thin, 8, 3)).toEqual([[1, 2]]);
  expect(mergeHeats(lanes8, thin, 1, 2, true, track(8), chance(2))).toEqual({ ok: false, reason: 'hasRun' });
  expect(mergeHeats({ ...lanes8, format: { kind: 'rounds', rounds: 2 } }, thin, 1, 2, false, track(8), chance(2))).toEqual({ ok: false, reason: 'notTimedFinal' });
  expect(mergeHeats(lanes8, firstRound(lanes8, starters(12), track(8), chance(1)) ?? [], 1, 2, false, track(8), chance(2))).toEqual({ ok: false, reason: 'noRoom' });
  expect(mergeHeats(lanes8, thin, 1, 7, false, track(8), chance(2))).toEqual({ ok: false, reason: 'noSuchHeat' });
  const merged = mergeHeats(lanes8, thin, 1, 2, false, track(8), chance(2));
  if (!merged.ok) throw new Error(merged.reason);
  expect(merged.heats).toHaveLength(1);
  const [only] = merged.heats;
  expect(only?.n).toBe(1);
  expect(new Set(only?.places.map(({ lane }) => lane)).size).toBe(7);
  for (const place of thin[1]?.places ?? []) expect(only?.places).toContainEqual(place);
});

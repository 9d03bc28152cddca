import fc from 'fast-check';
import { chanceFrom } from '../draw/stream';
import { heatSizes, inSeedOrder, snakedHeats, type Starter, swimmingHeats, timedFinalHeats } from './seeding';
import { fewestPairs, pairsWithin } from './spread';

const chance = (seed: number) => chanceFrom(Uint8Array.of(seed));
const ids = (heats: { entry: string }[][]) => heats.map((heat) => heat.map(({ entry }) => entry).join(''));
const starter = (entry: string, unit: string, seed: number | null = null): Starter => ({ entry, unit, seed });

test('as few heats as hold them, differing by at most one, the larger ones last', () => {
  expect(heatSizes(20, 8)).toEqual([6, 7, 7]);
  expect(heatSizes(16, 8)).toEqual([8, 8]);
  expect(heatSizes(0, 8)).toEqual([]);
  expect(heatSizes(16, 15)).toEqual([8, 8]);
});

test('the snake: 1 6 7 · 2 5 8 · 3 4 9', () => {
  const ranked = [...'123456789'].map((entry) => starter(entry, entry));
  expect(ids(snakedHeats(ranked, 3))).toEqual(['167', '258', '349']);
});

test('a unit leaves the snake within its row only: the second of A changes with its neighbour', () => {
  // Rows 1 2 / 4 3: A has the first and, in the snake, also the fourth in heat 1.
  const ranked = [starter('1', 'A'), starter('2', 'B'), starter('3', 'C'), starter('4', 'A')];
  const heats = snakedHeats(ranked, 2);
  expect(pairsWithin(heats)).toBe(0);
  expect(ids(heats).map((heat) => [...heat].sort().join(''))).toEqual(['13', '24']);
});

test('timed final: the fastest seed marks together in the last heat, those without in the first', () => {
  const seeds = Array.from({ length: 10 }, (_, index) => starter(String(index), `u${index}`, 11_000 + index * 100));
  const heats = timedFinalHeats([...seeds, starter('x', 'u0'), starter('y', 'u1')], 6, 'less', chance(1));
  expect(ids(heats).map((heat) => [...heat].sort().join(''))).toEqual(['6789xy', '012345']);
});

test('swimming: two heats alternate; of more the last three are circle-seeded, the slower ones in order', () => {
  const swimmers = Array.from({ length: 16 }, (_, index) => index + 1);
  expect(swimmingHeats(swimmers.slice(0, 5), 4, true)).toEqual([[2, 4], [1, 3, 5]]);
  expect(swimmingHeats(swimmers, 4, true)).toEqual([[13, 14, 15, 16], [3, 6, 9, 12], [2, 5, 8, 11], [1, 4, 7, 10]]);
  expect(swimmingHeats(swimmers.slice(0, 8), 4, false)).toEqual([[5, 6, 7, 8], [1, 2, 3, 4]]);
});

const starters = (withSeeds: boolean) =>
  fc
    .array(fc.record({ unit: fc.integer({ min: 0, max: 6 }), seed: withSeeds ? fc.option(fc.integer({ min: 11_000, max: 11_020 }), { nil: null }) : fc.constant(null) }), { minLength: 1, maxLength: 60 })
    .map((list) => list.map(({ unit, seed }, index) => starter(`e${index}`, `u${unit}`, seed)));
const most = fc.constantFrom(2, 3, 6, 8, 15);

const counts = (list: readonly Starter[]) => {
  const units = new Map<string, number>();
  for (const { unit } of list) units.set(unit, (units.get(unit) ?? 0) + 1);
  return units;
};
const permutation = (heats: Starter[][], list: Starter[]) => expect(heats.flat().map(({ entry }) => entry).sort()).toEqual(list.map(({ entry }) => entry).sort());

test('snaked heats: everybody once, at most one apart, a row of equals in different heats, each unit as widely as whole numbers allow', () => {
  fc.assert(
    fc.property(starters(true), most, fc.nat(255), (list, size, seed) => {
      const order = inSeedOrder(list, 'less', chance(seed));
      const count = heatSizes(list.length, size).length;
      const heats = snakedHeats(order, count);
      permutation(heats, list);
      const sizes = heats.map((heat) => heat.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      for (const heat of heats) {
        const rows = heat.map((one) => Math.floor(order.indexOf(one) / count));
        expect(new Set(rows).size).toBe(rows.length);
      }
      for (const [unit, k] of counts(list)) {
        for (const heat of heats) {
          const here = heat.filter((one) => one.unit === unit).length;
          expect(here).toBeGreaterThanOrEqual(Math.floor(k / count));
          expect(here).toBeLessThanOrEqual(Math.ceil(k / count));
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('timed final without seed marks: everybody once, at most one apart, the fewest pairs of one unit that there can be', () => {
  fc.assert(
    fc.property(starters(false), most, fc.nat(255), (list, size, seed) => {
      const heats = timedFinalHeats(list, size, 'less', chance(seed));
      permutation(heats, list);
      expect(heats.map((heat) => heat.length)).toEqual(heatSizes(list.length, size));
      expect(pairsWithin(heats)).toBe([...counts(list).values()].reduce((sum, k) => sum + fewestPairs(k, heats.length), 0));
    }),
    { numRuns: 200 },
  );
});

/** The fewest pairs that any way of seating the drawn ones can leave: all ways tried, so small meets only. */
function fewestByTrying(fixed: readonly Starter[][], sizes: readonly number[], drawn: readonly Starter[]): number {
  const [next, ...rest] = drawn;
  if (!next) return pairsWithin(fixed);
  return Math.min(
    ...fixed.map((heat, index) => {
      if (heat.length >= (sizes[index] ?? 0)) return Infinity;
      return fewestByTrying(fixed.map((one, other) => (other === index ? [...one, next] : one)), sizes, rest);
    }),
  );
}

test('timed final with some seed marks: no seed behind a slower heat, and the drawn ones seated with the fewest pairs', () => {
  const small = fc
    .array(fc.record({ unit: fc.integer({ min: 0, max: 2 }), seed: fc.option(fc.integer({ min: 1, max: 30 }), { nil: null, freq: 2 }) }), { minLength: 1, maxLength: 8 })
    .map((list) => list.map(({ unit, seed }, index) => starter(`e${index}`, `u${unit}`, seed)));
  fc.assert(
    fc.property(small, fc.constantFrom(2, 3), fc.nat(255), (list, size, seed) => {
      const heats = timedFinalHeats(list, size, 'less', chance(seed));
      permutation(heats, list);
      const sizes = heatSizes(list.length, size);
      expect(heats.map((heat) => heat.length)).toEqual(sizes);
      for (const [index, heat] of heats.entries()) for (const one of heat) for (const later of heats.slice(index + 1).flat()) expect(later.seed ?? Infinity).toBeLessThanOrEqual(one.seed ?? Infinity);
      const seeded = heats.map((heat) => heat.filter((one) => one.seed !== null));
      expect(pairsWithin(heats)).toBe(fewestByTrying(seeded, sizes, list.filter((one) => one.seed === null)));
    }),
    { numRuns: 60 },
  );
});

test('swimming: everybody once, at most one apart, three a heat wherever there are lanes for it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 90 }), fc.constantFrom(6, 8), fc.boolean(), (n, lanes, circle) => {
      const heats = swimmingHeats(Array.from({ length: n }, (_, index) => index), lanes, circle);
      expect(heats.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, index) => index));
      const sizes = heats.map((heat) => heat.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      if (n >= 3) expect(Math.min(...sizes)).toBeGreaterThanOrEqual(3);
      expect(heats[heats.length - 1]?.[0]).toBe(0);
    }),
  );
});

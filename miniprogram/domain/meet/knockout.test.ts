import fc from 'fast-check';
import { chanceFrom } from '../draw/stream';
import { bracket, knockoutDraw, knockoutPlaces, type Player, type Winners } from './knockout';
import { fewestPairs, pairsWithin } from './spread';

const chance = (seed: number) => chanceFrom(Uint8Array.of(seed));
const players = (n: number, units = n): Player[] => Array.from({ length: n }, (_, index) => ({ entry: `p${index + 1}`, unit: `u${index % units}` }));

test('eight seeds of 32 as table tennis has them: 1 and 2 at the ends, 3–4 in the middle, 5–8 in the quarters', () => {
  const all = players(32);
  for (let seed = 0; seed < 10; seed += 1) {
    const slots = knockoutDraw(all.slice(0, 8), all.slice(8), chance(seed));
    const line = (n: number) => slots.indexOf(`p${n}`) + 1;
    expect([line(1), line(2)]).toEqual([1, 32]);
    expect([line(3), line(4)].sort((a, b) => a - b)).toEqual([16, 17]);
    expect([5, 6, 7, 8].map(line).sort((a, b) => a - b)).toEqual([8, 9, 24, 25]);
  }
});

test('of seeds 3 and 4 the one whose unit has seed 1 goes to the other half', () => {
  const all = players(16).map((one, index) => (index === 2 ? { ...one, unit: 'u0' } : one));
  for (let seed = 0; seed < 10; seed += 1) expect(knockoutDraw(all.slice(0, 4), all.slice(4), chance(seed)).indexOf('p3')).toBe(8);
});

test('byes go to the strongest seeds', () => {
  const all = players(13);
  for (let seed = 0; seed < 10; seed += 1) {
    const slots = knockoutDraw(all.slice(0, 4), all.slice(4), chance(seed));
    const free = slots.flatMap((entry, index) => (entry !== null && slots[index % 2 === 0 ? index + 1 : index - 1] === null ? [entry] : []));
    expect(free.sort()).toEqual(['p1', 'p2', 'p3']);
  }
});

const draws = fc.record({ n: fc.integer({ min: 1, max: 40 }), units: fc.integer({ min: 1, max: 12 }), seeds: fc.integer({ min: 0, max: 8 }), seed: fc.nat(255) });

test('everybody once, nobody against two byes, byes first to seeds; a unit apart as far as its number and the seeds allow', () => {
  fc.assert(
    fc.property(draws, ({ n, units, seeds, seed }) => {
      const all = players(n, units);
      const slots = knockoutDraw(all.slice(0, Math.min(seeds, n)), all.slice(Math.min(seeds, n)), chance(seed));
      expect(Math.log2(slots.length) % 1).toBe(0);
      expect(slots.filter((entry) => entry !== null).sort()).toEqual(all.map(({ entry }) => entry).sort());
      const byes = slots.length - n;
      const free: string[] = [];
      for (let index = 0; index + 1 < slots.length; index += 2) {
        const [home, away] = [slots[index] ?? null, slots[index + 1] ?? null];
        expect(home === null && away === null).toBe(false);
        if (home === null || away === null) free.push(home ?? away ?? '');
      }
      for (let rank = 1; rank <= Math.min(byes, seeds, n); rank += 1) expect(free).toContain(`p${rank}`);
    }),
    { numRuns: 200 },
  );
});

test('without seeds the halves hold as few pairs of one unit as can be', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 32 }), fc.integer({ min: 2, max: 12 }), fc.nat(255), (n, units, seed) => {
      const all = players(n, units);
      const slots = knockoutDraw([], all, chance(seed));
      const about = new Map(all.map((one) => [one.entry, one]));
      const halves = [slots.slice(0, slots.length / 2), slots.slice(slots.length / 2)].map((half) => half.flatMap((entry) => about.get(entry ?? '') ?? []));
      const counts = Array.from({ length: units }, (_, unit) => all.filter((one) => one.unit === `u${unit}`).length);
      expect(Math.abs((halves[0]?.length ?? 0) - (halves[1]?.length ?? 0))).toBeLessThanOrEqual(1);
      expect(pairsWithin(halves)).toBe(counts.reduce((sum, count) => sum + fewestPairs(count, 2), 0));
    }),
    { numRuns: 150 },
  );
});

test('two of a unit never meet before the final', () => {
  for (let seed = 0; seed < 30; seed += 1) {
    const all = players(16, 8);
    const slots = knockoutDraw([], all, chance(seed));
    for (let unit = 0; unit < 8; unit += 1) {
      const halves = all.filter((one) => one.unit === `u${unit}`).map(({ entry }) => Math.floor(slots.indexOf(entry) / 8));
      expect(halves.sort()).toEqual([0, 1]);
    }
  }
});

/** Winners by name. */
const wonBy =
  (name: (round: number, n: number) => string | null): Winners =>
  ({ round, n, home, away }) =>
    name(round, n) === home ? 'home' : name(round, n) === away ? 'away' : null;

test('a bracket as it is played: byes go on, places share below the final', () => {
  const slots = ['a', null, 'b', 'c', 'd', 'e', 'f', 'g'];
  const begun = bracket(slots, () => null);
  expect(begun[0]?.map(({ winner }) => winner)).toEqual(['a', null, null, null]);
  expect(begun[1]?.[0]).toMatchObject({ home: 'a', away: null, winner: null });
  const order = 'abcdefg';
  const played = bracket(slots, wonBy((round, n) => rounds[round - 1]?.[n - 1] ?? null));
  expect(played.map((matches) => matches.map(({ winner }) => winner))).toEqual([['a', 'b', 'd', 'f'], ['a', 'd'], ['a']]);
  const places = knockoutPlaces(played, null);
  expect([...order].map((entry) => places.get(entry))).toEqual([1, 3, 5, 2, 5, 3, 5]);
  const withThird = knockoutPlaces(played, 'f');
  expect([...order].map((entry) => withThird.get(entry))).toEqual([1, 4, 5, 2, 5, 3, 5]);
});

const rounds = [['a', 'b', 'd', 'f'], ['a', 'd'], ['a']];

test('nobody wins a match that they are not in, and a final that is not played gives no first place', () => {
  const slots = ['a', 'b', 'c', 'd'];
  expect(bracket(slots, wonBy(() => 'z')).flat().every(({ winner }) => winner === null)).toBe(true);
  const semis = bracket(slots, wonBy((round, n) => (round === 1 ? (n === 1 ? 'a' : 'c') : null)));
  expect([...knockoutPlaces(semis, null)].sort()).toEqual([['b', 3], ['d', 3]]);
});

test('neither came 双弃权: nobody goes on, the next opponent does without a match; of a final that nobody came to nobody wins', () => {
  const slots = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const names = [['', 'c', 'e', 'g'], ['', 'e'], ['']];
  const twice: Winners = ({ round, n, home, away }) => (round === 1 && n === 1) || round === 3 ? 'none' : wonBy((r, k) => names[r - 1]?.[k - 1] ?? null)({ round, n, home, away });
  const rounds = bracket(slots, twice);
  expect(rounds[1]?.[0]).toMatchObject({ home: null, away: 'c', winner: 'c', open: false });
  expect(rounds[2]?.[0]).toMatchObject({ home: 'c', away: 'e', winner: null, open: false });
  expect([...knockoutPlaces(rounds, null)].sort()).toEqual([['d', 5], ['f', 5], ['g', 3], ['h', 5]]);
  const all = bracket(slots, () => 'none');
  expect(all.flat().every(({ winner, open }) => winner === null && !open)).toBe(true);
});

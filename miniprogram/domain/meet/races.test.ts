import fc from 'fast-check';
import { officialTime } from './marks';
import { contradictions, placesOfRace, placesOfRuns, placesOverRounds, type Run } from './races';

const run = (entry: string, heat: number, official: number | null, finish: number | null = null, outcome: Api.Meet.Outcome = 'ok'): Run => ({ entry, heat, official, finish, outcome });
const places = (runs: Run[]) => placesOfRuns(runs).map(({ entry, place }) => `${entry}${place ?? '-'}`);

test('places by time over all heats: 1, 2, 2, 4; who did not finish has none', () => {
  expect(places([run('a', 1, 11_300), run('b', 1, 11_200), run('c', 2, 11_300), run('d', 2, 11_400), run('e', 2, null, null, 'DNF'), run('f', 1, null, null, 'DNS')])).toEqual(['b1', 'a2', 'c2', 'd4', 'e-', 'f-']);
});

test('rounding comes before ranking: 11.13 and 11.18 by hand are one time', () => {
  const official = (ms: number) => officialTime(ms, 'hand');
  expect(places([run('a', 1, official(11_180)), run('b', 2, official(11_130)), run('c', 2, official(11_210))])).toEqual(['a1', 'b1', 'c3']);
});

test('within a race the finish order decides, also against the watches', () => {
  expect(places([run('a', 1, 11_200, 2), run('b', 1, 11_200, 1)])).toEqual(['b1', 'a2']);
  const race = [run('a', 1, 11_300, 1), run('b', 1, 11_200, 2)];
  expect(places(race)).toEqual(['a1', 'b2']);
  expect(contradictions(race)).toEqual([['a', 'b']]);
  expect(places([run('a', 1, 11_200, 1), run('b', 1, 11_200, 1), run('c', 1, 11_200, 3)])).toEqual(['a1', 'b1', 'c3']);
});

test('equal times from several heats: the first of each share, then the second of each', () => {
  expect(places([run('a', 1, 11_200, 1), run('b', 1, 11_200, 2), run('c', 2, 11_200, 1), run('d', 2, 11_300, 2)])).toEqual(['a1', 'c1', 'b3', 'd4']);
});

test('a single race may go by its finish order alone; over several heats a time is needed', () => {
  expect(places([run('a', 1, null, 2), run('b', 1, null, 1)])).toEqual(['b1', 'a2']);
  expect(places([run('a', 1, null, 1), run('b', 2, 11_000, 1)])).toEqual(['b1', 'a-']);
  expect(placesOfRace([run('a', 1, 11_200, 1), run('b', 1, 11_200, 1), run('c', 1, 11_900, 3)]).map(({ place }) => place)).toEqual([1, 1, 3]);
});

test('with rounds: the final, then who went no further by the time of the heats; everybody is in it', () => {
  const heats = [run('a', 1, 11_500, 1), run('b', 1, 11_600, 2), run('c', 2, 11_400, 1), run('d', 2, 11_600, 2), run('e', 2, 11_300, 3, 'DQ'), run('f', 1, 11_700, 3)];
  const final = [run('a', 1, 11_450, 2), run('c', 1, 11_450, 1), run('b', 1, null, null, 'DNF')];
  expect(placesOverRounds([heats, final]).map(({ entry, place, outcome }) => `${entry}${place ?? outcome}`)).toEqual(['c1', 'a2', 'd3', 'f4', 'bDNF', 'eDQ']);
  expect(placesOverRounds([heats])).toEqual(placesOfRuns(heats).map(({ entry, place, outcome }) => ({ entry, place, outcome })));
  expect(placesOverRounds([])).toEqual([]);
});

const runs = fc
  .array(fc.record({ heat: fc.integer({ min: 1, max: 3 }), ms: fc.integer({ min: 11_000, max: 11_400 }), finish: fc.option(fc.integer({ min: 1, max: 8 }), { nil: null }) }), { minLength: 1, maxLength: 20 })
  .map((list) => list.map(({ heat, ms, finish }, index) => run(`e${String(index).padStart(2, '0')}`, heat, officialTime(ms, 'hand'), finish)));

test('the order given never matters; in a race nobody is placed before an earlier finisher; places skip as many as share', () => {
  fc.assert(
    fc.property(runs, (list) => {
      const placed = placesOfRuns(list);
      expect(placesOfRuns([...list].reverse())).toEqual(placed);
      for (const a of placed) for (const b of placed) if (a.heat === b.heat && a.finish !== null && b.finish !== null && a.finish < b.finish) expect(a.place).toBeLessThan(b.place ?? 0);
      for (const { place } of placed) expect(placed.filter((one) => (one.place ?? 0) < (place ?? 0)).length + 1).toBe(place);
    }),
  );
});

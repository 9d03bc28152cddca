import fc from 'fast-check';
import { type Attempt, finalists, lengthsOf, placesOfSeries, type Series } from './attempts';

const series = (entry: string, ...attempts: Attempt[]): Series => ({ entry, outcome: 'ok', attempts });
const places = (list: Series[]) => placesOfSeries(list).map(({ entry, place, outcome }) => `${entry}${place ?? outcome}`);

test('the best, then the second best, then the third; still equal is tied; nothing valid is NM', () => {
  expect(places([series('a', 5_200, 5_400, 'x'), series('b', 5_400, 5_300, 5_000), series('c', 'x', 'x', '-'), series('d', 5_400, 5_300, 5_100), series('e', 5_400, 5_000, 5_300)])).toEqual(['d1', 'b2', 'e2', 'a4', 'cNM']);
});

test('lengths are rounded down before they are compared', () => {
  expect(places([series('a', 5_409), series('b', 5_401)])).toEqual(['a1', 'b1']);
  expect(lengthsOf([5_409, 'x', 5_511, '-', 'r'])).toEqual([5_510, 5_400]);
});

test('a second valid attempt is better than none', () => {
  expect(places([series('a', 5_400, 'x', 'x'), series('b', 5_400, 3_000, 'x')])).toEqual(['b1', 'a2']);
});

test('who did not start has no place', () => {
  expect(places([{ entry: 'a', outcome: 'DNS', attempts: [] }, series('b', 4_000)])).toEqual(['b1', 'aDNS']);
});

test('the best eight get three more in reverse rank; all who tie for the eighth place; not who retired', () => {
  const ten = Array.from({ length: 10 }, (_, index) => series(`e${index}`, 6_000 - index * 100));
  expect(finalists(ten, 8)).toEqual(['e7', 'e6', 'e5', 'e4', 'e3', 'e2', 'e1', 'e0']);
  const tied = ten.map((one) => (one.entry === 'e8' ? series('e8', 5_300) : one));
  expect(finalists(tied, 8)).toEqual(['e7', 'e8', 'e6', 'e5', 'e4', 'e3', 'e2', 'e1', 'e0']);
  expect(finalists([series('a', 5_000, 'r'), series('b', 'x', 'x', 'x'), series('c', 4_000)], 8)).toEqual(['b', 'c']);
  expect(finalists([...ten, series('f', 'x', 'x', 'x')], 8)).not.toContain('f');
});

const some = fc.array(fc.array(fc.oneof(fc.integer({ min: 4_000, max: 4_060 }), fc.constantFrom<Attempt>('x', '-')), { minLength: 3, maxLength: 6 }), { minLength: 1, maxLength: 12 }).map((list) => list.map((attempts, index) => series(`e${index}`, ...attempts)));

test('the order of attempts and of entries never matters, and a better best is always ahead', () => {
  fc.assert(
    fc.property(some, (list) => {
      const placed = placesOfSeries(list).map(({ entry, place }) => [entry, place]);
      expect(placesOfSeries(list.map((one) => ({ ...one, attempts: [...one.attempts].reverse() })).reverse()).map(({ entry, place }) => [entry, place])).toEqual(placed);
      for (const a of placesOfSeries(list)) for (const b of placesOfSeries(list)) if (a.place !== null && b.place !== null && (lengthsOf(a.attempts)[0] ?? 0) > (lengthsOf(b.attempts)[0] ?? 0)) expect(a.place).toBeLessThan(b.place);
    }),
  );
});

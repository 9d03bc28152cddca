import fc from 'fast-check';
import { flagsOf, type Watch } from './flags';

const watch = (change: Partial<Watch> = {}): Watch => ({ minutes: {}, units: {}, fresh: 0, votes: 100, ...change });
const kinds = (change: Partial<Watch>) => flagsOf('c1', watch(change)).map(({ kind, votes, of }) => `${kind} ${votes}/${of}`);

test('a minute with many times the usual votes is flagged, a busy evening is not', () => {
  expect(kinds({ minutes: { '1': 4, '2': 5, '3': 60, '4': 6 } })).toEqual(['burst 60/5']);
  expect(kinds({ minutes: { '1': 40, '2': 50, '3': 60 } })).toEqual([]);
  expect(kinds({ minutes: { '1': 1, '2': 1, '3': 29 } })).toEqual([]);
  expect(flagsOf('c1', watch({ minutes: { '1': 1, '2': 1, '29000000': 50 } }))[0]?.minute).toBe(29_000_000 * 60_000);
});

test('new accounts and one unit are flagged from a share and a number on', () => {
  expect(kinds({ fresh: 30 })).toEqual(['fresh 30/100']);
  expect(kinds({ fresh: 29 })).toEqual([]);
  expect(kinds({ fresh: 10, votes: 12 })).toEqual([]);
  expect(kinds({ units: { a: 60, b: 40 } })).toEqual(['unit 60/100']);
  expect(kinds({ units: { a: 59, b: 41 } })).toEqual([]);
});

test('every flag has evidence that is there', () => {
  const counts = fc.dictionary(fc.integer({ min: 1, max: 99 }).map(String), fc.integer({ min: 1, max: 200 }));
  fc.assert(
    fc.property(counts, counts, fc.nat(200), fc.nat(400), (minutes, units, fresh, votes) => {
      for (const flag of flagsOf('c1', { minutes, units, fresh, votes })) {
        if (flag.kind === 'burst') expect(minutes[String(flag.minute / 60_000)]).toBe(flag.votes);
        if (flag.kind === 'unit') expect(units[flag.unit]).toBe(flag.votes);
        if (flag.kind === 'fresh') expect(fresh).toBe(flag.votes);
      }
    }),
  );
});

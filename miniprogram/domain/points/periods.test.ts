import fc from 'fast-check';
import { dayText } from '../time/days';
import type { Entry } from './ledger';
import { periodsOf, periodsOfAll, scoreIn } from './periods';

const entry = (day: string, n: number, at: number): Entry => ({ id: `x:${day}:${at}`, n, at, day, base: true, of: '', why: '' });

test('a day, its week from Monday, its month; leap February and the turn of the year', () => {
  expect(periodsOf('2028-02-29').map(({ id, from, until }) => [id, from, until])).toEqual([
    ['d2028-02-29', '2028-02-29', '2028-02-29'],
    ['w2028-02-28', '2028-02-28', '2028-03-05'],
    ['m2028-02', '2028-02-01', '2028-02-29'],
  ]);
  expect(periodsOf('2026-12-31').map(({ until }) => until)).toEqual(['2026-12-31', '2027-01-03', '2026-12-31']);
  expect(periodsOf('2027-02-01')[2]?.until).toBe('2027-02-28');
  expect(periodsOfAll(['2027-03-29', '2027-03-30']).map(({ id }) => id)).toEqual(['d2027-03-29', 'w2027-03-29', 'm2027-03', 'd2027-03-30']);
});

test('points of a period, a reversal where what it undoes was', () => {
  const entries = [entry('2027-03-28', 5, 1), entry('2027-03-29', 20, 2), entry('2027-04-01', 10, 3), entry('2027-03-29', -5, 9)];
  expect(periodsOf('2027-03-29').map((period) => scoreIn(entries, period))).toEqual([{ points: 15, lastAt: 2 }, { points: 25, lastAt: 3 }, { points: 20, lastAt: 2 }]);
  expect(scoreIn([], periodsOf('2027-03-29')[0] ?? { kind: 'day', id: '', from: '2027-01-01', until: '2027-01-01' })).toEqual({ points: 0, lastAt: 0 });
});

test('a day lies in each of its periods, and every day of a period names the same one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 18_000, max: 30_000 }), fc.nat({ max: 2 }), (number, which) => {
      const day = dayText(number);
      const period = periodsOf(day)[which];
      if (!period) throw new Error('three periods');
      expect(period.from <= day && day <= period.until).toBe(true);
      expect(periodsOf(period.from)[which]).toEqual(period);
      expect(periodsOf(period.until)[which]).toEqual(period);
    }),
  );
});

import fc from 'fast-check';
import { addDays, daysBetweenIncluded } from '../time/days';
import { heatMap, longestRun, runAround, runUntil, streakOn } from './streak';

test('over a month end, leap day and the turn of the year', () => {
  expect(streakOn(daysBetweenIncluded('2026-04-28', '2026-05-04'), '2026-05-04')).toBe(7);
  expect(streakOn(['2028-02-28', '2028-02-29', '2028-03-01'], '2028-03-01')).toBe(3);
  expect(streakOn(['2027-02-28', '2027-03-01'], '2027-03-01')).toBe(2);
  expect(streakOn(['2026-12-31', '2027-01-01'], '2027-01-01')).toBe(2);
});

test('yesterday’s streak lives until the day is over; a missed day restarts', () => {
  const days = ['2026-04-20', '2026-04-21', '2026-04-22'];
  expect(streakOn(days, '2026-04-23')).toBe(3);
  expect(streakOn(days, '2026-04-24')).toBe(0);
  expect(streakOn([...days, '2026-04-24'], '2026-04-24')).toBe(1);
  expect(longestRun([...days, '2026-04-24'])).toBe(3);
  expect(longestRun([])).toBe(0);
});

test('a day filled in between joins two runs', () => {
  const days = ['2026-04-20', '2026-04-21', '2026-04-23', '2026-04-24'];
  expect(runAround([...days, '2026-04-22'], '2026-04-22')).toBe(5);
  expect(runAround(days, '2026-04-22')).toBe(0);
});

test('the heat map has every day once', () => {
  const map = heatMap([{ day: '2028-02-29', minutes: 45, madeUp: false }, { day: '2028-02-29', minutes: 20, madeUp: false }, { day: '2028-02-01', minutes: 0, madeUp: true }], '2028-02-01', '2028-02-29');
  expect(map).toHaveLength(29);
  expect(map[28]).toEqual({ day: '2028-02-29', minutes: 65, checkIns: 2, heat: 4, madeUp: false });
  expect(map[0]).toEqual({ day: '2028-02-01', minutes: 0, checkIns: 1, heat: 1, madeUp: true });
  expect(map[1]?.heat).toBe(0);
});

test('runs are those of a plain walk over a mask of days', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 70 }), fc.constantFrom('2026-04-01', '2028-02-10', '2026-12-20'), (mask, start) => {
      const days = mask.flatMap((read, index) => (read ? [addDays(start, index)] : []));
      let [run, longest] = [0, 0];
      mask.forEach((read, index) => {
        run = read ? run + 1 : 0;
        longest = Math.max(longest, run);
        expect(runUntil(days, addDays(start, index))).toBe(run);
      });
      expect(longestRun(days)).toBe(longest);
      expect(Math.max(0, ...days.map((day) => runAround(days, day)))).toBe(longest);
    }),
  );
});

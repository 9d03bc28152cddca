import fc from 'fast-check';
import { calendarTime, day, dayOf, daysBetween, instant, startOfDay } from './shanghai';

const instants = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2099, 11, 31) });

test('a Shanghai day begins at 16:00 UTC of the day before', () => {
  expect(dayOf(Date.UTC(2026, 10, 20, 15, 59, 59, 999))).toBe('2026-11-20');
  expect(dayOf(Date.UTC(2026, 10, 20, 16))).toBe('2026-11-21');
  expect(startOfDay(Date.UTC(2026, 10, 20, 15))).toBe(Date.UTC(2026, 10, 19, 16));
});

test('leap day and the turn of the year', () => {
  expect(dayOf(instant(2028, 2, 29, 12))).toBe('2028-02-29');
  expect(daysBetween(instant(2028, 2, 28, 23, 59), instant(2028, 3, 1))).toBe(2);
  expect(daysBetween(instant(2026, 12, 31, 23), instant(2027, 1, 1, 1))).toBe(1);
});

test('the wall clock and the instant are inverse', () => {
  fc.assert(
    fc.property(instants, (at) => {
      const wall = calendarTime(at);
      const back = instant(wall.year, wall.month, wall.date, wall.hour, wall.minute);
      expect(Math.abs(at - back)).toBeLessThan(60_000);
      expect(at - startOfDay(at)).toBeGreaterThanOrEqual(0);
      expect(at - startOfDay(at)).toBeLessThan(day);
    }),
  );
});

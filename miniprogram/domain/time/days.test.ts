import fc from 'fast-check';
import { addDays, dayNumber, daysBetweenIncluded, daysFrom, dayText, isDay, weekdayOf, weekOf } from './days';

test('month ends, leap day and the turn of the year', () => {
  expect(addDays('2026-04-30', 1)).toBe('2026-05-01');
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
  expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
  expect(daysFrom('2028-02-27', '2028-03-01')).toBe(3);
  expect(daysBetweenIncluded('2026-04-29', '2026-05-02')).toEqual(['2026-04-29', '2026-04-30', '2026-05-01', '2026-05-02']);
  expect(daysBetweenIncluded('2026-05-02', '2026-05-01')).toEqual([]);
});

test('a week begins on Monday', () => {
  expect(weekdayOf('2026-04-23')).toBe(4);
  expect(weekOf('2026-04-23')).toBe('2026-04-20');
  expect(weekOf('2026-04-19')).toBe('2026-04-13');
  expect(weekOf('2026-04-20')).toBe('2026-04-20');
});

test('what is no day is refused', () => {
  for (const text of ['2027-02-29', '2026-13-01', '2026-4-1', '', '2026-04-31', '20260401', '2026-04-01T00:00']) expect(isDay(text)).toBe(false);
  expect(() => dayNumber('2026-02-30')).toThrow('no such day');
});

test('numbers and texts are inverse and in one order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10_000, max: 40_000 }), fc.integer({ min: -400, max: 400 }), (number, step) => {
      expect(dayNumber(dayText(number))).toBe(number);
      expect(daysFrom(dayText(number), addDays(dayText(number), step))).toBe(step);
      expect(dayText(number) < dayText(number + 1)).toBe(true);
    }),
  );
});

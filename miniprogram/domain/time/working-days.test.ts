import fc from 'fast-check';
import { addDays, daysBetweenIncluded, dayText, weekdayOf } from './days';
import { holidayYears } from './holidays';
import { isWorkingDay, workingDaysAfter } from './working-days';

test('five working days are counted from the day after', () => {
  expect(workingDaysAfter('2026-03-02', 5)).toEqual({ day: '2026-03-09', sure: true });
  expect(workingDaysAfter('2026-03-06', 5)).toEqual({ day: '2026-03-13', sure: true });
  expect(workingDaysAfter('2026-03-07', 1)).toEqual({ day: '2026-03-09', sure: true });
});

test('the State calendar: holidays are none, worked weekends are', () => {
  // 29 and 30 April, then 6, 7, 8 May; the Saturday of 9 May is worked.
  expect(workingDaysAfter('2026-04-28', 5).day).toBe('2026-05-08');
  expect(workingDaysAfter('2026-04-28', 6).day).toBe('2026-05-09');
  expect(workingDaysAfter('2026-09-30', 1).day).toBe('2026-10-08');
  expect(workingDaysAfter('2026-02-13', 5).day).toBe('2026-02-27');
  expect(isWorkingDay('2026-02-14')).toBe(true);
});

test('a year whose arrangement is not out is said to be unsure', () => {
  expect(workingDaysAfter('2026-12-28', 5).sure).toBe(false);
  expect(workingDaysAfter('2026-12-21', 5)).toEqual({ day: '2026-12-28', sure: true });
  expect(() => workingDaysAfter('2026-12-21', 0)).toThrow(RangeError);
});

test('the data: every worked day is a weekend outside the holidays, every stretch runs forward in its year', () => {
  for (const { year, off, worked } of holidayYears) {
    for (const [from, until] of off) {
      expect(from <= until && from.startsWith(`${year}-`) && until.startsWith(`${year}-`)).toBe(true);
      expect(daysBetweenIncluded(from, until).some((day) => worked.includes(day))).toBe(false);
    }
    for (const day of worked) expect([0, 6]).toContain(weekdayOf(day));
  }
});

test('exactly so many working days lie in the stretch, and its last day is one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20_000, max: 20_800 }), fc.integer({ min: 1, max: 40 }), (number, count) => {
      const day = dayText(number);
      const end = workingDaysAfter(day, count).day;
      expect(daysBetweenIncluded(addDays(day, 1), end).filter((one) => isWorkingDay(one))).toHaveLength(count);
      expect(isWorkingDay(end)).toBe(true);
    }),
  );
});

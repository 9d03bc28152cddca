import { addDays, weekdayOf } from './days';
import { type HolidayYear, holidayYears } from './holidays';

/** Is the holiday arrangement of this day's year known? Before, weekends are all one can go by. */
export const isKnown = (day: string, years: readonly HolidayYear[] = holidayYears): boolean => years.some(({ year }) => day.startsWith(`${year}-`));

export function isWorkingDay(day: string, years: readonly HolidayYear[] = holidayYears): boolean {
  if (years.some(({ worked }) => worked.includes(day))) return true;
  if (years.some(({ off }) => off.some(([from, until]) => from <= day && day <= until))) return false;
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6;
}

/**
 * The working day on which so many are full, counted from the day after `day`.
 * `sure` is false where a day of it lies in a year whose arrangement is not out: the last day may move back.
 * @throws RangeError: fewer than one
 */
export function workingDaysAfter(day: string, count: number, years: readonly HolidayYear[] = holidayYears): { day: string; sure: boolean } {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`${count} working days`);
  let [at, left, sure] = [day, count, true];
  while (left > 0) {
    at = addDays(at, 1);
    sure &&= isKnown(at, years);
    if (isWorkingDay(at, years)) left -= 1;
  }
  return { day: at, sure };
}

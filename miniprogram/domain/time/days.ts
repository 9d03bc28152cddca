/** Arithmetic on calendar days `YYYY-MM-DD`, which are Shanghai days wherever they come from dayOf(). */

const millisADay = 86_400_000;

/** Days since 1970-01-01. @throws RangeError: no such day, such as 2027-02-29 */
export function dayNumber(day: string): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  if (!Number.isInteger(at) || new Date(at).toISOString().slice(0, 10) !== day) throw new RangeError(`no such day: ${day}`);
  return at / millisADay;
}

/** The day that is so many days after 1970-01-01. */
export const dayText = (number: number): string => new Date(number * millisADay).toISOString().slice(0, 10);

export const isDay = (text: string): boolean => {
  try {
    dayNumber(text);
    return true;
  } catch {
    return false;
  }
};

/** The day so many days later; negative: before. */
export const addDays = (day: string, days: number): string => dayText(dayNumber(day) + days);

/** Days from one to the other; negative if `to` is before. */
export const daysFrom = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** 0 Sunday – 6 Saturday. */
export const weekdayOf = (day: string): number => (((dayNumber(day) + 4) % 7) + 7) % 7;

/** The Monday of its week, which names the week. */
export const weekOf = (day: string): string => addDays(day, -((weekdayOf(day) + 6) % 7));

/** `YYYY-MM`. */
export const monthOf = (day: string): string => day.slice(0, 7);

/** Both ends are in it. */
export const daysBetweenIncluded = (from: string, until: string): string[] => Array.from({ length: Math.max(0, daysFrom(from, until) + 1) }, (_, index) => addDays(from, index));

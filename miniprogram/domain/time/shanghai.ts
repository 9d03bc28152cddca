/** Calendar arithmetic in Asia/Shanghai (UTC+8 all year since 1991). Instants are milliseconds since 1970 UTC. */

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

const offset = 8 * hour;

export interface CalendarTime {
  year: number;
  /** 1–12 */
  month: number;
  /** 1–31 */
  date: number;
  /** 0–23 */
  hour: number;
  minute: number;
  /** 0 Sunday – 6 Saturday */
  weekday: number;
}

/** The wall clock in Shanghai at an instant. */
export function calendarTime(at: number): CalendarTime {
  const shifted = new Date(at + offset);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    date: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    weekday: shifted.getUTCDay(),
  };
}

/** The instant of a wall-clock time in Shanghai; `month` is 1–12. */
export function instant(year: number, month: number, date: number, hours = 0, minutes = 0): number {
  return Date.UTC(year, month - 1, date, hours, minutes) - offset;
}

/** The instant at which the Shanghai day of `at` began. */
export function startOfDay(at: number): number {
  return Math.floor((at + offset) / day) * day - offset;
}

/** Whole Shanghai days from the day of `from` to the day of `to`; negative if `to` is before. */
export function daysBetween(from: number, to: number): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / day);
}

/** The Shanghai day of an instant, `YYYY-MM-DD`. */
export function dayOf(at: number): string {
  return new Date(at + offset).toISOString().slice(0, 10);
}

import { addDays, daysFrom, monthOf, weekOf } from '../time/days';
import type { Entry } from './ledger';

/** A time of which there is a ranking: a day, a week from Monday, a calendar month. */
export interface Period {
  kind: 'day' | 'week' | 'month';
  /** `d2027-03-29`, `w2027-03-29`, `m2027-03`. */
  id: string;
  /** First and last day. */
  from: string;
  until: string;
}

/** The three that a day is part of. */
export function periodsOf(day: string): Period[] {
  const [monday, month] = [weekOf(day), monthOf(day)];
  // The 28th and four days lie in the next month whatever the month.
  const next = `${monthOf(addDays(`${month}-28`, 4))}-01`;
  return [
    { kind: 'day', id: `d${day}`, from: day, until: day },
    { kind: 'week', id: `w${monday}`, from: monday, until: addDays(monday, 6) },
    { kind: 'month', id: `m${month}`, from: `${month}-01`, until: addDays(next, -1) },
  ];
}

/** Every period that one of these days is part of, each once. */
export const periodsOfAll = (days: readonly string[]): Period[] => [...new Map(days.flatMap(periodsOf).map((period) => [period.id, period])).values()];

/** Points in a period, and the instant of the last one given. */
export function scoreIn(entries: readonly Entry[], { from, until }: Period): { points: number; lastAt: number } {
  const own = entries.filter(({ day }) => daysFrom(from, day) >= 0 && daysFrom(day, until) >= 0);
  return { points: own.reduce((sum, { n }) => sum + n, 0), lastAt: Math.max(0, ...own.filter(({ n }) => n > 0).map(({ at }) => at)) };
}

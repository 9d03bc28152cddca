import { addDays, daysBetweenIncluded } from '../time/days';

/** Days in a row that end with this day; 0: it is not one of them. @param days in any order */
export function runUntil(days: readonly string[], last: string): number {
  const all = new Set(days);
  let length = 0;
  while (all.has(addDays(last, -length))) length += 1;
  return length;
}

/** Days in a row that this day is one of. */
export function runAround(days: readonly string[], day: string): number {
  const all = new Set(days);
  if (!all.has(day)) return 0;
  let after = 0;
  while (all.has(addDays(day, after + 1))) after += 1;
  return runUntil(days, day) + after;
}

/** The streak 连续打卡 as it stands today: yesterday's is not lost before the day is over. */
export const streakOn = (days: readonly string[], today: string): number => runUntil(days, today) || runUntil(days, addDays(today, -1));

export const longestRun = (days: readonly string[]): number => days.reduce((longest, day) => Math.max(longest, runUntil(days, day)), 0);

export interface HeatDay {
  day: string;
  minutes: number;
  checkIns: number;
  /** 0 none, 1–4 by minutes: what colours it. */
  heat: 0 | 1 | 2 | 3 | 4;
  madeUp: boolean;
}

/** A month or an edition as squares, one a day. */
export function heatMap(checkIns: readonly { day: string; minutes: number; madeUp: boolean }[], from: string, until: string): HeatDay[] {
  return daysBetweenIncluded(from, until).map((day) => {
    const own = checkIns.filter((one) => one.day === day);
    const minutes = own.reduce((sum, one) => sum + one.minutes, 0);
    const heat = own.length === 0 ? 0 : minutes < 20 ? 1 : minutes < 40 ? 2 : minutes < 60 ? 3 : 4;
    return { day, minutes, checkIns: own.length, heat, madeUp: own.some(({ madeUp }) => madeUp) };
  });
}

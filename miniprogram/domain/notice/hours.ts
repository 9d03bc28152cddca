import { calendarTime, day, hour, startOfDay } from '../time/shanghai';

/** Nobody is rung out of bed: what can wait goes out from 8:00 to 21:00 in Shanghai. */
export const wakingHours = { from: 8, to: 21 } as const;

export function isWaking(at: number): boolean {
  const { hour: now } = calendarTime(at);
  return now >= wakingHours.from && now < wakingHours.to;
}

/** The next instant at which people are awake: now, or 8:00. */
export function nextWaking(at: number): number {
  if (isWaking(at)) return at;
  const morning = startOfDay(at) + wakingHours.from * hour;
  return at < morning ? morning : morning + day;
}

/** 8:00 of the day after. */
export const nextMorning = (at: number): number => startOfDay(at) + day + wakingHours.from * hour;

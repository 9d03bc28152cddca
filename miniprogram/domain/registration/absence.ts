import { day } from '../time/shanghai';
import { peopleOf, type Seats } from './seats';

/** 缺席: a place held and not used, without leave 请假. Two within 90 days put somebody last in line for 30 days. */

/** After the end; by then gates without a network have told what they scanned, and 代录 is over (`paperUntil`), ms. */
export const notedAfter = 2 * day;

const together = 90 * day;
const lasts = 30 * day;

/** Everybody who held a place to the end, asked for no leave and has no mark of having come. */
export function absentIn({ held }: Pick<Seats, 'held'>): string[] {
  return held.filter(({ o, l }) => o === undefined && l === undefined).flatMap((entry) => peopleOf(entry).filter((uid) => entry.c?.[uid] === undefined));
}

/**
 * Until when somebody is last in line; 0: they never were.
 * @param missed when each of their unexcused absences was, in any order
 */
export function lastUntil(missed: readonly number[]): number {
  const times = [...missed].sort((a, b) => a - b);
  return times.reduce((until, at, index) => {
    const before = times[index - 1];
    return before !== undefined && at - before <= together ? at + lasts : until;
  }, 0);
}

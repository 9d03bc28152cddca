import { day } from '../time/shanghai';

/** A file with what more people than these have filled in is made only when a second person agrees 两人同意. */
export const askAbove = 100;
/** A request that nobody has answered lapses after this, ms. */
export const askFor = 2 * day;

/** A file that was asked for and waits for the second person. */
export interface Ask {
  /** Who asked, and when. */
  by: string;
  at: number;
  answered: boolean;
}

export type AnswerRefusal = 'own' | 'answered' | 'lapsed';

/** @param people whose filled-in fields the file would hold */
export const needsSecond = (people: number): boolean => people > askAbove;

export const hasLapsed = (at: number, now: number): boolean => now >= at + askFor;

/** Why this person may not answer a request now; null: they may. */
export function refuseAnswer({ by, at, answered }: Ask, who: string, now: number): AnswerRefusal | null {
  if (by === who) return 'own';
  if (answered) return 'answered';
  return hasLapsed(at, now) ? 'lapsed' : null;
}

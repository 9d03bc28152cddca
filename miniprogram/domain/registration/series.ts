/**
 * What one person has of one series 系列 is a list of attempts: each call that may bring a place writes one down before it does, and takes it
 * back only when it was refused. So a place without an attempt does not exist; an attempt without a place says nothing, and is found out when
 * somebody needs the room.
 */
export interface Attempt {
  /** The activity. */
  a: string;
  /** Key of the sign-up or application. */
  k: string;
  /** The call. */
  n: string;
  t: number;
}

/** How many of a series one person may have: an activity counts once, however often it was tried. */
export const seriesLimits = { name: 30, least: 1, most: 20 };

/** So many attempts are kept before those that came to nothing are looked for. */
const attemptsAtMost = 40;

/** The activities of these attempts, each once, in the order of the first. */
export const activitiesIn = (attempts: readonly Attempt[]): string[] => [...new Set(attempts.map(({ a }) => a))];

/** The attempts with one more; null: no room for another activity, or the list is to be looked through first. */
export function attempted(attempts: readonly Attempt[], mine: Attempt, most: number): Attempt[] | null {
  const others = activitiesIn(attempts).filter((activity) => activity !== mine.a);
  return others.length >= most || attempts.length >= attemptsAtMost ? null : [...attempts, mine];
}

/** The attempts without those of a call that was refused. */
export const dropped = (attempts: readonly Attempt[], call: string): Attempt[] => attempts.filter(({ n }) => n !== call);

/** What is known of the activities of some attempts. */
export interface Facts {
  /** Activities in which the person has a place, waits or has applied. */
  standing: ReadonlySet<string>;
  /** Attempts whose key has come to its end: they bring no place any more. */
  ended: ReadonlySet<Attempt>;
  /** Calls from before this instant are over. */
  over: number;
}

/** Young attempts of activities in which the person does not stand: their keys are to be looked up. */
export function inDoubt(attempts: readonly Attempt[], { standing, over }: Pick<Facts, 'standing' | 'over'>): Attempt[] {
  return attempts.filter(({ a, t }) => !standing.has(a) && t >= over);
}

/** The attempts without what came to nothing; of an activity in which the person stands one of the old ones stays for all. */
export function pruned(attempts: readonly Attempt[], { standing, ended, over }: Facts): Attempt[] {
  const kept = new Set<string>();
  return attempts.filter((attempt) => {
    if (attempt.t >= over) return !ended.has(attempt) || standing.has(attempt.a);
    if (!standing.has(attempt.a) || kept.has(attempt.a)) return false;
    kept.add(attempt.a);
    return true;
  });
}

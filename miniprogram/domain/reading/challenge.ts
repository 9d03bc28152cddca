import { dayOf } from '../time/shanghai';
import type { CheckIn } from './record';
import { longestEdition } from './rules';
import { runAround, streakOn } from './streak';

/**
 * A challenge 挑战 is read off a member's check-ins wherever it is shown: nothing of it is kept but who joined, and when. It earns nothing itself,
 * for days in a row have their points by the edition's own rules, each once.
 */

type Rule = Api.Reading.ChallengeRule;
type Read = Pick<CheckIn, 'at' | 'day' | 'book' | 'minutes' | 'pages'>;

export interface Progress {
  /** At most `need`. */
  have: number;
  need: number;
  /** The day of the check-in that finished it; null: not finished. Stays, whatever is missed later. */
  doneOn: string | null;
}

export const needOf = (rule: Rule): number => (rule.kind === 'row' ? rule.days : rule.at);

/**
 * How far somebody is.
 * @param checkIns in the order in which they were made
 * @param from the first day that counts for days in a row; of a book all check-ins count, for whoever has read it has read it
 */
export function progressOf(rule: Rule, checkIns: readonly Read[], from: string, today: string): Progress {
  const need = needOf(rule);
  let [days, amount]: [string[], number] = [[], 0];
  for (const read of checkIns) {
    if (rule.kind === 'row' ? read.day < from : read.book !== rule.bookId) continue;
    const known = days.includes(read.day);
    if (!known) days = [...days, read.day];
    if (rule.kind === 'book') amount += rule.of === 'days' ? (known ? 0 : 1) : read[rule.of];
    const reached = rule.kind === 'row' ? runAround(days, read.day) : amount;
    if (reached >= need) return { have: need, need, doneOn: dayOf(read.at) };
  }
  return { have: rule.kind === 'row' ? streakOn(days, today) : amount, need, doneOn: null };
}

const ranges: Record<Api.Reading.Amount, readonly [least: number, most: number]> = { days: [1, longestEdition], minutes: [10, 6000], pages: [10, 3000] };
const within = (value: number, [least, most]: readonly [number, number]): boolean => Number.isInteger(value) && least <= value && value <= most;

/** Can nobody keep this rule, in an edition of so many days? */
export function checkChallenge(rule: Rule, length: number): 'days' | 'amount' | null {
  if (rule.kind === 'row') return within(rule.days, [2, Math.min(length, longestEdition)]) ? null : 'days';
  return within(rule.at, ranges[rule.of]) && (rule.of !== 'days' || rule.at <= length) ? null : 'amount';
}

/** What an edition's cadre begins with. */
export const rowTemplates: readonly number[] = [7, 21];

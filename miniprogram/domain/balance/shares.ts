import { type Fraction, fraction, roundHalfUp } from '../numbers/fraction';
import type { Tally } from './cell';

/** What a board says in figures. Shares are hundredths of a per cent. */

/** Share of members who took part, rounded down: 10000 is reached by all alone. Who left since cannot lift it above that. */
export const shareOf = ({ m, j }: Pick<Tally, 'm' | 'j'>): number => (m <= 0 ? 0 : Math.floor((Math.min(j, m) * 10_000) / m));

/** Times and people from the most active down to those who never came. */
function downwards(members: number, h: Readonly<Record<string, number>>): { times: number; people: number }[] {
  const active = Object.entries(h)
    .map(([times, people]) => ({ times: Number(times), people }))
    .filter(({ people }) => people > 0)
    .sort((a, b) => b.times - a.times);
  const joined = active.reduce((sum, { people }) => sum + people, 0);
  return [...active, { times: 0, people: Math.max(0, members - joined) }];
}

/**
 * What share of all person-times the most active tenth of all members takes. A tenth that is no whole number takes the part of the next one's.
 * @returns null: nobody took part yet
 */
export function topTenth(members: number, h: Readonly<Record<string, number>>): number | null {
  const all = downwards(members, h);
  const people = all.reduce((sum, one) => sum + one.people, 0);
  const times = all.reduce((sum, one) => sum + one.times * one.people, 0);
  if (times === 0) return null;
  // In tenths of a person, so that nothing is rounded before the end.
  let [left, taken] = [people, 0];
  for (const one of all) {
    const some = Math.min(left, one.people * 10);
    taken += some * one.times;
    left -= some;
  }
  return roundHalfUp(fraction(BigInt(taken) * 10_000n, BigInt(times) * 10n));
}

/** Gini coefficient of person-times over all members: 0 all alike, towards 1 all in one hand. null: nobody took part yet. */
export function giniOf(members: number, h: Readonly<Record<string, number>>): Fraction | null {
  const upwards = downwards(members, h).reverse();
  let [count, sum, weighted] = [0n, 0n, 0n];
  for (const { times, people } of upwards) {
    const [x, n] = [BigInt(times), BigInt(people)];
    // Places count+1 … count+n of the order: their sum is n × count + n (n + 1) / 2.
    weighted += x * (n * count + (n * (n + 1n)) / 2n);
    sum += x * n;
    count += n;
  }
  if (sum === 0n) return null;
  return fraction(2n * weighted - (count + 1n) * sum, count * sum);
}

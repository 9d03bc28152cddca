import { type Fraction, fraction } from '../numbers/fraction';
import type { Placed } from './places';

/** Points for places 名次分. Shares are exact fractions of a point. */

/** How many places score: all of the table, or with few starters one fewer than there are (减一录取). Starters include DQ and DNF, not 弃权. */
export function scoringPlaces({ table, few }: Pick<Api.Meet.PointsRule, 'table' | 'few'>, starters: number): number {
  const thin = few !== null && (starters < few.starters || (few.including && starters === few.starters));
  return Math.max(0, Math.min(table.length, thin ? starters - 1 : table.length));
}

/**
 * Points of each entry of an event. Tied places share the points that they cover (9-7-6-5: two in 2nd 6.5 each, three 6); at the last scoring place they share only
 * what is left. Relays and tug-of-war count double.
 * @returns only of those who get some
 */
export function placePoints(rule: Pick<Api.Meet.PointsRule, 'table' | 'few'>, placed: readonly Placed[], factor: 1 | 2): Map<string, Fraction> {
  const scoring = scoringPlaces(rule, placed.filter(({ outcome }) => outcome !== 'DNS').length);
  const at = (place: number) => (place <= scoring ? (rule.table[place - 1] ?? 0) : 0);
  const tied = new Map<number, string[]>();
  for (const { entry, place } of placed) if (place !== null) tied.set(place, [...(tied.get(place) ?? []), entry]);
  const points = new Map<string, Fraction>();
  for (const [place, entries] of tied) {
    const covered = entries.reduce((sum, _entry, index) => sum + at(place + index), 0);
    if (covered > 0) for (const entry of entries) points.set(entry, fraction(covered * factor, entries.length));
  }
  return points;
}

/** 13/2 → 6.5, 17/3 → 5⅔ as 5+2/3: exact, decimal where two places hold it. */
export function shareText({ n, d }: Fraction): string {
  const sign = n < 0n ? '-' : '';
  const size = n < 0n ? -n : n;
  if (100n % d === 0n) {
    const hundredths = (size * 100n) / d;
    const rest = String(hundredths % 100n).padStart(2, '0').replace(/0+$/, '');
    return `${sign}${hundredths / 100n}${rest === '' ? '' : `.${rest}`}`;
  }
  return size > d ? `${sign}${size / d}+${size % d}/${d}` : `${sign}${size}/${d}`;
}

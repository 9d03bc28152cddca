import { officialLength } from './marks';
import { byText, type Placed, placesOf } from './places';

/** An attempt of a throw or horizontal jump: mm as measured, x failure, - pass, r retired. */
export type Attempt = number | 'x' | '-' | 'r';

export interface Series {
  entry: string;
  /** DNS or DQ; ok otherwise (NM follows from the attempts). */
  outcome: Api.Meet.Outcome;
  attempts: readonly Attempt[];
}

/** Official lengths of the valid attempts, the longest first. */
export function lengthsOf(attempts: readonly Attempt[]): number[] {
  return attempts.flatMap((attempt) => (typeof attempt === 'number' ? [officialLength(attempt)] : [])).sort((a, b) => b - a);
}

/** Best, then second best, third …; an attempt that the other does not have is better. */
export function compareSeries(a: readonly Attempt[], b: readonly Attempt[]): number {
  const [left, right] = [lengthsOf(a), lengthsOf(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (right[index] ?? -1) - (left[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Places of throws and horizontal jumps; still equal after all attempts is tied, nothing valid is NM. */
export function placesOfSeries(series: readonly Series[]): (Series & Placed)[] {
  const judged = series.map((one) => (one.outcome === 'ok' && lengthsOf(one.attempts).length === 0 ? { ...one, outcome: 'NM' as const } : one));
  return placesOf(judged, (a, b) => compareSeries(a.attempts, b.attempts));
}

/**
 * Who gets three more after the first three, in the order in which they throw: reverse rank, the leader last. All who tie for the last of these places go on. With
 * no more starters than places everybody goes on, even without a valid attempt (first, in the order of entry ids). Who has retired does not.
 */
export function finalists(series: readonly Series[], best: number): string[] {
  const first = placesOfSeries(series.map((one) => ({ ...one, attempts: one.attempts.slice(0, 3) }))).filter(({ outcome }) => outcome === 'ok' || outcome === 'NM');
  const stays = first.filter(({ attempts }) => !attempts.includes('r'));
  const going = first.length <= best ? stays : stays.filter(({ place }) => place !== null && place <= best);
  return [...going].sort((a, b) => (b.place ?? Infinity) - (a.place ?? Infinity) || byText(a.entry, b.entry)).map(({ entry }) => entry);
}

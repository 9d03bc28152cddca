import { fraction } from '../numbers/fraction';
import { rank, type Ranked, type Standing, type TieRule } from './rank';

/** Standings from scores as they were released. */

export const shareOf = ([n, d]: Api.Contest.Share) => fraction(n, d);

/** A released score as standings take it. @param order number in the running order */
export function standingOf(entry: string, score: Api.Contest.ReleasedScore, order: number): Standing {
  return {
    entry,
    announced: score.announced,
    exact: shareOf(score.exact),
    untrimmed: shareOf(score.untrimmed),
    criteria: Object.fromEntries(Object.entries(score.criteria).map(([id, mean]) => [id, shareOf(mean)])),
    values: score.values,
    order,
  };
}

/** Places among those that are released, in their order; the order is the running order. */
export function placesOf(order: readonly { entryId: string; score: Api.Contest.ReleasedScore | null }[], chain: readonly TieRule[]): Ranked[] {
  return rank(order.flatMap(({ entryId, score }, index) => (score ? [standingOf(entryId, score, index)] : [])), chain);
}

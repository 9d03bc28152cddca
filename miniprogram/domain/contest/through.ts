/** Who goes on 晋级 once the next round has been opened: scores may be corrected to the end, a draw is not made again. */

/** The next round. `entries`: of its running order. */
export interface NextRound {
  state: Api.Contest.RoundState;
  entries: readonly string[];
}

/**
 * Until the next round is drawn its roster follows the cut. Once it is drawn nobody loses the place, and who should have had one comes in
 * first (补入). Once it is over nothing about it changes.
 * @param cut who goes on by the scores as they stand
 * @param next null: not opened
 * @returns joins: those to be let in before this result can stand
 */
export function whoGoesOn(cut: readonly string[], next: NextRound | null): { through: ReadonlySet<string>; joins: string[] } {
  if (next === null || next.state === 'open') return { through: new Set(cut), joins: [] };
  return { through: new Set(next.entries), joins: next.state === 'closed' ? [] : cut.filter((entry) => !next.entries.includes(entry)) };
}

/** Are these the same entries? */
export const sameEntries = (a: Iterable<string>, b: Iterable<string>): boolean => {
  const [left, right] = [new Set(a), new Set(b)];
  return left.size === right.size && [...left].every((entry) => right.has(entry));
};

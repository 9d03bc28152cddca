/** Prizes 奖项: by rank 按等次, 单项奖 and 优秀组织奖, and the order in which they are given. */

type Prize = Api.Contest.Prize;

/**
 * Prizes by rank: a prize covers as many places as it has, from the top down, so that those who share a place share its prize and the next
 * prize begins at its own place. Only a tie at the last prized place gives one more.
 * @param ranked with places that ties share (1, 2, 2, 4); those who share one keep their order
 * @returns for each prize of kind `rank`, in order, its entries from the best place down
 */
export function prizesByRank(ranked: readonly { entry: string; place: number }[], prizes: readonly Prize[]): { name: string; entries: string[] }[] {
  const sorted = [...ranked].sort((a, b) => a.place - b.place);
  let covered = 0;
  return prizes
    .filter(({ kind }) => kind === 'rank')
    .map(({ name, count }) => {
      const above = covered;
      covered += count;
      return { name, entries: sorted.filter(({ place }) => place > above && place <= above + count).map(({ entry }) => entry) };
    });
}

/** Who gets a prize that the organiser names: an entry, one performer of it by position, or a unit. */
export interface Named {
  entryId: string | null;
  performer: number | null;
  unitId: string | null;
}

const keyOf = ({ entryId, performer, unitId }: Named) => `${entryId ?? ''}/${performer ?? ''}/${unitId ?? ''}`;

/** What is wrong with whom a prize is given to, in a sentence; null: nothing. @param performers how many an entry has; absent: no entry of this contest */
export function namedFault(prize: Prize, winners: readonly Named[], performers: ReadonlyMap<string, number>, units: ReadonlySet<string>): string | null {
  if (prize.kind === 'rank') return `${prize.name}按名次来定，不用指定`;
  if (winners.length > prize.count) return `${prize.name}只有 ${prize.count} 个`;
  if (new Set(winners.map(keyOf)).size !== winners.length) return `${prize.name}里有重复的`;
  const stands = ({ entryId, performer, unitId }: Named) => {
    if (prize.kind === 'organisation') return entryId === null && performer === null && unitId !== null && units.has(unitId);
    const people = entryId === null ? undefined : performers.get(entryId);
    return unitId === null && people !== undefined && (performer === null || performer < people);
  };
  return winners.every(stands) ? null : `${prize.name}里有不在这个比赛里的`;
}

/** The order of giving 颁奖顺序: prizes for organisation, single ones, then by rank from the lowest up; within each from the last winner to the first. */
export function ceremonyOrder<W, L extends { kind: Prize['kind']; winners: readonly W[] }>(lines: readonly L[]): { line: L; winners: W[] }[] {
  const of = (kind: Prize['kind']) => lines.filter((line) => line.kind === kind);
  const order = [...of('organisation'), ...of('special'), ...[...of('rank')].reverse()];
  return order.filter(({ winners }) => winners.length > 0).map((line) => ({ line, winners: [...line.winners].reverse() }));
}

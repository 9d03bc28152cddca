/** Places 名次: 1, 2, 2, 4; who has no valid mark takes none. */

export interface Placed {
  entry: string;
  /** From 1; null: no place. */
  place: number | null;
  outcome: Api.Meet.Outcome;
}

/** Below 0: a is better; 0: tied. It must be a total order of the marks. */
export type Order<T> = (a: T, b: T) => number;

export const lessFirst: Order<number> = (a, b) => a - b;
export const moreFirst: Order<number> = (a, b) => b - a;

/** The text that comes first stands first: lists are the same whatever order they were given in. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const rest: readonly Api.Meet.Outcome[] = ['ok', 'NM', 'DNF', 'DQ', 'DNS'];

/** All entries with their places, the best first; then 无成绩, 未完赛, 取消资格, 弃权. */
export function placesOf<T extends { entry: string; outcome: Api.Meet.Outcome }>(entries: readonly T[], order: Order<T>): (T & Placed)[] {
  const valid = entries.filter(({ outcome }) => outcome === 'ok').sort((a, b) => order(a, b) || byText(a.entry, b.entry));
  let place = 0;
  const ranked = valid.map((one, index) => {
    const before = valid[index - 1];
    if (!before || order(before, one) !== 0) place = index + 1;
    return { ...one, place };
  });
  const others = entries.filter(({ outcome }) => outcome !== 'ok').sort((a, b) => rest.indexOf(a.outcome) - rest.indexOf(b.outcome) || byText(a.entry, b.entry));
  return [...ranked, ...others.map((one) => ({ ...one, place: null }))];
}

/** Ranks by one official mark, such as counts, hits, sums. @param mark null: NM */
export function placesByMark<T extends { entry: string; outcome: Api.Meet.Outcome; mark: number | null }>(entries: readonly T[], better: 'less' | 'more'): (T & Placed)[] {
  const order = better === 'less' ? lessFirst : moreFirst;
  return placesOf(
    entries.map((one) => (one.mark === null && one.outcome === 'ok' ? { ...one, outcome: 'NM' as const } : one)),
    (a, b) => order(a.mark ?? 0, b.mark ?? 0),
  );
}

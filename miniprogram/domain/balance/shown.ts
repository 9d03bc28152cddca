import type { Tally } from './cell';

/** A group of fewer members is not shown: its figures would be people's. */
export const leastShown = 10;

export interface Group extends Tally {
  key: string;
}

export interface Shown<G extends Group> {
  groups: G[];
  /** Small ones together, and how many they are; null: there is none, or together they are too small as well. */
  rest: (Tally & { count: number }) | null;
}

const sum = (a: Tally, b: Tally): Tally => ({ m: a.m + b.m, j: a.j + b.j, t: a.t + b.t });

/**
 * The groups that may be shown. Small ones are put together; where they are too few even then, the smallest of the others goes with them, for what is
 * left out could be worked out from the whole.
 */
export function shown<G extends Group>(groups: readonly G[], least = leastShown): Shown<G> {
  const bySize = [...groups].filter(({ m, j }) => m > 0 || j > 0).sort((a, b) => a.m - b.m || (a.key < b.key ? -1 : 1));
  let count = bySize.filter(({ m }) => m < least).length;
  let rest = bySize.slice(0, count).reduce<Tally>(sum, { m: 0, j: 0, t: 0 });
  for (; count > 0 && rest.m < least && count < bySize.length; count += 1) rest = sum(rest, bySize[count] ?? { m: 0, j: 0, t: 0 });
  const kept = new Set(bySize.slice(count));
  return { groups: groups.filter((group) => kept.has(group)), rest: count > 0 && rest.m >= least ? { ...rest, count } : null };
}

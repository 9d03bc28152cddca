import { compare, type Fraction } from '../numbers/fraction';

/** What decides between entries of one announced score, in the order the rulebook names: the rest of the chain (规程的并列条款). */
export type TieRule =
  /** Mean of all sheets, none left out. */
  | { by: 'untrimmed' }
  /** Mean of one criterion, such as 音准. */
  | { by: 'criterion'; id: string }
  /** More sheets at the highest value that any of the tied has, then more at the next … */
  | { by: 'topMarks' }
  /** Who performed earlier. */
  | { by: 'earlier' };

export interface Standing {
  entry: string;
  /** Hundredths. */
  announced: number;
  exact: Fraction;
  untrimmed: Fraction;
  /** Mean marks by criterion. */
  criteria: Readonly<Record<string, Fraction>>;
  /** Sheets in ten-thousandths, in any order. */
  values: readonly number[];
  /** Number in the running order. */
  order: number;
}

export type Decided = 'announced' | 'exact' | TieRule['by'];

export interface Ranked {
  entry: string;
  /** From 1; tied entries share one, and the next is left out: 1, 2, 2, 4. */
  place: number;
  /** What put this entry behind the one before it; null: it is the first, or tied with the one before. */
  decided: Decided | null;
}

/** Below 0: a ranks first. */
function byRule(rule: TieRule, a: Standing, b: Standing): number {
  switch (rule.by) {
    case 'untrimmed':
      return compare(b.untrimmed, a.untrimmed);
    case 'criterion': {
      const [left, right] = [a.criteria[rule.id], b.criteria[rule.id]];
      return left && right ? compare(right, left) : 0;
    }
    case 'topMarks': {
      const [left, right] = [a, b].map(({ values }) => [...values].sort((x, y) => y - x));
      const longest = Math.max(left?.length ?? 0, right?.length ?? 0);
      for (let index = 0; index < longest; index += 1) {
        const difference = (right?.[index] ?? -1) - (left?.[index] ?? -1);
        if (difference !== 0) return difference;
      }
      return 0;
    }
    case 'earlier':
      return a.order - b.order;
  }
}

/** Which of the chain decides between two, and for whom. */
function decide(a: Standing, b: Standing, chain: readonly TieRule[]): { order: number; decided: Decided | null } {
  if (a.announced !== b.announced) return { order: b.announced - a.announced, decided: 'announced' };
  const exact = compare(b.exact, a.exact);
  if (exact !== 0) return { order: exact, decided: 'exact' };
  for (const rule of chain) {
    const order = byRule(rule, a, b);
    if (order !== 0) return { order, decided: rule.by };
  }
  return { order: 0, decided: null };
}

/**
 * The standings: by the announced score, then the exact value (第三位小数), then the rulebook's chain, then a shared place.
 * The order in which the entries are given never matters.
 */
export function rank(standings: readonly Standing[], chain: readonly TieRule[]): Ranked[] {
  const sorted = [...standings].sort((a, b) => decide(a, b, chain).order || (a.entry < b.entry ? -1 : 1));
  let place = 0;
  return sorted.map((standing, index) => {
    const before = sorted[index - 1];
    const decided = before ? decide(before, standing, chain).decided : null;
    if (!before || decided !== null) place = index + 1;
    return { entry: standing.entry, place, decided };
  });
}

/** Who goes on to the next round (晋级): the best k, or all at or above a line; a tie at the cut goes through. */
export function goesThrough(ranked: readonly (Ranked & { announced: number })[], cut: { best: number } | { line: number }): string[] {
  return ranked.filter(({ place, announced }) => ('best' in cut ? place <= cut.best : announced >= cut.line)).map(({ entry }) => entry);
}

import { prizesByRank } from '../contest/prizes';
import { rank, type Standing, type TieRule } from '../contest/rank';
import { type Criterion, type Marks, scoreOf, sheetValue } from '../contest/scores';
import { fraction } from '../numbers/fraction';

/** The result of a call: each kind for itself, by the rule of contests: trimmed mean, rounded half up to hundredths, which rank. */

export interface Marked {
  id: string;
  kind: string;
  /** The anonymous number. */
  number: number;
  /** Marks of each judge, in any order. */
  sheets: readonly Marks[];
}

export interface Placed {
  id: string;
  kind: string;
  number: number;
  /** Hundredths of a point. */
  announced: number;
  /** From 1; ties share one. */
  place: number;
  /** Empty: none. */
  prize: string;
}

/** Who ranks first among equals: the untrimmed mean, the criterion that weighs most, more top marks; then the place is shared. */
function chainOf(criteria: readonly Criterion[]): TieRule[] {
  const [heaviest] = [...criteria].sort((a, b) => b.weight - a.weight);
  return [{ by: 'untrimmed' }, ...(heaviest ? [{ by: 'criterion', id: heaviest.id } as const] : []), { by: 'topMarks' }];
}

function standingOf({ id, number, sheets }: Marked, { criteria, trim }: Pick<Api.Works.Judging, 'criteria' | 'trim'>): Standing | null {
  const values = sheets.map((marks) => sheetValue(criteria, marks));
  const score = scoreOf(values, trim);
  if (!score) return null;
  const means = criteria.map(({ id: criterion }) => [criterion, fraction(sheets.reduce((sum, marks) => sum + (marks[criterion] ?? 0), 0), sheets.length)] as const);
  return { entry: id, announced: score.announced, exact: score.exact, untrimmed: score.untrimmed, criteria: Object.fromEntries(means), values, order: number };
}

/**
 * Places and prizes, kind by kind in their order, best first. A prize covers as many places as it has; those who share a place share its prize.
 * A work without a sheet has no place.
 */
export function resultOf(works: readonly Marked[], kinds: readonly Pick<Api.Works.Kind, 'id'>[], judging: Pick<Api.Works.Judging, 'criteria' | 'trim'>, prizes: readonly Api.Works.Prize[]): Placed[] {
  return kinds.flatMap(({ id: kind }) => {
    const standings = works.filter((work) => work.kind === kind).flatMap((work) => standingOf(work, judging) ?? []);
    const ranked = rank(standings, chainOf(judging.criteria));
    const given = prizesByRank(ranked, prizes.map((prize) => ({ ...prize, kind: 'rank' as const })));
    const prizeOf = new Map(given.flatMap(({ name, entries }) => entries.map((entry): [string, string] => [entry, name])));
    const known = new Map(standings.map((standing) => [standing.entry, standing]));
    return ranked.map(({ entry, place }) => ({ id: entry, kind, number: known.get(entry)?.order ?? 0, announced: known.get(entry)?.announced ?? 0, place, prize: prizeOf.get(entry) ?? '' }));
  });
}

/** What the digest of a sealed result goes over: number, place and score of every work, by number; names are not in it. */
export const linesOfResult = (placed: readonly Placed[]): (readonly [number: number, place: number, announced: number])[] =>
  [...placed].sort((a, b) => a.number - b.number).map(({ number, place, announced }) => [number, place, announced] as const);

import { type Fraction, fraction, roundHalfUp } from '../numbers/fraction';
import { type AudienceRule, combine } from './audience';
import { type Decided, goesThrough, rank, type Standing, type TieRule } from './rank';
import { hundredthsOf } from './scores';

/** The vote of the audience as it joins a result: through the rulebook and no other way. */
export interface Audience {
  rule: AudienceRule;
  /** Of a sheet, whole points. */
  maximum: number;
  /** Votes by entry; an entry that is not named has none. */
  votes: Readonly<Record<string, number>>;
}

export interface PlacedRow {
  entry: string;
  /** From 1; tied entries share one. */
  place: number;
  /** What put it behind the one before; null: first, or tied. */
  decided: Decided | null;
  order: number;
  /** The judges' announced score, hundredths. */
  judges: number;
  /** null: the audience does not join here. */
  votes: number | null;
  /** What is announced and ranks, hundredths: on 0–100 where the audience has a weight, else on the judges' scale. */
  total: number;
  /** The third decimal that may have decided: thousandths, half up. */
  thousandths: number;
  through: boolean;
}

const joins = (audience: Audience | null): audience is Audience => audience !== null && audience.rule.kind !== 'none';

const thousandthsOf = ({ n, d }: Fraction) => roundHalfUp(fraction(n, 10n * d));

/** The judges' standing with the audience's part: announced and exact are of both, the rest of the chain stays the judges'. */
function combined(standing: Standing, audience: Audience, all: readonly number[]): Standing {
  const exact = combine(audience.rule, standing.exact, audience.maximum, audience.votes[standing.entry] ?? 0, all);
  return { ...standing, exact, announced: hundredthsOf(exact) };
}

/**
 * The standings of a round: by what is announced, the exact value, the chain of ties; who goes on by the cut, a tie at it goes through.
 * The best candidate's votes are those of an entry that stands here: who did not perform lowers nobody's share.
 * @param standings of those who have a score, in any order; each with a number of its own in the running order
 * @param cut null: the last round
 */
export function standingsOf(standings: readonly Standing[], ties: readonly TieRule[], cut: Api.Contest.RoundRule['cut'], audience: Audience | null): PlacedRow[] {
  const all = joins(audience) ? standings.map(({ entry }) => audience.votes[entry] ?? 0) : [];
  const given = new Map(standings.map((one) => [one.entry, { judges: one.announced, whole: joins(audience) ? combined(one, audience, all) : one }]));
  const whole = [...given.values()].map((one) => one.whole);
  const ranked = rank(whole, ties).flatMap((one) => {
    const found = given.get(one.entry);
    return found ? [{ ...one, announced: found.whole.announced, judges: found.judges, order: found.whole.order, exact: found.whole.exact }] : [];
  });
  const through = new Set(cut === null ? [] : goesThrough(ranked, cut));
  const decided = new Map(ranked.flatMap((one) => (one.decided === null ? [] : [[one.place, one.decided] as const])));
  // Those who share a place stand in the order in which they performed.
  const rows = [...ranked].sort((a, b) => a.place - b.place || a.order - b.order);
  return rows.map(({ entry, place, order, judges, announced, exact }, index) => ({
    ...{ entry, place, decided: rows[index - 1]?.place === place ? null : (decided.get(place) ?? null), order, judges },
    ...{ votes: joins(audience) ? (audience.votes[entry] ?? 0) : null, total: announced, thousandths: thousandthsOf(exact), through: through.has(entry) },
  }));
}

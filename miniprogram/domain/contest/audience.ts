import { type Fraction, fraction, plus, times, zero } from '../numbers/fraction';

/** How votes of the audience 观众投票 join the judges' result. Votes buy nothing else. */
export type AudienceRule =
  /** Shares of the two parts, whole per cents that sum to 100; both parts on 0–100. */
  | { kind: 'weight'; judges: number; audience: number }
  /** Points of the judges' scale by the rank of the votes, such as 1–5 +1.50, 6–10 +1.00; hundredths. */
  | { kind: 'bonus'; bands: { from: number; to: number; hundredths: number }[] }
  | { kind: 'none' };

/**
 * The two parts as one value, in ten-thousandths of a point: on 0–100 for `weight`, on the judges' own scale else.
 * @param judges the judges' exact result, ten-thousandths
 * @param maximum of a sheet, whole points
 * @param votes of this entry; `all`: of every candidate
 */
export function combine(rule: AudienceRule, judges: Fraction, maximum: number, votes: number, all: readonly number[]): Fraction {
  switch (rule.kind) {
    case 'none':
      return judges;
    case 'bonus': {
      const place = 1 + all.filter((others) => others > votes).length;
      const band = votes > 0 ? rule.bands.find(({ from, to }) => place >= from && place <= to) : undefined;
      return band ? plus(judges, fraction(band.hundredths * 100)) : judges;
    }
    case 'weight': {
      const best = Math.max(0, ...all);
      const hundred = times(judges, fraction(100, maximum));
      const share = best > 0 ? fraction(votes * 1_000_000, best) : zero;
      return plus(times(hundred, fraction(rule.judges, 100)), times(share, fraction(rule.audience, 100)));
    }
  }
}

import { type Fraction, fraction, plus, roundHalfUp } from '../numbers/fraction';

/** A criterion 评分项 of a score sheet; the weights of a sheet sum to 100. */
export interface Criterion {
  id: string;
  name: string;
  /** Per cent, whole. */
  weight: number;
}

/** One judge's marks for one entry: hundredths of a point by criterion, each from 0 to the sheet's maximum. */
export type Marks = Readonly<Record<string, number>>;

/** How many sheets are left out at each end; 0: none. */
export type Trim = 0 | 1 | 2;

/** Trimming one and one needs this many valid sheets, two and two this many; with fewer it is the plain mean. Data of the rulebook. */
export const trimNeeds: Readonly<Record<Trim, number>> = { 0: 1, 1: 5, 2: 7 };

/** An addition or deduction 加减分 after the mean, in hundredths; negative: a deduction. Two people answer for it. */
export interface Adjustment {
  hundredths: number;
  reason: string;
  by: readonly [string, string];
}

/** Value of a sheet in ten-thousandths of a point: the marks by their weights, nothing rounded. @throws RangeError: a mark is missing */
export function sheetValue(criteria: readonly Criterion[], marks: Marks): number {
  return criteria.reduce((sum, { id, weight }) => {
    const mark = marks[id];
    if (mark === undefined) throw new RangeError(`no mark for ${id}`);
    return sum + mark * weight;
  }, 0);
}

export interface Score {
  /** What is announced and ranks: hundredths, rounded half up. */
  announced: number;
  /** The same before rounding, in ten-thousandths. */
  exact: Fraction;
  /** Mean of all valid sheets, in ten-thousandths. */
  untrimmed: Fraction;
  /** Sheets left out, in ten-thousandths: what 主持人 says (去掉一个最高分 …). Empty: plain mean. */
  highest: number[];
  lowest: number[];
}

/**
 * The score of an entry (去掉最高分和最低分): the trimmed mean of its sheets, then additions and deductions.
 * @param values sheets in ten-thousandths, in any order
 * @returns null: no valid sheet
 */
export function scoreOf(values: readonly number[], trim: Trim, adjustments: readonly Adjustment[] = [], needs = trimNeeds): Score | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const cut = sorted.length >= needs[trim] ? trim : 0;
  const kept = sorted.slice(cut, sorted.length - cut);
  const mean = (of: readonly number[]) => fraction(of.reduce((sum, value) => sum + value, 0), of.length);
  const added = fraction(adjustments.reduce((sum, { hundredths }) => sum + hundredths, 0) * 100);
  const exact = plus(mean(kept), added);
  return {
    announced: hundredthsOf(exact),
    exact,
    untrimmed: plus(mean(sorted), added),
    highest: sorted.slice(sorted.length - cut).reverse(),
    lowest: sorted.slice(0, cut),
  };
}

/** Ten-thousandths to hundredths, half up. */
export const hundredthsOf = ({ n, d }: Fraction): number => roundHalfUp(fraction(n, 100n * d));

/** 946 → 9.46 */
export function pointsText(hundredths: number): string {
  const size = Math.abs(hundredths);
  return `${hundredths < 0 ? '-' : ''}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`;
}

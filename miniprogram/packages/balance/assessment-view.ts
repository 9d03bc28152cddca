import { assessmentTexts as t } from './assessment-texts';

/** Shares are kept in hundredths of a per cent and read as per cent. */
export const readable = (measure: Api.Assessment.Measure, value: number): string => (measure === 'share' ? String(Math.floor(value / 10) / 10) : String(value));

/** A number that somebody typed, as it is kept; null: none that can be. */
export function typed(measure: Api.Assessment.Measure, text: string): number | null {
  if (!/^\d{1,8}$/.test(text.trim())) return null;
  const value = Number(text.trim());
  if (measure !== 'share') return value;
  return value <= 100 ? value * 100 : null;
}

const points = (hundredths: number): string => (hundredths / 100).toFixed(2).replace(/\.?0+$/, '');

export interface UnitRow {
  unionId: string;
  name: string;
  place: number;
  total: string;
  /** The place in words; on the caller's own row alone. */
  placeWords: string;
  own: boolean;
  /** The assessment further down; empty: there is none. */
  below: string;
  /** May hand the targets down. */
  handDown: boolean;
  marks: { key: string; indicator: number; name: string; figures: string; score: string; width: number; corrected: boolean }[];
}

export function unitRows({ rows, indicators, units, concludedAt }: Api.Assessment.View): UnitRow[] {
  return rows.map(({ unionId, name, place, total, own, below, marks }) => ({
    ...{ unionId, name, place, own, below: below ?? '', handDown: own && below === null && concludedAt === 0, total: t.score(points(total)), placeWords: own ? t.place(place, units) : '' },
    marks: indicators.flatMap(({ name: called, measure, points: full }, indicator) => {
      const mark = marks[indicator];
      if (!mark) return [];
      const figures = t.mark(readable(measure, mark.value), readable(measure, mark.target), t.units[measure]);
      return [{ key: `${unionId}:${indicator}`, indicator, name: called, figures, score: t.score(points(mark.score)), width: mark.score / full, corrected: mark.corrected }];
    }),
  }));
}

export interface AppealRow {
  appealId: string;
  title: string;
  reason: string;
  /** Empty: it waits. */
  answer: string;
  measure: Api.Assessment.Measure;
}

export function appealRows({ appeals, indicators }: Api.Assessment.View): AppealRow[] {
  return appeals.map(({ appealId, unitName, indicator, reason, answer }) => {
    const { name = '', measure = 'times' } = indicators[indicator] ?? {};
    const said = answer === null ? '' : answer.value === null ? t.upheld(answer.reason) : t.changed(`${readable(measure, answer.value)} ${t.units[measure]}`, answer.reason);
    return { appealId, title: t.appealOf(unitName, name), reason, answer: said, measure };
  });
}

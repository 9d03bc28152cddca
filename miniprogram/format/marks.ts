import { pointsText, sheetValue } from '../domain/contest/scores';
import { marksTexts as t } from '../texts/marks';

/** Marks of a score sheet 评分表 as a judge gives them with a thumb. */

type Marks = Api.Contest.SheetMarks;

/** A criterion as it is marked; marks are hundredths. */
export interface MarkRow {
  id: string;
  name: string;
  weight: string;
  /** null: not marked. */
  mark: number | null;
  text: string;
  /** What the slider spans, and where its knob is. */
  least: number;
  most: number;
  knob: number;
  step: number;
  less: string;
  more: string;
}

/** One step of a tap: 0.05 of 10 points, 0.5 of 100. */
export const stepOf = (maximum: number) => maximum / 2;

/** Where marking begins: most marks lie above it. */
const usual = (maximum: number) => maximum * 80;
/** From here up the slider spans; a mark below widens it to the whole. */
const lower = (maximum: number) => maximum * 60;

export function rowsOf(criteria: readonly Api.Contest.Criterion[], maximum: number, marks: Marks): MarkRow[] {
  const step = stepOf(maximum);
  return criteria.map(({ id, name, weight }) => {
    const mark = marks[id] ?? null;
    return {
      ...{ id, name, weight: t.weight(weight), mark, step },
      text: mark === null ? t.none : pointsText(mark),
      least: mark !== null && mark < lower(maximum) ? 0 : lower(maximum),
      most: maximum * 100,
      knob: mark ?? usual(maximum),
      less: t.less(name, pointsText(step)),
      more: t.more(name, pointsText(step)),
    };
  });
}

/** A tap on − or +. What was not marked begins where most marks lie. */
export function stepped(mark: number | undefined, by: -1 | 1, maximum: number): number {
  if (mark === undefined) return usual(maximum);
  return Math.min(maximum * 100, Math.max(0, mark + by * stepOf(maximum)));
}

/** The sheet's value as it is said, such as 9.46; null: a criterion is not marked. */
export function totalOf(criteria: readonly Api.Contest.Criterion[], marks: Marks): string | null {
  if (criteria.some(({ id }) => marks[id] === undefined)) return null;
  return pointsText(Math.round(sheetValue(criteria, marks) / 100));
}

/** 音准 9.05，台风 9.00 */
export const marksText = (criteria: readonly Api.Contest.Criterion[], marks: Marks): string =>
  criteria.flatMap(({ id, name }) => (marks[id] === undefined ? [] : [`${name} ${pointsText(marks[id])}`])).join('，');

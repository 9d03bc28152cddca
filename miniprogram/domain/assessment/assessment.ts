import { quotasOf } from '../awards/quotas';

/** 考核: targets of a year broken down over units, scored from what really happened. Names and indicators are data. */

/** What an indicator is measured by: 活动场次 · 参加过的人数 · 人次 · 参与率 in hundredths of a per cent */
export type Measure = 'activities' | 'joined' | 'times' | 'share';

export interface Indicator {
  name: string;
  measure: Measure;
  /** Of the whole; a share is each unit's own. */
  target: number;
  /** Full marks. */
  points: number;
}

/** 四个一批: a plan to begin with. */
export const fourBatches: readonly Indicator[] = [
  { name: '组织一批活动', measure: 'activities', target: 40, points: 25 },
  { name: '发动一批职工', measure: 'joined', target: 300, points: 25 },
  { name: '活跃一批阵地', measure: 'times', target: 1000, points: 25 },
  { name: '带动一批单位', measure: 'share', target: 6000, points: 25 },
];

export interface Unit {
  id: string;
  members: number;
}

/** Targets by unit, one an indicator: counts are shared out by members, largest remainder; a share is the same for all. */
export function breakDown(indicators: readonly Indicator[], units: readonly Unit[]): Map<string, number[]> {
  const columns = indicators.map(({ measure, target }) => {
    if (measure === 'share') return new Map(units.map(({ id }) => [id, target]));
    return new Map(quotasOf(units.map(({ id, members }) => ({ id, weight: members })), target).map(({ id, places }) => [id, places]));
  });
  return new Map(units.map(({ id }) => [id, columns.map((column) => column.get(id) ?? 0)]));
}

/** Hundredths of a point: in proportion to the target, rounded down, never above full marks; a target of nothing is met. */
export function scoreOf({ points }: Pick<Indicator, 'points'>, target: number, value: number): number {
  if (target <= 0) return points * 100;
  return Math.min(points * 100, Math.floor((Math.max(0, value) * points * 100) / target));
}

/** Places by total, equal ones share a place: 1, 2, 2, 4. */
export function placesOf(totals: readonly number[]): number[] {
  return totals.map((total) => 1 + totals.filter((other) => other > total).length);
}

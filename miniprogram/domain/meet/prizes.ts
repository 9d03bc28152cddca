import { scoringPlaces } from './points';

/** Prizes of a meet 奖项: who gets one follows from the places, as the points do. */

/** So many places of 团体总分 in each class have a prize, unless the organiser says otherwise. */
export const usualTeams = 3;

/**
 * Who gets a prize in an event: every place that scores (录取名次, with 减一录取). Who shares the last of them gets one, too.
 * @returns in the order of the places
 */
export function prizedRows<R extends { place: number | null; outcome: Api.Meet.Outcome }>(rows: readonly R[], rule: Pick<Api.Meet.PointsRule, 'table' | 'few'>): (R & { place: number })[] {
  const places = scoringPlaces(rule, rows.filter(({ outcome }) => outcome !== 'DNS').length);
  return rows.flatMap((row) => (row.place !== null && row.place <= places ? [{ ...row, place: row.place }] : [])).sort((a, b) => a.place - b.place);
}

/** Units of a class whose place has a prize; without points there is none. @param most how many places */
export const prizedUnits = <U extends Pick<Api.Meet.UnitLine, 'place' | 'points'>>(units: readonly U[], most: number): U[] => units.filter(({ place, points }) => place <= most && !/^(0$|-)/.test(points));

const digits = '零一二三四五六七八九';

/** 第一名 … 第十二名 … 第二十名 */
export function placeWords(place: number): string {
  const [tens, ones] = [Math.floor(place / 10), place % 10];
  if (tens === 0) return `第${digits.charAt(ones)}名`;
  return `第${tens === 1 ? '' : digits.charAt(tens)}十${ones === 0 ? '' : digits.charAt(ones)}名`;
}

/** Whether the prizes of an event can be given. @param confirmedFrom null: something waits for an answer */
export function prizeState(announced: boolean, confirmedFrom: number | null, now: number): Api.Meet.PrizeEvent['state'] {
  if (!announced) return 'open';
  return confirmedFrom !== null && confirmedFrom <= now ? 'due' : 'waits';
}

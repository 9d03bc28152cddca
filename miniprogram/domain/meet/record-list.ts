import { isDay } from '../time/days';
import { officialLength, officialTime } from './marks';
import { markUnit } from './seed-marks';

/** The list of records in force 纪录 as a cadre keeps it: one for each discipline, group, implement and way of timing. */

type Row = Api.Meet.RecordRow;
type Kept = Pick<Api.Meet.Event, 'discipline' | 'group' | 'implement'>;

/** Are they of one list? */
export const sameEvent = (a: Kept, b: Kept): boolean => a.discipline === b.discipline && a.group === b.group && a.implement === b.implement;

export type RecordFault =
  /** No event of the rulebook, or one that is played in matches. */
  | 'event'
  /** A race without a way of timing, or another event with one. */
  | 'timing'
  /** No mark, or not as it is rounded officially. */
  | 'mark'
  /** No day, or one to come. */
  | 'day'
  /** 无风速 where wind does not count. */
  | 'wind'
  /** There is one already. */
  | 'twice';

/** What is wrong with a record; null: nothing. @param others all others of the list @param today YYYY-MM-DD */
export function recordFault(row: Row, events: readonly Api.Meet.Event[], others: readonly Row[], today: string): RecordFault | null {
  const event = events.find((one) => sameEvent(one, row));
  const unit = event && markUnit(event);
  if (!event || unit === null) return 'event';
  if ((unit === 'time') !== (row.timing !== null)) return 'timing';
  const official = row.timing !== null ? officialTime(row.mark, row.timing) : unit === 'length' ? officialLength(row.mark) : row.mark;
  if (row.mark <= 0 || official !== row.mark) return 'mark';
  if (!isDay(row.on) || row.on > today) return 'day';
  if (row.noGauge && !event.wind) return 'wind';
  return others.some((one) => sameEvent(one, row) && one.timing === row.timing) ? 'twice' : null;
}

/** The list with a record added (`at` null), corrected, or withdrawn (`row` null). */
export function changedList(rows: readonly Row[], at: number | null, row: Row | null): Row[] {
  if (at === null) return row ? [...rows, row] : [...rows];
  return rows.flatMap((one, index) => (index !== at ? [one] : row ? [row] : []));
}

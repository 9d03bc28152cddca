import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { toUtf8 } from '../text/utf8';
import { type HolidayYear, holidayYears } from '../time/holidays';
import { workingDaysAfter } from '../time/working-days';

/** What a list under public notice 公示 says of somebody, and no more. */
export interface Named {
  name: string;
  unit: string;
  post: string;
}

/** Who takes objections 受理部门. */
export interface Desk {
  name: string;
  telephone: string;
}

/** An objection 异议. Who raised it is kept elsewhere, sealed, and shown to nobody. */
export interface Objection {
  id: string;
  at: number;
  /** null: it is being looked into. changed: the list was changed for it, which restarts the notice. */
  finding: null | { at: number; words: string; changed: boolean };
}

/** One notice, of a unit or of the city. */
export interface Notice {
  level: 'unit' | 'city';
  list: readonly Named[];
  /** Digest of the list, frozen at publication. */
  digest: string;
  /** The Shanghai day of its publication; the first day that counts is the one after. */
  published: string;
  workingDays: number;
  desk: Desk;
  objections: readonly Objection[];
}

/** Fewer working days are no 公示. */
export const leastWorkingDays = 5;

/** Digest of a list: name, unit and post in their order. */
export const listDigest = (list: readonly Named[]): string => bytesToHex(sha256(toUtf8(JSON.stringify(['notice', list.map(({ name, unit, post }) => [name, unit, post])]))));

/** The last day of the notice; it is over when that day is. `sure`: see workingDaysAfter. */
export const lastDayOf = ({ published, workingDays }: Pick<Notice, 'published' | 'workingDays'>, years: readonly HolidayYear[] = holidayYears): { day: string; sure: boolean } => workingDaysAfter(published, workingDays, years);

/** @throws RangeError: nobody on the list, too few days, no desk to object to */
export function publish(level: Notice['level'], list: readonly Named[], desk: Desk, published: string, workingDays = leastWorkingDays): Notice {
  if (list.length === 0) throw new RangeError('an empty list');
  if (!Number.isInteger(workingDays) || workingDays < leastWorkingDays) throw new RangeError(`${workingDays} working days`);
  if (desk.name === '' || desk.telephone === '') throw new RangeError('nobody takes objections');
  return { level, list: list.map(({ name, unit, post }) => ({ name, unit, post })), digest: listDigest(list), published, workingDays, desk, objections: [] };
}

/** Takes an objection while the notice runs; a repeat changes nothing. @returns null: the notice is over */
export function object(notice: Notice, id: string, at: number, today: string, years: readonly HolidayYear[] = holidayYears): Notice | null {
  if (notice.objections.some((one) => one.id === id)) return notice;
  if (today > lastDayOf(notice, years).day) return null;
  return { ...notice, objections: [...notice.objections, { id, at, finding: null }] };
}

/**
 * Writes the finding down. With a changed list the notice begins again on the day of the finding, whole, with the objections so far.
 * @param list the list from now on; null: it stands
 * @returns null: no such objection, or it has its finding
 */
export function find(notice: Notice, id: string, finding: { at: number; words: string; today: string }, list: readonly Named[] | null): Notice | null {
  const open = notice.objections.find((one) => one.id === id);
  if (!open || open.finding !== null) return null;
  const { at, words, today } = finding;
  const objections = notice.objections.map((one) => (one === open ? { ...one, finding: { at, words, changed: list !== null } } : one));
  if (list === null) return { ...notice, objections };
  return { ...publish(notice.level, list, notice.desk, today, notice.workingDays), objections };
}

/** running: the days are not over · open: an objection has no finding yet · clear: the decision may be taken */
export function standingOfNotice(notice: Notice, today: string, years: readonly HolidayYear[] = holidayYears): 'running' | 'open' | 'clear' {
  if (today <= lastDayOf(notice, years).day) return 'running';
  return notice.objections.some(({ finding }) => finding === null) ? 'open' : 'clear';
}

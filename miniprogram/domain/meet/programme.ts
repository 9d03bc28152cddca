import { dayOf, minute } from '../time/shanghai';
import type { Item, Plan, Programme, Window } from './timetable';

/** Between the clock of a meet's days and the minutes in which a timetable is worked out. */

/** The instant that is minute 0. */
const originOf = (hours: readonly Api.Meet.Hours[]): number => hours[0]?.from ?? 0;

export const minutesAt = (hours: readonly Api.Meet.Hours[], at: Api.Millis): number => Math.round((at - originOf(hours)) / minute);

export const instantAt = (hours: readonly Api.Meet.Hours[], minutes: number): Api.Millis => originOf(hours) + minutes * minute;

export function windowsOf(hours: readonly Api.Meet.Hours[]): Window[] {
  const days = [...new Set(hours.map(({ from }) => dayOf(from)))];
  return hours.map(({ from, to }) => ({ day: days.indexOf(dayOf(from)), from: minutesAt(hours, from), to: minutesAt(hours, to) }));
}

/** The half day that an item belongs to: the last one begun by then, however far it has been put off; the first for what was brought forward. @returns its index */
export const halfOf = (hours: readonly Api.Meet.Hours[], start: Api.Millis): number => Math.max(0, hours.filter(({ from }) => from <= start).length - 1);

/** From when to when a half day is drawn: its hours, and as far beyond them as its items go. */
export function spanOf(rows: readonly Pick<Api.Meet.TimetableItem, 'start' | 'minutes'>[], hours: readonly Api.Meet.Hours[], half: number): Api.Meet.Hours {
  const { from, to } = hours[half] ?? { from: 0, to: 1 };
  const own = rows.flatMap(({ start, minutes }) => (start !== null && halfOf(hours, start) === half ? [{ start, end: start + minutes * minute }] : []));
  return { from: Math.min(from, ...own.map(({ start }) => start)), to: Math.max(to, ...own.map(({ end }) => end)) };
}

/** A timetable as the rules see it. `fixed`: items that stay where they are. */
export function programmeOf({ rows, hours, rests, unsafe }: Pick<Api.Meet.Programme, 'rows' | 'hours' | 'rests' | 'unsafe'>): Programme {
  const items = rows.map(({ id, event, round, zone, minutes, metres, people }): Item => ({ id, event, round, zone, minutes, metres, people: people.map(String), fixed: null }));
  return { items, windows: windowsOf(hours), unsafe, rests };
}

/** What is planned of it. */
export function planOf(rows: readonly Pick<Api.Meet.TimetableItem, 'id' | 'start'>[], hours: readonly Api.Meet.Hours[]): Plan {
  return new Map(rows.flatMap(({ id, start }): [string, number][] => (start === null ? [] : [[id, minutesAt(hours, start)]])));
}

/** 顺延: what starts at `from` or later moves, in one 场区 or in all. */
export function shifted<T extends Pick<Api.Meet.TimetableItem, 'start' | 'zone'>>(items: readonly T[], from: Api.Millis, minutes: number, zone: string | null): T[] {
  return items.map((item) => (item.start !== null && item.start >= from && (zone === null || item.zone === zone) ? { ...item, start: item.start + minutes * minute } : item));
}

/** When athletes are to be at 检录 for what starts at `start`. */
export const callTime = (start: Api.Millis, { call }: Pick<Api.Meet.Rests, 'call'>): Api.Millis => start - call * minute;

/** So long before the 检录 athletes are told of it, ms. */
const callNotice = 30 * minute;

/** When athletes are to be told of the 检录 for what starts at `start`. */
export const noticeTime = (start: Api.Millis, rests: Pick<Api.Meet.Rests, 'call'>): Api.Millis => callTime(start, rests) - callNotice;

/** When somebody is to be told of a 检录 next, which may be overdue; null: never. @param told items that were dealt with */
export function nextNotice(items: readonly Pick<Api.Meet.TimetableItem, 'id' | 'start'>[], rests: Pick<Api.Meet.Rests, 'call'>, now: Api.Millis, told: ReadonlySet<string>): Api.Millis | null {
  const ahead = items.flatMap(({ id, start }) => (start === null || start <= now || told.has(id) ? [] : [noticeTime(start, rests)]));
  return ahead.length > 0 ? Math.min(...ahead) : null;
}

/** What a round is called: 决赛, 预赛, 复赛. */
export function roundName(round: number, of: number): string {
  if (round === of) return of === 1 ? '' : '决赛';
  return round === 1 ? '预赛' : '复赛';
}

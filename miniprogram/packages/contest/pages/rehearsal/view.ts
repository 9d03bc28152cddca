import { clockTime, dayWords } from '../../../../format/when';
import { rehearsalTexts as t } from '../../texts-rehearsal';

type View = Api.Contest.RehearsalView;

const minute = 60_000;

export interface SlotView {
  id: string;
  /** When it begins, and from when to when. */
  begins: string;
  time: string;
  entryId: string;
  title: string;
  unit: string;
  mine: boolean;
  free: boolean;
}

export interface DayView {
  day: string;
  slots: SlotView[];
}

/** 9:20–9:35 */
export const rangeOf = (at: Api.Millis, minutes: number) => `${clockTime(at)}–${clockTime(at + minutes * minute)}`;

export function daysOf({ rehearsal, mine, manages }: View, now: Api.Millis): DayView[] {
  const days: DayView[] = [];
  for (const { id, at, entryId, title, unitName } of rehearsal?.slots ?? []) {
    const day = dayWords(at, now);
    if (days[days.length - 1]?.day !== day) days.push({ day, slots: [] });
    const slot = { id, begins: clockTime(at), time: rangeOf(at, rehearsal?.minutes ?? 0), entryId: entryId ?? '', title: entryId === null ? t.free : `《${title}》`, unit: unitName, mine: !manages && entryId !== null && mine.includes(entryId), free: entryId === null };
    days[days.length - 1]?.slots.push(slot);
  }
  return days;
}

/** May units choose now? */
export const choosing = ({ rehearsal }: View, now: Api.Millis) => rehearsal?.how === 'choose' && rehearsal.chooseUntil !== null && now < rehearsal.chooseUntil;

/** An entry that somebody chooses for, with the slot it has. */
export interface Own {
  entryId: string;
  title: string;
  /** Empty: none. */
  time: string;
}

export function ownOf({ rehearsal, waiting, mine }: View, now: Api.Millis): Own[] {
  const minutes = rehearsal?.minutes ?? 0;
  const placed = (rehearsal?.slots ?? []).flatMap(({ entryId, title, at }) => (entryId !== null && mine.includes(entryId) ? [{ entryId, title, time: `${dayWords(at, now)} ${rangeOf(at, minutes)}` }] : []));
  return [...waiting.flatMap(({ entryId, title }) => (mine.includes(entryId) ? [{ entryId, title, time: '' }] : [])), ...placed];
}

/** Who may come into a slot. */
export interface Candidate {
  entryId: string;
  title: string;
  note: string;
}

export function candidatesFor({ rehearsal, waiting }: View, slotId: string): Candidate[] {
  const minutes = rehearsal?.minutes ?? 0;
  const others = (rehearsal?.slots ?? []).flatMap(({ id, entryId, title, at }) => (entryId === null || id === slotId ? [] : [{ entryId, title: `《${title}》`, note: t.swapWith(rangeOf(at, minutes)) }]));
  return [...waiting.map(({ entryId, title, unitName }) => ({ entryId, title: `《${title}》`, note: `${unitName} · ${t.noSlot}` })), ...others];
}

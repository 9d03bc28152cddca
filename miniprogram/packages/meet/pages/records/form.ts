import { markText } from '../../../../domain/meet/entered';
import { sameEvent } from '../../../../domain/meet/record-list';
import { markUnit, readSeed } from '../../../../domain/meet/seed-marks';
import { recordTexts as t } from '../../record-texts';

/** A record as it is typed. */

type Row = Api.Meet.RecordRow;

export interface RecordForm {
  /** Of the rulebook; empty: not chosen. */
  event: string;
  timing: Api.Meet.Timing;
  mark: string;
  holder: string;
  unit: string;
  on: string;
  noGauge: boolean;
}

export const emptyForm = (timing: Api.Meet.Timing): RecordForm => ({ event: '', timing, mark: '', holder: '', unit: '', on: '', noGauge: false });

export const formOf = (row: Row, events: readonly Api.Meet.Event[]): RecordForm => {
  const event = events.find((one) => sameEvent(one, row));
  return { event: event?.id ?? '', timing: row.timing ?? 'hand', mark: event ? markText(event.measure, row.mark, row.timing) : '', holder: row.holder, unit: row.unit, on: row.on, noGauge: row.noGauge };
};

/** What a form asks for, by its event. */
export interface Asked {
  name: string;
  timed: boolean;
  wind: boolean;
  hint: string;
}

export function askedOf(event: Api.Meet.Event | undefined): Asked {
  const unit = event ? markUnit(event) : null;
  return { name: event?.name ?? t.chooseEvent, timed: unit === 'time', wind: event?.wind ?? false, hint: unit === null ? t.mark : t.markHints[unit] };
}

/** The record, or what is missing in words. */
export function written({ event: eventId, timing, mark, holder, unit, on, noGauge }: RecordForm, events: readonly Api.Meet.Event[]): Row | string {
  const event = events.find(({ id }) => id === eventId);
  if (!event) return t.noEvent;
  const read = readSeed(event, mark);
  if (read === null) return t.badMark;
  if (holder.trim() === '') return t.noHolder;
  if (on === '') return t.noDay;
  const { timed, wind } = askedOf(event);
  return { discipline: event.discipline, group: event.group, implement: event.implement, timing: timed ? timing : null, mark: read, holder: holder.trim(), unit: unit.trim(), on, noGauge: wind && noGauge };
}

export interface RecordView {
  at: number;
  title: string;
  note: string;
  mark: string;
}

/** @param groups for a record whose event the rulebook has no more */
export function recordViews(rows: readonly Row[], events: readonly Api.Meet.Event[], groups: readonly { id: string; name: string }[]): RecordView[] {
  return rows.map((row, at) => {
    const event = events.find((one) => sameEvent(one, row));
    const group = groups.find(({ id }) => id === row.group)?.name ?? '';
    return {
      at,
      title: t.row(event?.name ?? `${group}${row.discipline}`, row.timing === null ? '' : t.timings[row.timing]),
      note: t.line(row.holder, row.unit, row.on, row.noGauge ? t.noGauge : ''),
      mark: event ? markText(event.measure, row.mark, row.timing) : String(row.mark),
    };
  });
}

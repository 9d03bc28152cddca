import { pointsText } from '../../../../domain/contest/scores';
import { moment } from '../../../../format/when';
import type { MarkQueue } from '../../mark-queue';
import { judgeTexts as t } from '../../texts-judge';

type Sheets = Api.Output<'works.sheets'>;

export interface SheetRow {
  number: number;
  title: string;
  tag: string;
  tone: 'neutral' | 'amber' | 'green';
  label: string;
}

export interface SheetsView {
  title: string;
  until: string;
  progress: string;
  /** Per cent, for the bar. */
  share: number;
  kinds: { value: string; label: string }[];
  rows: SheetRow[];
  /** The number to go on with; null: none waits. */
  next: number | null;
  nextLabel: string;
  over: boolean;
}

function rowOf({ number, title, total }: Api.Works.Sheet, queue: Pick<MarkQueue, 'waits' | 'drafted'>): SheetRow {
  const state = total !== null ? 'done' : queue.waits(number) ? 'waits' : queue.drafted(number) ? 'draft' : 'open';
  const tag = total === null ? t.states[state] : pointsText(total);
  return { number, title, tag, tone: state === 'done' ? 'green' : state === 'open' ? 'neutral' : 'amber', label: `${t.number(number)}，${title}，${total === null ? tag : `${t.states.done} ${tag}`}` };
}

/** @param kind to show alone; empty: all */
export function sheetsView({ title, kinds, items, until, phase }: Sheets, kind: string, queue: Pick<MarkQueue, 'waits' | 'drafted'>, now: Api.Millis): SheetsView {
  const done = items.filter(({ number, total }) => total !== null || queue.waits(number)).length;
  const there = kinds.filter(({ id }) => items.some((item) => item.kind === id));
  const over = phase !== 'judging';
  const waiting = items.find(({ number, total }) => total === null && !queue.waits(number));
  return {
    ...{ title, until: over ? t.over : t.until(moment(until, now)), progress: t.progress(done, items.length), share: items.length === 0 ? 0 : Math.round((done * 100) / items.length) },
    kinds: there.length > 1 ? [{ value: '', label: t.all }, ...there.map(({ id, name }) => ({ value: id, label: name }))] : [],
    rows: items.filter((item) => kind === '' || item.kind === kind).map((item) => rowOf(item, queue)),
    ...{ next: over ? null : (waiting?.number ?? null), nextLabel: waiting ? t.next(waiting.number) : '', over },
  };
}

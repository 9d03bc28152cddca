import { daysAhead, moment } from '../../../../format/when';
import { exportsTexts as t } from '../../exports-texts';

/** A file that was asked for. */
export interface JobRow {
  id: string;
  /** Without its ending. */
  name: string;
  /** What it is and how long it stays, or why it failed. */
  note: string;
  state: Api.Export.State;
  progress: number;
  icon: string;
  /** It came to nothing. */
  bad: boolean;
}

export function rowOf({ jobId, name, format, state, progress, expiresAt, lapsesAt, size, fault }: Api.Export.Job, now: Api.Millis): JobRow {
  const notes: Record<Api.Export.State, string> = {
    queued: t.queued,
    running: t.running(progress),
    waits: t.waits(moment(lapsesAt ?? now, now)),
    refused: t.refused(fault),
    lapsed: t.lapsed,
    failed: fault,
    done: `${t.formats[format]} · ${sizeWords(size)} · ${t.daysLeft(daysAhead(expiresAt, now))}`,
  };
  const bad = state === 'failed' || state === 'refused' || state === 'lapsed';
  return { id: jobId, name: name.replace(/\.\w+$/, ''), note: notes[state], state, progress, icon: bad ? 'alert' : state === 'waits' ? 'hourglass' : format === 'xlsx' ? 'list' : 'text', bad };
}

/** 12 KB · 1.4 MB */
export function sizeWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** How long to wait before asking again how far a file is, ms: soon at first. */
export function pauseBefore(asked: number): number {
  return Math.min(4_000, 500 * 1.4 ** asked);
}

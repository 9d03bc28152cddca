import { call } from './client';
import { failureOf } from './errors';
import { makeKey } from './keys';

/** What of 读书打卡 lies on the phone: what is being written, what waits for the network, since when the timer runs. */

type Input = Api.Input<'reading.checkIn'>;

export interface Draft {
  book: Api.Reading.Book | null;
  by: 'minutes' | 'pages';
  minutes: number;
  pages: number;
  note: string;
}

const draftName = (editionId: string) => `v1:reading-draft:${editionId}`;
const waitingName = 'v1:reading-waiting';
const timerName = 'v1:reading-timer';

const plainDraft: Draft = { book: null, by: 'minutes', minutes: 20, pages: 20, note: '' };

export function draftOf(editionId: string): Draft {
  const kept: Draft | '' = wx.getStorageSync(draftName(editionId));
  return kept === '' ? plainDraft : kept;
}

export function keepDraft(editionId: string, draft: Draft): void {
  wx.setStorageSync(draftName(editionId), draft);
}

/** A check-in that was sent and has had no definite answer: it goes again as it is, under its key. */
export interface Waiting {
  key: string;
  input: Input;
}

/** The check-in that waits; null: none. There is one at most: the next is written after it. */
export function waiting(): Waiting | null {
  const kept: Waiting | '' = wx.getStorageSync(waitingName);
  return kept === '' ? null : kept;
}

export function dropWaiting(): void {
  wx.removeStorageSync(waitingName);
}

/** The request on its way: whoever asks meanwhile gets its answer. */
let sending: Promise<Api.Reading.CheckedIn> | null = null;

/** Checks in. It is on the phone before it is sent. @throws ServiceError; with `offline` it waits on the phone */
export function checkIn(input: Input): Promise<Api.Reading.CheckedIn> {
  wx.setStorageSync(waitingName, { key: makeKey(), input } satisfies Waiting);
  return sendWaiting() ?? Promise.reject(new Error('nothing was kept'));
}

/** Sends what waits, under the same key however often; null: nothing waits. */
export function sendWaiting(): Promise<Api.Reading.CheckedIn> | null {
  const kept = waiting();
  if (kept === null) return sending;
  sending ??= send(kept).finally(() => {
    sending = null;
  });
  return sending;
}

async function send({ key, input }: Waiting): Promise<Api.Reading.CheckedIn> {
  try {
    const output = await call('reading.checkIn', input, { key });
    dropWaiting();
    // The next check-in begins with the same book and the usual amount, without the note.
    keepDraft(input.editionId, { ...draftOf(input.editionId), note: '' });
    return output;
  } catch (cause) {
    const failure = failureOf(cause);
    // Without a definite answer it may have arrived: only the same key can tell.
    if (!failure.offline && failure.code !== 'INTERNAL' && failure.code !== 'SLOW_DOWN') dropWaiting();
    throw failure;
  }
}

/** A timer that was forgotten stands for so many minutes at most. */
export const mostTimed = 240;

interface Timer {
  editionId: string;
  /** By the phone's clock. */
  since: number;
}

/** Milliseconds that the timer has run; null: it does not. It runs on while the app is closed. */
export function timed(editionId: string): number | null {
  const kept: Timer | '' = wx.getStorageSync(timerName);
  if (kept === '' || kept.editionId !== editionId) return null;
  return Math.max(0, Math.min(Date.now() - kept.since, mostTimed * 60_000));
}

export function startTimer(editionId: string): void {
  wx.setStorageSync(timerName, { editionId, since: Date.now() } satisfies Timer);
}

/** @returns whole minutes; 0: less than one */
export function stopTimer(editionId: string): number {
  const ms = timed(editionId) ?? 0;
  wx.removeStorageSync(timerName);
  return Math.floor(ms / 60_000);
}

import { call } from './client';
import { failureOf } from './errors';
import { makeKey } from './keys';
import { noteHeld } from './reading-talk';

/** What of 读书打卡 lies on the phone: what is being written, what waits for the network, since when the timer runs. */

type Input = Api.Input<'reading.checkIn'>;

export interface Draft {
  book: Api.Reading.Book | null;
  by: 'minutes' | 'pages';
  minutes: number;
  pages: number;
  note: string;
  /** Ids of kept photos. */
  photos: string[];
}

const draftName = (editionId: string) => `v1:reading-draft:${editionId}`;
const waitingName = 'v1:reading-waiting';
const timerName = 'v1:reading-timer';

const plainDraft: Draft = { book: null, by: 'minutes', minutes: 20, pages: 20, note: '', photos: [] };

export function draftOf(editionId: string): Draft {
  const kept: Draft | '' = wx.getStorageSync(draftName(editionId));
  return kept === '' ? plainDraft : { ...plainDraft, ...kept };
}

export function keepDraft(editionId: string, draft: Draft): void {
  wx.setStorageSync(draftName(editionId), draft);
}

/** A check-in that was sent and has had no definite answer: it goes again as it is, under its key. */
export interface Waiting {
  key: string;
  input: Input;
}

/** By edition: one at most in each, for the next is written after it. */
function shelf(): Record<string, Waiting> {
  const kept: Record<string, Waiting> | '' = wx.getStorageSync(waitingName);
  return kept === '' ? {} : kept;
}

/** The check-in that waits; null: none. */
export const waiting = (editionId: string): Waiting | null => shelf()[editionId] ?? null;

export function dropWaiting(editionId: string): void {
  const others = Object.entries(shelf()).filter(([id]) => id !== editionId);
  wx.setStorageSync(waitingName, Object.fromEntries(others));
}

/** Requests on their way, by edition: whoever asks meanwhile gets the answer. */
const sending = new Map<string, Promise<Api.Reading.CheckedIn>>();

/** Checks in. It is on the phone before it is sent. @throws ServiceError; with `offline` it waits on the phone */
export function checkIn(input: Input): Promise<Api.Reading.CheckedIn> {
  const kept = { key: makeKey(), input };
  wx.setStorageSync(waitingName, { ...shelf(), [input.editionId]: kept });
  return deliver(kept);
}

/** Sends what waits, under the same key however often; null: nothing waits. */
export function sendWaiting(editionId: string): Promise<Api.Reading.CheckedIn> | null {
  const kept = waiting(editionId);
  return kept && deliver(kept);
}

/** The network is back, or the app is: everything that waits goes out. What becomes of it is told by the page of 读书打卡. */
export function sendAllWaiting(): void {
  for (const kept of Object.values(shelf())) deliver(kept).catch((cause: unknown) => console.warn('check-in', cause));
}

function deliver(kept: Waiting): Promise<Api.Reading.CheckedIn> {
  const { editionId } = kept.input;
  const known = sending.get(editionId);
  if (known) return known;
  const sent = send(kept).finally(() => sending.delete(editionId));
  sending.set(editionId, sent);
  return sent;
}

async function send({ key, input }: Waiting): Promise<Api.Reading.CheckedIn> {
  try {
    const output = await call('reading.checkIn', input, { key });
    dropWaiting(input.editionId);
    if (output.note === 'held') noteHeld(input.editionId);
    // The next check-in begins with the same book and the usual amount, without the note and the photos that went.
    const draft = draftOf(input.editionId);
    if (draft.note === input.note) keepDraft(input.editionId, { ...draft, note: '', photos: [] });
    return output;
  } catch (cause) {
    const failure = failureOf(cause);
    // Without a definite answer it may have arrived: only the same key can tell.
    if (!failure.offline && failure.code !== 'INTERNAL' && failure.code !== 'SLOW_DOWN') dropWaiting(input.editionId);
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

import { lastAnswer } from './answers';
import { call } from './client';
import { once } from './once';

/** Notes among readers, and shelves. */

type FeedInput = Api.Input<'reading.feed'>;

/** The first page is kept on the phone. */
export const feed = (input: FeedInput) => call('reading.feed', input, { keep: input.cursor === undefined });

export const lastFeed = (input: FeedInput) => lastAnswer('reading.feed', input);

export const note = (editionId: string, noteId: string) => call('reading.note', { editionId, noteId }, { keep: true });

export const lastNote = (editionId: string, noteId: string) => lastAnswer('reading.note', { editionId, noteId });

export const like = (editionId: string, noteId: string, on: boolean) => call('reading.like', { editionId, noteId, on });

export async function reply(editionId: string, noteId: string, text: string): Promise<Api.Reading.Reply> {
  const given = await once(`reply:${noteId}:${text}`, 'reading.reply', { editionId, noteId, text });
  if (given.state === 'held') noteHeld(editionId);
  return given;
}

/** @param replyId null: the note itself */
export const report = (editionId: string, noteId: string, replyId: string | null, reason: Api.Reading.ReportReason) =>
  once(`report:${noteId}:${replyId ?? ''}`, 'reading.report', { editionId, noteId, replyId, reason });

export const withdraw = (editionId: string, noteId: string, replyId: string | null) => call('reading.withdraw', { editionId, noteId, replyId });

export const shelf = (editionId: string) => call('reading.shelf', { editionId }, { keep: true });

export const lastShelf = (editionId: string) => lastAnswer('reading.shelf', { editionId });

export const shelve = (editionId: string, bookId: string, on: Api.Reading.Shelf | null) => call('reading.shelve', { editionId, bookId, shelf: on });

export const book = (editionId: string, bookId: string) => call('reading.book', { editionId, bookId }, { keep: true });

export const lastBook = (editionId: string, bookId: string) => lastAnswer('reading.book', { editionId, bookId });

const heldName = 'v1:reading-held';

/** Editions in which something of mine had no verdict when I last heard of it. */
function heldIn(): string[] {
  const kept: unknown = wx.getStorageSync(heldName);
  return Array.isArray(kept) ? kept.map(String) : [];
}

export function noteHeld(editionId: string): void {
  wx.setStorageSync(heldName, [...new Set([...heldIn(), editionId])]);
}

/** At each visit: WeChat is asked again about words of mine without a verdict, for it answers only about who was just here. */
export async function recheckNotes(): Promise<void> {
  for (const editionId of heldIn()) {
    try {
      const { held } = await call('reading.recheck', { editionId });
      if (held === 0) wx.setStorageSync(heldName, heldIn().filter((one) => one !== editionId));
    } catch (cause) {
      console.warn('recheck', cause);
    }
  }
}

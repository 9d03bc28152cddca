import { type Database, insertOnce } from '../../platform/database';
import type { NoteDocument } from './documents';

const notes = (db: Database) => db.collection<NoteDocument>('reading_notes');

/** Idempotent. */
export const insertNote = (db: Database, note: NoteDocument): Promise<boolean> => insertOnce(notes(db), note);

/** Notes that were compared with none yet, oldest first. */
export async function unwatchedNotes(db: Database, limit: number): Promise<NoteDocument[]> {
  return (await notes(db).where({ watched: false }).orderBy('at', 'asc').limit(limit).get()).data;
}

export async function hasUnwatched(db: Database, edition: string): Promise<boolean> {
  return (await notes(db).where({ watched: false, edition }).field({ _id: true }).limit(1).get()).data.length > 0;
}

/** Notes of an edition that share a band; at most 100. */
export async function notesInBands(db: Database, edition: string, bands: string[]): Promise<NoteDocument[]> {
  return (await notes(db).where({ edition, bands: db.command.in(bands) }).limit(100).get()).data;
}

/** Names the earlier note that this is nearly the same as, once. */
export async function keepSame(db: Database, id: string, same: NonNullable<NoteDocument['same']>): Promise<void> {
  await notes(db).where({ _id: id, same: null }).update({ data: { same: db.command.set(same) } });
}

/** From now on others find it. */
export async function keepBands(db: Database, id: string, bands: string[]): Promise<void> {
  await notes(db).where({ _id: id }).update({ data: { bands: db.command.set(bands) } });
}

export async function keepWatched(db: Database, id: string): Promise<void> {
  await notes(db).where({ _id: id }).update({ data: { watched: true } });
}

/** A member's notes in an edition, latest first. @param before instant of the last one of the page before */
export async function notesOf(db: Database, edition: string, uid: string, before: number | undefined, limit: number): Promise<NoteDocument[]> {
  const condition = { uid, edition, ...(before === undefined ? {} : { at: db.command.lt(before) }) };
  return (await notes(db).where(condition).orderBy('at', 'desc').limit(limit).get()).data;
}

/** Somebody left: what they wrote goes. What a cadre decided about it and the chain does not have yet stays, without a word of theirs. */
export async function forgetNotes(db: Database, uid: string): Promise<void> {
  const { exists, inc, pull, set } = db.command;
  const nothing = { text: '', name: '', unitName: '', photos: set([]), photosAt: 0, replies: set([]), bands: set([]), watched: true, state: 'withdrawn', desk: 0, helds: set([]), v: inc(1) };
  await notes(db).where({ uid }).update({ data: nothing });
  await notes(db).where({ uid, 'audit.0': exists(false) }).remove();
  await notes(db).where({ 'replies.uid': uid }).update({ data: { replies: pull({ uid }), v: inc(1) } });
}

import { type Database, insertOnce } from '../../platform/database';
import type { BookDocument, NoteDocument } from './documents';

const notes = (db: Database) => db.collection<NoteDocument>('reading_notes');
const books = (db: Database) => db.collection<BookDocument>('reading_books');

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

export async function titlesOf(db: Database, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { data } = await books(db).where({ _id: db.command.in(ids) }).field({ _id: true, title: true }).limit(ids.length).get();
  return new Map(data.map(({ _id, title }) => [_id, title]));
}

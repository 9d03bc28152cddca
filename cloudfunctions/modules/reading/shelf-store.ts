import { type Database, insertOnce } from '../../platform/database';
import type { BookDocument, ShelfDocument } from './documents';

const shelves = (db: Database) => db.collection<ShelfDocument>('reading_shelves');
const names: readonly Api.Reading.Shelf[] = ['want', 'reading', 'done'];
/** Books on one shelf at most. */
export const mostShelved = 500;

const shelfId = (edition: string, uid: string) => `${edition}:${uid}`;

/**
 * Puts a book on a shelf and takes it off the others: one write, and a repeat changes nothing.
 * @param unless shelves that it stays on @returns false: it was there, stays where it is, or the shelf is full
 */
export async function putOn(db: Database, edition: string, uid: string, book: string, shelf: Api.Reading.Shelf, unless: readonly Api.Reading.Shelf[] = []): Promise<boolean> {
  const { exists, neq, pull, push } = db.command;
  const others = names.filter((name) => name !== shelf);
  const not = Object.fromEntries([shelf, ...unless].map((name) => [name, neq(book)]));
  const { stats } = await shelves(db)
    .where({ _id: shelfId(edition, uid), ...not, [`${shelf}.${mostShelved - 1}`]: exists(false) })
    .update({ data: { [shelf]: push([book]), ...Object.fromEntries(others.map((name) => [name, pull(book)])) } });
  if (stats.updated === 1) return true;
  return insertOnce(shelves(db), { _id: shelfId(edition, uid), edition, uid, want: [], reading: [], done: [], [shelf]: [book] });
}

/** Takes a book off all shelves. Idempotent. */
export async function takeOff(db: Database, edition: string, uid: string, book: string): Promise<void> {
  const { pull } = db.command;
  await shelves(db).where({ _id: shelfId(edition, uid) }).update({ data: Object.fromEntries(names.map((name) => [name, pull(book)])) });
}

/** The shelf that a book is on; null: none. */
export const shelfOf = (shelf: ShelfDocument | null, book: string): Api.Reading.Shelf | null => names.find((name) => shelf?.[name].includes(book)) ?? null;

/** How many members have a book on this shelf; served by the index alone. */
export async function countOn(db: Database, edition: string, shelf: 'reading' | 'done', book: string): Promise<number> {
  return (await shelves(db).where({ edition, [shelf]: book }).count()).total;
}

export async function booksById(db: Database, ids: readonly string[]): Promise<BookDocument[]> {
  if (ids.length === 0) return [];
  return (await db.collection<BookDocument>('reading_books').where({ _id: db.command.in([...ids]) }).limit(ids.length).get()).data;
}

/** Somebody left. */
export async function dropShelves(db: Database, uid: string): Promise<void> {
  await shelves(db).where({ uid }).remove();
}

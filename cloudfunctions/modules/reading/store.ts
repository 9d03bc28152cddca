import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { emptyHistogram } from '../../../miniprogram/domain/points/histogram';
import { type Database, insertOnce } from '../../platform/database';
import type { MediaDocument } from '../media/store';
import type { Act, BoardDocument, BookApproval, BookDocument, EditionDocument, ReaderDocument, ScoreDocument, ShelfDocument, StandingDocument } from './documents';
import { forgetNotes } from './note-store';
import { dropShelves } from './shelf-store';

const editions = (db: Database) => db.collection<EditionDocument>('reading_editions');
const books = (db: Database) => db.collection<BookDocument>('reading_books');
const readers = (db: Database) => db.collection<ReaderDocument>('readers');
const standings = (db: Database) => db.collection<StandingDocument>('reading_standings');

export const readerId = (edition: string, uid: string) => `${edition}:${uid}`;

/** @returns false: the activity has an edition */
export const insertEdition = (db: Database, edition: EditionDocument): Promise<boolean> => insertOnce(editions(db), edition);

/** Where the counting of an edition begins. Idempotent. */
export const insertStanding = (db: Database, edition: string): Promise<boolean> =>
  insertOnce(standings(db), { _id: edition, ...emptyHistogram, batch: 0, readers: 0, points: 0, units: '', boards: { batch: 0, at: 0 } });

/** The last edition of this very union whose rankings stand. */
export async function editionBefore(db: Database, scope: string): Promise<EditionDocument | null> {
  return (await editions(db).where({ scope, state: 'frozen' }).orderBy('closesAt', 'desc').limit(1).get()).data[0] ?? null;
}

type Planned = Pick<EditionDocument, 'from' | 'until' | 'opensAt' | 'closesAt' | 'rules'>;

/** Writes a plan over the one that was read, before it begins. @returns whether this act did it */
export async function keepPlan(db: Database, { _id, v }: EditionDocument, plan: Planned, act: Act, record: AuditRecord): Promise<boolean> {
  const { exists, gt, push, set } = db.command;
  const { rules, ...span } = plan;
  const { stats } = await editions(db)
    .where({ _id, v: v ?? exists(false), opensAt: gt(act.t) })
    .update({ data: { ...span, rules: set(rules), v: (v ?? 0) + 1, acts: push([act]), audit: push([record]) } });
  return stats.updated === 1;
}

export async function editionById(db: Database, id: string): Promise<EditionDocument | null> {
  return (await editions(db).doc(id).get()).data;
}

/** Editions that have begun and are not frozen, soonest begun first; at most 20. */
export async function editionsToFold(db: Database, now: number): Promise<EditionDocument[]> {
  return (await editions(db).where({ state: 'open', opensAt: db.command.lte(now) }).orderBy('opensAt', 'asc').limit(20).get()).data;
}

export async function keepFrozen(db: Database, id: string): Promise<void> {
  await editions(db).where({ _id: id, state: 'open' }).update({ data: { state: 'frozen' } });
}

/** @returns false: the list has this book already, or had it */
export const insertBook = (db: Database, book: BookDocument): Promise<boolean> => insertOnce(books(db), book);

export async function bookById(db: Database, id: string): Promise<BookDocument | null> {
  return (await books(db).doc(id).get()).data;
}

/** Takes a book off the list, once. @returns whether this act did it */
export async function removeBook(db: Database, id: string, act: Act, record: AuditRecord): Promise<boolean> {
  const { push } = db.command;
  const { stats } = await books(db).where({ _id: id, removedAt: 0 }).update({ data: { removedAt: act.t, acts: push([act]), audit: push([record]) } });
  return stats.updated === 1;
}

/** Puts a removed one back, with what is said of it now. @returns whether this act did it */
export async function returnBook(db: Database, { _id, title, author, theme, link, terms }: BookDocument, act: Act, record: AuditRecord): Promise<boolean> {
  const { gt, push, set } = db.command;
  // It may say something else now: it is approved anew.
  const { stats } = await books(db)
    .where({ _id, removedAt: gt(0) })
    .update({ data: { title, author, theme, link, terms: set(terms), approved: null, removedAt: 0, acts: push([act]), audit: push([record]) } });
  return stats.updated === 1;
}

/** Approves a book on the list, once. @returns whether this act did it */
export async function approveBook(db: Database, id: string, approved: BookApproval, act: Act, record: AuditRecord): Promise<boolean> {
  const { push, set } = db.command;
  const { stats } = await books(db).where({ _id: id, removedAt: 0, approved: null }).update({ data: { approved: set(approved), acts: push([act]), audit: push([record]) } });
  return stats.updated === 1;
}

/** Books of a list that wait for their approval, at most `limit`. */
export async function waitingBooks(db: Database, edition: string, limit: number): Promise<BookDocument[]> {
  return (await books(db).where({ edition, removedAt: 0, approved: null }).orderBy('_id', 'asc').limit(limit).get()).data;
}

export async function countBooks(db: Database, edition: string): Promise<number> {
  return (await books(db).where({ edition, removedAt: 0 }).count()).total;
}

export interface WantedBooks {
  /** Approved ones alone, or those that wait. */
  approved?: boolean;
  theme?: string;
  terms?: string[];
  after?: string;
}

/** Books on the list in the order of their ids. */
export async function booksOf(db: Database, edition: string, { theme, terms, after, approved }: WantedBooks, limit: number): Promise<BookDocument[]> {
  const { all, gt } = db.command;
  const condition = { edition, removedAt: 0, ...(approved === undefined ? {} : approved ? { 'approved.at': gt(0) } : { approved: null }), ...(theme === undefined ? {} : { theme }), ...(terms ? { terms: all(terms) } : {}), ...(after === undefined ? {} : { _id: gt(after) }) };
  return (await books(db).where(condition).orderBy('_id', 'asc').limit(limit).get()).data;
}

export type EditionForReader = EditionDocument & { mine: ReaderDocument | null; book: BookDocument | null; board: BoardDocument | null; photos: MediaDocument[]; shelf: ShelfDocument | null };

interface Beside {
  book?: string;
  board?: string;
  photos?: readonly string[];
  /** The member's shelves too. */
  shelf?: boolean;
}

/** An edition with one member's document, in one request; and by their ids, where given, a book, a board and kept photos. */
export async function editionWithReader(db: Database, edition: string, uid: string, { book = '', board = '', photos = [], shelf = false }: Beside = {}): Promise<EditionForReader | null> {
  let found = editions(db)
    .aggregate()
    .match({ _id: edition })
    .limit(1)
    .addFields({ me: readerId(edition, uid), bookId: book, boardId: board, photoIds: photos })
    .lookup({ from: 'readers', localField: 'me', foreignField: '_id', as: 'mine' });
  if (book !== '') found = found.lookup({ from: 'reading_books', localField: 'bookId', foreignField: '_id', as: 'book' });
  if (board !== '') found = found.lookup({ from: 'reading_boards', localField: 'boardId', foreignField: '_id', as: 'board' });
  if (photos.length > 0) found = found.lookup({ from: 'media', localField: 'photoIds', foreignField: '_id', as: 'photos' });
  if (shelf) found = found.lookup({ from: 'reading_shelves', localField: 'me', foreignField: '_id', as: 'shelf' });
  const { list } = await found.end();
  // The pipeline above gives the document with what it looked up.
  const one = list[0] as (EditionDocument & { mine: ReaderDocument[]; book?: BookDocument[]; board?: BoardDocument[]; photos?: MediaDocument[]; shelf?: ShelfDocument[] }) | undefined;
  return one ? { ...one, mine: one.mine[0] ?? null, book: one.book?.[0] ?? null, board: one.board?.[0] ?? null, photos: one.photos ?? [], shelf: one.shelf?.[0] ?? null } : null;
}

export async function readerOf(db: Database, id: string): Promise<ReaderDocument | null> {
  return (await readers(db).doc(id).get()).data;
}

/** Those of these members who have checked in; at most 1,000. */
export async function haveRead(db: Database, edition: string, uids: readonly string[]): Promise<Set<string>> {
  if (uids.length === 0) return new Set();
  const { data } = await readers(db).where({ _id: db.command.in(uids.map((uid) => readerId(edition, uid))) }).field({ uid: true }).limit(uids.length).get();
  return new Set(data.map(({ uid }) => uid));
}

/** How many of a union and below it have checked in; served by the index alone. */
export async function countReaders(db: Database, edition: string, unionId: string): Promise<number> {
  return (await readers(db).where({ edition, unitIds: unionId }).count()).total;
}

/** The first check-in of a member. @returns false: there is one already */
export const insertReader = (db: Database, reader: ReaderDocument): Promise<boolean> => insertOnce(readers(db), reader);

/** Writes what an act added, if nobody changed the document since `before`. @returns whether it did */
export async function keepReader(db: Database, before: ReaderDocument, next: ReaderDocument): Promise<boolean> {
  const { push } = db.command;
  const added = <T>(name: string, from: readonly T[], to: readonly T[]) => (to.length > from.length ? { [name]: push(to.slice(from.length)) } : {});
  const { stats } = await readers(db)
    .where({ _id: before._id, v: before.v })
    .update({
      data: {
        ...{ v: next.v, balance: next.balance, lastAt: next.lastAt, dirty: true },
        ...added('entries', before.entries, next.entries),
        ...added('checkIns', before.checkIns, next.checkIns),
        ...added('out', before.out, next.out),
        ...added('audit', before.audit ?? [], next.audit ?? []),
      },
    });
  return stats.updated === 1;
}

/** Somebody left: their notes and replies go, and their name. The points stay counted, without a person. */
export async function forgetReader(db: Database, uid: string): Promise<void> {
  await Promise.all([forgetNotes(db, uid), dropShelves(db, uid)]);
  await db.collection<ScoreDocument>('reading_scores').where({ uid }).update({ data: { name: '' } });
  await readers(db).where({ uid }).update({ data: { name: '', out: db.command.set([]) } });
}

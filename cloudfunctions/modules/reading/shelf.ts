import * as v from 'valibot';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import type { ReaderDocument } from './documents';
import { sees } from './feed';
import { notThere } from './setup';
import { booksById, countOn, mostShelved, putOn, shelfOf, takeOff } from './shelf-store';
import { editionWithReader } from './store';
import { bookView } from './views';

/** 书架: what one wants to read, is reading and has read. A book that one checks in with comes onto it by the count. */

const noBook = () => new Refusal('NOT_FOUND', '书单里没有这本书');

/** What a reader's check-ins say of a book. */
function readOf(reader: Pick<ReaderDocument, 'checkIns'> | null, book: string): { days: number; minutes: number; pages: number } {
  const own = (reader?.checkIns ?? []).filter((one) => one.book === book);
  return { days: new Set(own.map(({ day }) => day)).size, minutes: own.reduce((sum, one) => sum + one.minutes, 0), pages: own.reduce((sum, one) => sum + one.pages, 0) };
}

/** So many of each are listed. */
const listed = 100;
const order = ['reading', 'want', 'done'] as const;

const shelf = defineAction('reading.shelf', 'member', v.strictObject({ editionId: id }), async ({ db, input, member, now }) => {
  const found = await editionWithReader(db, input.editionId, member.uid, { shelf: true });
  if (!found || !sees(found, member, now)) throw notThere();
  const on = order.map((name) => ({ name, ids: [...(found.shelf?.[name] ?? [])].reverse().slice(0, listed) }));
  const books = new Map((await booksById(db, on.flatMap(({ ids }) => ids))).map((book) => [book._id, book]));
  const items = on.flatMap(({ name, ids }) =>
    ids.flatMap((one) => {
      const book = books.get(one);
      return book ? [{ ...bookView(book), shelf: name, ...readOf(found.mine, one) }] : [];
    }),
  );
  return { items, counts: { want: found.shelf?.want.length ?? 0, reading: found.shelf?.reading.length ?? 0, done: found.shelf?.done.length ?? 0 } };
});

const shelveSchema = v.strictObject({ editionId: id, bookId: id, shelf: v.nullable(v.picklist(['want', 'reading', 'done'])) });

const shelve = defineAction('reading.shelve', 'member', shelveSchema, async ({ db, input, member, now }) => {
  const { editionId, bookId } = input;
  const found = await editionWithReader(db, editionId, member.uid, { book: bookId, shelf: true });
  if (!found || !sees(found, member, now)) throw notThere();
  if (found.book?.edition !== editionId) throw noBook();
  if (input.shelf === null) {
    if (shelfOf(found.shelf, bookId) !== null) await takeOff(db, editionId, member.uid, bookId);
    return { shelf: null };
  }
  if (shelfOf(found.shelf, bookId) === input.shelf) return { shelf: input.shelf };
  if ((found.shelf?.[input.shelf].length ?? 0) >= mostShelved) throw new Refusal('FULL', `这一格最多放 ${mostShelved} 本`);
  await putOn(db, editionId, member.uid, bookId, input.shelf);
  return { shelf: input.shelf };
});

const book = defineAction('reading.book', 'member', v.strictObject({ editionId: id, bookId: id }), async ({ db, input, member, now }) => {
  const { editionId, bookId } = input;
  const found = await editionWithReader(db, editionId, member.uid, { book: bookId, shelf: true });
  if (!found || !sees(found, member, now)) throw notThere();
  if (found.book?.edition !== editionId) throw noBook();
  const [readers, done] = await Promise.all([countOn(db, editionId, 'reading', bookId), countOn(db, editionId, 'done', bookId)]);
  return { ...bookView(found.book), shelf: shelfOf(found.shelf, bookId), ...readOf(found.mine, bookId), onList: found.book.removedAt === 0, readers, done };
});

export const shelfActions: readonly Action[] = [shelf, shelve, book];

import * as v from 'valibot';
import { covers, holds } from '../../../miniprogram/domain/people/scope';
import { readIsbn } from '../../../miniprogram/domain/reading/isbn';
import { checkRules, longestEdition } from '../../../miniprogram/domain/reading/rules';
import { tidy } from '../../../miniprogram/domain/text/clean';
import { termsOf, termsSought } from '../../../miniprogram/domain/text/search';
import { daysFrom, isDay } from '../../../miniprogram/domain/time/days';
import { day, hour } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { idOf, inputHash } from '../../platform/secrets';
import { activityById } from '../activity/store';
import { recordOf } from '../audit/record';
import { words } from '../text/words';
import type { BookDocument, EditionDocument } from './documents';
import { bookById, booksOf, editionBefore, editionById, insertBook, insertEdition, insertStanding, removeBook, returnBook } from './store';
import { bookView } from './views';

export const notThere = () => new Refusal('NOT_FOUND', '没有找到这个读书月');
const whole = v.pipe(v.number(), v.safeInteger());
export const dayField = v.pipe(v.string(), v.check(isDay, '日期不对'));
const link = v.pipe(v.string(), v.maxLength(300), v.check((text) => text === '' || /^https:\/\/[\w.%~:/?#@!$&'()*+,;=-]+$/.test(text), '链接要以 https:// 开头'));
const rate = v.nullable(v.strictObject({ points: whole, each: whole, most: whole }));

export const planFields = {
  from: dayField,
  until: dayField,
  rules: v.strictObject({
    checkIn: whole,
    note: v.nullable(v.strictObject({ points: whole, characters: whole })),
    minutes: rate,
    pages: rate,
    dayMost: whole,
    bookMost: v.nullable(whole),
    streaks: v.pipe(v.array(v.strictObject({ days: whole, points: whole })), v.maxLength(5)),
    makeUp: v.nullable(v.strictObject({ within: whole, most: whole })),
    nightUntil: v.nullable(whole),
    activeDays: whole,
    withoutOfficers: v.boolean(),
  }),
};

const createSchema = v.strictObject({ activityId: id, ...planFields, approval: v.exactOptional(v.literal(true)) });

/** The instant at which a Shanghai day begins. */
const beginOf = (text: string) => Date.parse(`${text}T00:00:00+08:00`);

/** The plan of an edition with its instants, or the refusal of one that cannot be. */
export function planOf({ from, until, rules }: Pick<EditionDocument, 'from' | 'until' | 'rules'>, now: number) {
  const length = daysFrom(from, until) + 1;
  if (length < 1 || length > longestEdition) throw new Refusal('BAD_INPUT', `读书月要有 1–${longestEdition} 天`);
  const closesAt = beginOf(until) + day + (rules.nightUntil ?? 0) * hour;
  if (closesAt <= now) throw new Refusal('BAD_INPUT', '最后一天已经过去了');
  const fault = checkRules(rules)[0];
  if (fault !== undefined) throw new Refusal('BAD_INPUT', fault);
  return { from, until, opensAt: beginOf(from), closesAt, rules };
}

const create = defineAction('reading.create', 'act', createSchema, async ({ db, input, key, member, now }) => {
  const activity = await activityById(db, input.activityId);
  if (!activity || activity.programme !== 'reading' || !holds(member.grants, 'cadre', activity.scope, now)) throw new Refusal('NOT_FOUND', '没有找到这个读书活动');
  const hash = inputHash(input);
  const before = await editionById(db, activity._id);
  if (!before) {
    const plan = planOf(input, now);
    const previous = await editionBefore(db, activity.scope);
    const more = { ...(input.approval ? { approval: input.approval } : {}), ...(previous ? { previous: previous._id } : {}) };
    const { _id, scope, organiser, title, audience } = activity;
    const record = recordOf({ act: 'reading.create', by: member.uid, key, at: now, subject: _id, scope, scopeName: organiser, details: input });
    const acts = [{ k: key, h: hash, t: now, by: member.uid }];
    await insertEdition(db, { _id, title, organiser, scope, audience, ...plan, ...more, state: 'open', acts, audit: [record] });
  }
  const first = (before ?? (await editionById(db, activity._id)))?.acts[0];
  if (first?.k !== key) throw new Refusal('USED', '这个读书月已经设置过了');
  if (first.h !== hash) throw new Refusal('KEY_REUSED');
  // After the edition: a repeat after a crash makes it, and nothing is counted before.
  await insertStanding(db, activity._id);
  return { editionId: activity._id };
});

export async function ownEdition(db: Database, editionId: string, member: Member, now: number): Promise<EditionDocument> {
  const edition = await editionById(db, editionId);
  if (!edition || !holds(member.grants, 'cadre', edition.scope, now)) throw notThere();
  return edition;
}

const isbnFaults = { digits: 'ISBN 是 10 位或 13 位数字', check: 'ISBN 不对，请核对封底条码下的数字', notBook: '这个条码不是图书的' } as const;

const addBookSchema = v.strictObject({
  editionId: id,
  isbn: v.pipe(v.string(), v.maxLength(40)),
  title: words(1, 60, '书名'),
  author: words(1, 40, '作者'),
  theme: words(1, 12, '主题'),
  link,
});

const addBook = defineAction('reading.addBook', 'act', addBookSchema, async ({ db, input, key, member, now }) => {
  const edition = await ownEdition(db, input.editionId, member, now);
  const read = readIsbn(input.isbn);
  if ('fault' in read) throw new Refusal('BAD_INPUT', isbnFaults[read.fault]);
  const hash = inputHash(input);
  const act = { k: key, h: hash, t: now, by: member.uid };
  const record = recordOf({ act: 'reading.addBook', by: member.uid, key, at: now, subject: edition._id, scope: edition.scope, scopeName: edition.organiser, details: input });
  const [title, author, theme] = [tidy(input.title), tidy(input.author), tidy(input.theme)];
  const book: BookDocument = {
    ...{ _id: idOf('book', edition._id, read.isbn), edition: edition._id, isbn: read.isbn, title, author, theme, link: input.link },
    ...{ terms: [...termsOf(title, author), read.isbn], removedAt: 0, acts: [act], audit: [record] },
  };
  if (await insertBook(db, book)) return { bookId: book._id };
  const there = await bookById(db, book._id);
  const done = there?.acts.find(({ k }) => k === key);
  if (done && done.h !== hash) throw new Refusal('KEY_REUSED');
  if (done || (await returnBook(db, book, act, record))) return { bookId: book._id };
  throw new Refusal('USED', '这本书已经在书单里了');
});

const removeSchema = v.strictObject({ editionId: id, bookId: id, reason: words(2, 60, '移出的原因') });

const remove = defineAction('reading.removeBook', 'act', removeSchema, async ({ db, input, key, member, now }) => {
  const [edition, book] = await Promise.all([ownEdition(db, input.editionId, member, now), bookById(db, input.bookId)]);
  if (!book || book.edition !== edition._id) throw new Refusal('NOT_FOUND', '书单里没有这本书');
  const hash = inputHash(input);
  const done = book.acts.find(({ k }) => k === key);
  if (done && done.h !== hash) throw new Refusal('KEY_REUSED');
  if (done) return { removed: true };
  const record = recordOf({ act: 'reading.removeBook', by: member.uid, key, at: now, subject: edition._id, scope: edition.scope, scopeName: edition.organiser, details: input });
  if (!(await removeBook(db, book._id, { k: key, h: hash, t: now, by: member.uid }, record))) throw new Refusal('USED', '这本书已经移出了');
  return { removed: true };
});

const pageSize = 20;
const booksSchema = v.strictObject({
  editionId: id,
  theme: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(40))),
  search: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(60))),
  cursor: v.exactOptional(id),
});

const books = defineAction('reading.books', 'member', booksSchema, async ({ db, input, member, now }) => {
  const edition = await editionById(db, input.editionId);
  if (!edition || !(covers(edition.audience, member.unitPath) || holds(member.grants, 'cadre', edition.scope, now))) throw notThere();
  const isbn = input.search === undefined ? null : readIsbn(input.search);
  const terms = input.search === undefined ? undefined : isbn && 'isbn' in isbn ? [isbn.isbn] : termsSought(input.search);
  if (terms?.length === 0) return { items: [], next: null };
  const manages = holds(member.grants, 'cadre', edition.scope, now);
  const wanted = { ...(edition.approval && !manages ? { approved: true } : {}), ...(input.theme === undefined ? {} : { theme: input.theme }), ...(terms ? { terms } : {}), ...(input.cursor === undefined ? {} : { after: input.cursor }) };
  const found = await booksOf(db, edition._id, wanted, pageSize + 1);
  const page = found.slice(0, pageSize);
  return {
    items: page.map(bookView),
    next: found.length > pageSize ? (page[page.length - 1]?._id ?? null) : null,
  };
});

export const setupActions: readonly Action[] = [create, addBook, remove, books];

import * as v from 'valibot';
import { changeCopies, endLoan, roomLimits } from '../../../miniprogram/domain/reading/book-room';
import { readIsbn } from '../../../miniprogram/domain/reading/isbn';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { termsOf } from '../../../miniprogram/domain/text/search';
import { decideUpon } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { count, cursor, id, readCursor, writeCursor } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { recordOf } from '../audit/record';
import { ownUnion } from '../people/roster';
import { namesOf } from '../people/store';
import { words } from '../text/words';
import { keeps, noRoom } from './browse';
import { actBy, noLoan, saidBy, stockIn, titleThere } from './loans';
import { figuresOf, followed, insertRoom, insertTitle, keepRoom, keepTitle, roomById, type RoomDocument, roomKey, roomsFor, type TitleAct, type TitleDocument, titleKey, titlesLent } from './store';

/** 职工书屋 as the unit's own cadre keeps it. */

async function ownRoom(db: Database, roomId: string, member: Member, now: number): Promise<RoomDocument> {
  const room = await roomById(db, roomId);
  if (!room || !keeps(member, room, now)) throw noRoom();
  return room;
}

async function ownUnit(db: Database, unionId: string, member: Member, now: number) {
  const union = await ownUnion(db, unionId, member, now);
  if (!keeps(member, union, now)) throw new Refusal('FORBIDDEN', '书屋由本单位的工会干部管理');
  return union;
}

/** The room of a unit; of one that another was merged into, else the other's. */
const roomIn = async (db: Database, { _id, path }: { _id: string; path: string }): Promise<RoomDocument | null> => {
  const there = (await roomsFor(db, path)).filter((room) => room.path === path);
  return there.find(({ unit }) => unit === _id) ?? there[0] ?? null;
};

const desk = defineAction('bookroom.desk', 'member', v.strictObject({ unionId: id }), async ({ db, input, member, now }) => {
  const union = await ownUnit(db, input.unionId, member, now);
  const room = await roomIn(db, union);
  const figures = room ? await figuresOf(db, room._id, now) : { titles: 0, lent: 0, overdue: 0 };
  return { unionId: union._id, unitName: union.name, room: room && settingsOf(room), ...figures };
});

const settingsOf = ({ _id: roomId, name, place, hours, days, most, v: version }: RoomDocument) => ({ roomId, name, place, hours, days, most, v: version });

const setUpSchema = v.strictObject({
  unionId: id,
  v: v.nullable(count(1, 1_000_000)),
  name: words(2, 20, '书屋名称'),
  place: words(2, 40, '地点'),
  hours: words(0, 40, '开放时间'),
  days: count(roomLimits.days.least, roomLimits.days.most),
  most: count(roomLimits.most.least, roomLimits.most.most),
});

const setUp = defineAction('bookroom.setUp', 'act', setUpSchema, async ({ db, input, key, member, now }) => {
  const union = await ownUnit(db, input.unionId, member, now);
  const settings = { name: tidy(input.name), place: tidy(input.place), hours: tidy(input.hours), days: input.days, most: input.most };
  const act = { k: key, h: inputHash(input), t: now, by: member.uid };
  const before = await roomIn(db, union);
  const roomId = before?._id ?? roomKey(union._id);
  const record = recordOf({ act: 'bookroom.setUp', by: member.uid, key, at: now, subject: roomId, scope: union.path, scopeName: union.name, details: input });
  const { path, level, name: unitName } = union;
  if (!before && input.v === null && (await insertRoom(db, { _id: roomId, unit: union._id, unitName, level, path, ...settings, v: 1, acts: [act], audit: [record] }))) return { roomId };
  return decideUpon(
    async () => {
      const room = await roomById(db, roomId);
      if (!room) throw noRoom();
      return room;
    },
    act,
    (room, done) => {
      if (done) return { answer: { roomId } };
      if (room.v !== input.v) throw new Refusal('USED', '书屋的设置刚刚被别人改过，请返回重新打开');
      return { answer: { roomId }, write: settings };
    },
    (room, next) => keepRoom(db, room, next, act, record),
  );
});

const copies = count(roomLimits.copies.least, roomLimits.copies.most);
const isbnFaults = { digits: 'ISBN 是 10 位或 13 位数字', check: 'ISBN 不对，请核对封底条码下的数字', notBook: '这个条码不是图书的' } as const;
const stockSchema = v.strictObject({ roomId: id, isbn: v.pipe(v.string(), v.maxLength(40)), title: words(1, 60, '书名'), author: words(1, 40, '作者'), theme: words(1, 12, '主题'), copies });

const recordFor = (room: RoomDocument, act: 'bookroom.stock' | 'bookroom.writeOff' | 'bookroom.close', { k: key, by, t: at }: TitleAct, details: object) =>
  recordOf({ act, by, key, at, subject: room._id, scope: room.path, scopeName: room.unitName, details });

const stock = defineAction('bookroom.stock', 'act', stockSchema, async ({ db, input, key, member, now }) => {
  const room = await ownRoom(db, input.roomId, member, now);
  const read = readIsbn(input.isbn);
  if ('fault' in read) throw new Refusal('BAD_INPUT', isbnFaults[read.fault]);
  const [title, author, theme] = [tidy(input.title), tidy(input.author), tidy(input.theme)];
  const book = { title, author, theme, terms: [...termsOf(title, author), read.isbn] };
  const _id = titleKey(room._id, read.isbn);
  const act = actBy(member, key, input, now);
  const record = recordFor(room, 'bookroom.stock', act, input);
  const empty = { copies: input.copies, loans: [], kept: [], line: [] };
  const made: TitleDocument = { _id, room: room._id, isbn: read.isbn, ...book, ...empty, ...followed({ _id, room: room._id, ...empty }), lent: 0, v: 1, acts: [{ ...act, n: input.copies }], audit: [record] };
  if (await insertTitle(db, made)) return { titleId: _id, copies: input.copies };
  return decideUpon(
    () => titleThere(db, _id),
    act,
    (found, done) => {
      if (done) return { answer: { titleId: _id, copies: saidBy(found, key) } };
      if (found.copies + input.copies > roomLimits.copies.most) throw new Refusal('BAD_INPUT', `同一本书最多 ${roomLimits.copies.most} 册`);
      const next = stockIn(changeCopies(found, input.copies, now));
      return { answer: { titleId: _id, copies: next.copies }, write: { ...next, ...book } };
    },
    (found, next) => keepTitle(db, found, next, { ...act, n: next.copies }, record),
  );
});

const reason = words(2, 60, '原因');

/** A title of a room that one keeps. */
async function ownTitle(db: Database, titleId: string, member: Member, now: number): Promise<{ acts: TitleAct[]; title: TitleDocument; room: RoomDocument }> {
  const title = await titleThere(db, titleId);
  return { acts: title.acts, title, room: await ownRoom(db, title.room, member, now) };
}

const writeOff = defineAction('bookroom.writeOff', 'act', v.strictObject({ titleId: id, copies, reason }), async ({ db, input, key, member, now }) => {
  const act = actBy(member, key, input, now);
  return decideUpon(
    () => ownTitle(db, input.titleId, member, now),
    act,
    ({ title }, done) => {
      if (done) return { answer: { copies: saidBy(title, key) } };
      const settled = changeCopies(title, -input.copies, now);
      if ('fault' in settled) throw new Refusal('USED', '架上没有这么多册；借出的请在“谁借着”里注销');
      return { answer: { copies: settled.stock.copies }, write: settled.stock };
    },
    ({ title, room }, next) => keepTitle(db, title, next, { ...act, n: next.copies }, recordFor(room, 'bookroom.writeOff', act, input)),
  );
});

const closeSchema = v.strictObject({ titleId: id, loanId: id, lost: v.boolean(), reason: words(0, 60, '原因') });

const close = defineAction('bookroom.close', 'act', closeSchema, async ({ db, input, key, member, now }) => {
  if (input.lost && !fits(input.reason, 2, 60)) throw new Refusal('BAD_INPUT', '请写明注销的原因');
  const act = actBy(member, key, input, now);
  return decideUpon(
    () => ownTitle(db, input.titleId, member, now),
    act,
    ({ title }, done) => {
      if (done) return { answer: { copies: saidBy(title, key) } };
      const next = endLoan(title, input.loanId, input.lost, now);
      if (next === title) throw noLoan();
      return { answer: { copies: next.copies }, write: next };
    },
    ({ title, room }, next) => keepTitle(db, title, next, { ...act, n: next.copies }, recordFor(room, 'bookroom.close', act, input)),
  );
});

const pageSize = 20;

const lent = defineAction('bookroom.lent', 'member', v.strictObject({ roomId: id, cursor: v.exactOptional(cursor) }), async ({ db, input, member, now }) => {
  const [, found] = await Promise.all([ownRoom(db, input.roomId, member, now), titlesLent(db, input.roomId, input.cursor === undefined ? null : readCursor(input.cursor), pageSize + 1)]);
  const page = found.slice(0, pageSize);
  const loans = page.flatMap((title) => title.loans.map((loan) => ({ title, loan })));
  const names = await namesOf(db, [...new Set(loans.map(({ loan }) => loan.uid))]);
  const last = page[page.length - 1];
  return {
    items: loans
      .map(({ title: { _id: titleId, title, line }, loan: { id: loanId, uid, at, due } }) => ({
        ...{ titleId, loanId, title, name: '', unitName: '', staffTail: '', ...names.get(uid) },
        ...{ at, due, overdue: now >= due, waiting: line.length },
      }))
      .sort((a, b) => a.due - b.due),
    next: found.length > pageSize && last ? writeCursor(last.dueAt ?? 0, last._id) : null,
    now,
  };
});

export const bookRoomDeskActions: readonly Action[] = [desk, setUp, stock, writeOff, close, lent];

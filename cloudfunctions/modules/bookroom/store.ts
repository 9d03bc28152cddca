import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { pathsUpwards } from '../../../miniprogram/domain/people/scope';
import { firstDue, getOutOfLine, type Stock, wakeAt } from '../../../miniprogram/domain/reading/book-room';
import type { Act } from '../../platform/acts';
import { type Database, insertOnce, isDuplicate } from '../../platform/database';
import { idOf } from '../../platform/secrets';

/** A unit's book room. `_id` comes from the unit. */
export interface RoomDocument extends Api.BookRoom.Settings {
  _id: string;
  unit: string;
  unitName: string;
  /** Of the unit in the tree: who reads its names hangs on it. */
  level: number;
  /** Of the unit: the room is for all at and below it. */
  path: string;
  v: number;
  acts: Act[];
  audit?: AuditRecord[];
}

/** An act on a title, with what its answer said: the end of a loan, or the copies there are; 0: neither. */
export interface TitleAct extends Act {
  n: number;
}

/** A title in a room: decides all of its loans. `_id` comes from the room and the ISBN. */
export interface TitleDocument extends Stock {
  _id: string;
  room: string;
  isbn: string;
  title: string;
  author: string;
  theme: string;
  terms: string[];
  /** Has copies: stands on the shelf. */
  shown: boolean;
  /** Everybody in `loans`, `kept` and `line`. */
  people: string[];
  /** Its own id, then `room:uid:slot` of each loan: unique over all titles, so that nobody holds more books at once than they may. */
  slots: string[];
  /** The end of the loan that ends first; null: none is out. */
  dueAt: number | null;
  /** When something is to be done about it of itself; null: never. */
  wakeAt: number | null;
  /** Loans so far. */
  lent: number;
  v: number;
  /** The latest acts. */
  acts: TitleAct[];
  audit?: AuditRecord[];
}

const rooms = (db: Database) => db.collection<RoomDocument>('book_rooms');
const titles = (db: Database) => db.collection<TitleDocument>('room_titles');

export const roomKey = (unionId: string) => idOf('bookroom', unionId, '');
export const titleKey = (roomId: string, isbn: string) => idOf('roomtitle', roomId, isbn);

export async function roomById(db: Database, id: string): Promise<RoomDocument | null> {
  return (await rooms(db).doc(id).get()).data;
}

/** Rooms of the unit at this path and of all above it, the widest first. */
export async function roomsFor(db: Database, path: string): Promise<RoomDocument[]> {
  return (await rooms(db).where({ path: db.command.in(pathsUpwards(path)) }).orderBy('path', 'asc').limit(20).get()).data;
}

export async function roomsById(db: Database, ids: readonly string[]): Promise<RoomDocument[]> {
  if (ids.length === 0) return [];
  return (await rooms(db).where({ _id: db.command.in([...ids]) }).limit(ids.length).get()).data;
}

/** @returns false: the unit has a room */
export const insertRoom = (db: Database, room: RoomDocument): Promise<boolean> => insertOnce(rooms(db), room);

/** Writes settings over those that were read. @returns whether this act did it */
export async function keepRoom(db: Database, { _id, v }: RoomDocument, settings: Api.BookRoom.Settings, act: Act, record: AuditRecord): Promise<boolean> {
  const { push } = db.command;
  const { stats } = await rooms(db).where({ _id, v }).update({ data: { ...settings, v: v + 1, acts: push([act]), audit: push([record]) } });
  return stats.updated === 1;
}

export async function titleById(db: Database, id: string): Promise<TitleDocument | null> {
  return (await titles(db).doc(id).get()).data;
}

export type TitleForReader = TitleDocument & { roomOf: RoomDocument; own: TitleDocument[] };

/** A title with its room and all titles that a member holds or waits for, in one request. */
export async function titleForReader(db: Database, id: string, uid: string): Promise<TitleForReader | null> {
  const { list } = await titles(db)
    .aggregate()
    .match({ _id: id })
    .limit(1)
    .addFields({ me: uid })
    .lookup({ from: 'book_rooms', localField: 'room', foreignField: '_id', as: 'rooms' })
    .lookup({ from: 'room_titles', localField: 'me', foreignField: 'people', as: 'own' })
    .end();
  // The pipeline above gives the document with what it looked up.
  const one = list[0] as (TitleDocument & { rooms: RoomDocument[]; own: TitleDocument[] }) | undefined;
  const [roomOf] = one?.rooms ?? [];
  return one && roomOf ? { ...one, roomOf } : null;
}

/** Titles that a member holds or waits for, in all rooms; at most 100. */
export async function titlesWith(db: Database, uid: string): Promise<TitleDocument[]> {
  return (await titles(db).where({ people: uid }).limit(100).get()).data;
}

/** Titles on a room's shelf in the order of their ids. */
export async function titlesOf(db: Database, room: string, { terms, after }: { terms?: string[]; after?: string }, limit: number): Promise<TitleDocument[]> {
  const { all, gt } = db.command;
  const condition = { room, shown: true, ...(terms ? { terms: all(terms) } : {}), ...(after === undefined ? {} : { _id: gt(after) }) };
  return (await titles(db).where(condition).orderBy('_id', 'asc').limit(limit).get()).data;
}

/** Titles of which a copy is out, the first due first. @param after the last one of the page before */
export async function titlesLent(db: Database, room: string, after: { at: number; id: string } | null, limit: number): Promise<TitleDocument[]> {
  const { gt } = db.command;
  const page = async (condition: object, most: number) => (await titles(db).where({ room, ...condition }).orderBy('dueAt', 'asc').orderBy('_id', 'asc').limit(most).get()).data;
  const same = after === null ? [] : await page({ dueAt: after.at, _id: gt(after.id) }, limit);
  if (same.length >= limit) return same;
  return [...same, ...(await page({ dueAt: gt(after?.at ?? 0) }, limit - same.length))];
}

/** How many titles are on the shelf, have a copy out, have one overdue; served by the index alone. */
export async function figuresOf(db: Database, room: string, now: number): Promise<{ titles: number; lent: number; overdue: number }> {
  const { and, gt, lte } = db.command;
  const count = async (condition: object) => (await titles(db).where({ room, ...condition }).count()).total;
  const [shown, lent, overdue] = await Promise.all([count({ shown: true }), count({ dueAt: gt(0) }), count({ dueAt: and(gt(0), lte(now)) })]);
  return { titles: shown, lent, overdue };
}

/** Titles about which something is to be done of itself. */
export async function titlesDue(db: Database, now: number, limit: number): Promise<TitleDocument[]> {
  return (await titles(db).where({ wakeAt: db.command.lte(now) }).orderBy('wakeAt', 'asc').limit(limit).get()).data;
}

/** What of a title follows from its loans, kept copies and line. */
export function followed({ _id, room, copies, loans, kept, line }: Pick<TitleDocument, '_id' | 'room' | keyof Stock>): Pick<TitleDocument, 'shown' | 'people' | 'slots' | 'dueAt' | 'wakeAt'> {
  return {
    shown: copies > 0,
    people: [...loans.map(({ uid }) => uid), ...kept.map(({ uid }) => uid), ...line],
    slots: [_id, ...loans.map(({ uid, slot }) => slotKey(room, uid, slot))],
    dueAt: firstDue(loans),
    wakeAt: wakeAt({ loans, kept }),
  };
}

const slotKey = (room: string, uid: string, slot: number) => `${room}:${uid}:${slot}`;

/** The numbers of the books that a member holds in a room. */
export const slotsOf = (own: readonly TitleDocument[], room: string, uid: string): number[] =>
  own.flatMap((title) => (title.room === room ? title.loans.filter((loan) => loan.uid === uid).map(({ slot }) => slot) : []));

/** Somebody left: what they waited for is not kept for them. What they hold, they hold: its room's cadre closes the loan. */
export async function leaveLines(db: Database, uid: string, now: number): Promise<void> {
  for (const { _id } of await titlesWith(db, uid)) {
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const title = await titleById(db, _id);
      if (!title || !(title.line.includes(uid) || title.kept.some((one) => one.uid === uid)) || (await keepTitle(db, title, getOutOfLine(title, uid, now), null))) break;
    }
  }
}

/** @returns false: the room has this title, or had it */
export const insertTitle = (db: Database, title: TitleDocument): Promise<boolean> => insertOnce(titles(db), title);

/** Acts that a title remembers: a duplicate that comes later than so many others is not known any more. */
const remembered = 60;

type Change = Stock & Partial<Pick<TitleDocument, 'title' | 'author' | 'theme' | 'terms' | 'lent'>>;

/**
 * Writes what became of a title over what was read: the one write of every loan.
 * @returns false: somebody was quicker, or holds the book that this one would be, by number
 */
export async function keepTitle(db: Database, before: TitleDocument, next: Change, act: TitleAct | null, record?: AuditRecord): Promise<boolean> {
  const { push, set } = db.command;
  const { copies, loans, kept, line, title, author, theme, terms, lent } = { ...before, ...next };
  const { people, slots, ...rest } = followed({ ...before, copies, loans, kept, line });
  const whole = { loans: set(loans), kept: set(kept), line: set(line), people: set(people), slots: set(slots), terms: set(terms), acts: set([...before.acts, ...(act ? [act] : [])].slice(-remembered)) };
  try {
    const { stats } = await titles(db)
      .where({ _id: before._id, v: before.v })
      .update({ data: { ...{ copies, title, author, theme, lent, v: before.v + 1 }, ...rest, ...whole, ...(record ? { audit: push([record]) } : {}) } });
    return stats.updated === 1;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

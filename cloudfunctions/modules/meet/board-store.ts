import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import type { Act } from '../../platform/acts';
import { type Database, insertOnce } from '../../platform/database';
import type { EventDocument } from './event-document';

/** What everybody reads of a meet as it goes: ONE document, folded from its events; it also decides about the seal of the result book. */

/** 成绩册封存. */
export interface BoardSeal {
  state: Api.Meet.SealShown['state'];
  /** From 1; events hold the number of the seal that closed them. */
  n: number;
  digest: string;
  by: string;
  at: number;
  /** Events that were not held. */
  unheld: string[];
  /** An event that is being opened, with the seal that closed it; null: none. */
  opening: { event: string; was: number } | null;
  openings: { event: string; name: string; reason: string; by: string; at: number }[];
}

export interface BoardDocument {
  /** The meet's. */
  _id: string;
  title: string;
  scope: string;
  scopeName: string;
  events: Api.Meet.BoardEvent[];
  classes: Api.Meet.BoardClass[];
  medals: Api.Meet.MedalLine[];
  records: Api.Meet.RecordLine[];
  /** When something of it is confirmed next, and it must be folded again; null: nothing waits. */
  due: number | null;
  at: number;
  /** The timetable's calls; a pause with its reason, null: none. */
  planned: Api.Meet.PlannedCall[];
  paused: string | null;
  /** null: the book was never sealed. */
  seal: BoardSeal | null;
  /** Events are not all closed, or opened, as the seal says. */
  unsettled: boolean;
  /** Big screens: digests of their tokens. */
  screens: { id: string; digest: string; name: string; by: string; at: number; revokedAt: number | null }[];
  v: number;
  acts: Act[];
  audit?: AuditRecord[];
}

const boards = (db: Database) => db.collection<BoardDocument>('meet_boards');

export async function boardById(db: Database, meetId: string): Promise<BoardDocument | null> {
  return (await boards(db).doc(meetId).get()).data;
}

/** What follows from the events, and what from the timetable. */
export type BoardPart = Pick<BoardDocument, 'title' | 'scope' | 'scopeName' | 'events' | 'classes' | 'medals' | 'records' | 'due' | 'at'>;
export type PlannedPart = Pick<BoardDocument, 'planned' | 'paused'>;

/** @returns false: somebody folded it meanwhile */
export async function keepBoard(db: Database, meetId: string, before: BoardDocument | null, part: BoardPart & PlannedPart): Promise<boolean> {
  if (!before) return insertOnce(boards(db), { _id: meetId, ...part, seal: null, unsettled: false, screens: [], v: 1, acts: [] });
  const { set, inc } = db.command;
  const { events, classes, medals, records, planned, ...plain } = part;
  const { stats } = await boards(db)
    .where({ _id: meetId, v: before.v })
    .update({ data: { ...plain, events: set(events), classes: set(classes), medals: set(medals), records: set(records), planned: set(planned), v: inc(1) } });
  return stats.updated === 1;
}

/** What the seal is now, upon the version that was read. @returns whether it was written */
export async function keepSeal(db: Database, { _id, v }: Pick<BoardDocument, '_id' | 'v'>, seal: BoardSeal, unsettled: boolean): Promise<boolean> {
  const { set, inc } = db.command;
  const { stats } = await boards(db).where({ _id, v }).update({ data: { seal: set(seal), unsettled, v: inc(1) } });
  return stats.updated === 1;
}

/** Meets whose seal is not carried out yet. */
export async function unsettledSeals(db: Database, limit: number): Promise<string[]> {
  return (await boards(db).where({ unsettled: true }).field({ _id: true }).limit(limit).get()).data.map(({ _id }) => _id);
}

/** An act on the board upon the version that was read. @returns whether it was done */
export async function writeBoard(db: Database, before: BoardDocument, act: Act, data: object, record: AuditRecord): Promise<boolean> {
  const { inc, push, neq } = db.command;
  const { stats } = await boards(db)
    .where({ _id: before._id, v: before.v, 'acts.k': neq(act.k) })
    .update({ data: { ...data, v: inc(1), acts: push({ each: [act], slice: -200 }), audit: push([record]) } });
  return stats.updated === 1;
}

/** Boards of which something is confirmed by now. */
export async function dueBoards(db: Database, now: number, limit: number): Promise<string[]> {
  return (await boards(db).where({ due: db.command.lte(now) }).field({ _id: true }).limit(limit).get()).data.map(({ _id }) => _id);
}

const foldFields = {
  _id: true,
  meetId: true,
  eventId: true,
  title: true,
  scope: true,
  scopeName: true,
  event: true,
  groupName: true,
  rules: true,
  units: true,
  last: true,
  stands: true,
  result: true,
  unfolded: true,
  v: true,
} as const;
export type FoldedEvent = Pick<EventDocument, keyof typeof foldFields>;

/** The events of a meet without their rounds; at most 300. */
export async function eventsOfMeet(db: Database, meetId: string): Promise<FoldedEvent[]> {
  return (await db.collection<EventDocument>('meet_events').where({ meetId }).orderBy('eventId', 'asc').field(foldFields).limit(300).get()).data;
}

/** Meets with events that their board does not know of. */
export async function unfoldedMeets(db: Database, limit: number): Promise<string[]> {
  const { data } = await db.collection<EventDocument>('meet_events').where({ unfolded: true }).field({ meetId: true }).limit(limit).get();
  return [...new Set(data.map(({ meetId }) => meetId))];
}

/** Ids of events with a 成绩公告 that its people were not told of for certain. */
export async function eventsWithNews(db: Database, limit: number): Promise<string[]> {
  const { data } = await db.collection<EventDocument>('meet_events').where({ 'news.at': db.command.gt(0) }).field({ _id: true }).limit(limit).get();
  return data.map(({ _id }) => _id);
}

/** They were told of the one that went out then. Idempotent; a later one stays. */
export async function noteNewsTold(db: Database, id: string, at: number): Promise<void> {
  await db.collection<EventDocument>('meet_events').where({ _id: id, 'news.at': at }).update({ data: { news: db.command.set(null) } });
}

/** The board knows of the event as it was read. Idempotent. */
export async function noteFolded(db: Database, { _id, v }: Pick<EventDocument, '_id' | 'v'>): Promise<void> {
  await db.collection<EventDocument>('meet_events').where({ _id, v }).update({ data: { unfolded: false } });
}

import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { type Database, insertAll, insertOnce } from '../../platform/database';
import type { InboxDocument } from '../notice/inbox-store';
import type { AnnouncementDocument, BatchDocument, Seen, UnitDocument } from './documents';

const announcements = (db: Database) => db.collection<AnnouncementDocument>('announcements');
const batches = (db: Database) => db.collection<BatchDocument>('announcement_batches');
const units = (db: Database) => db.collection<UnitDocument>('announcement_units');
const inbox = (db: Database) => db.collection<InboxDocument>('inbox');

const numbered = (announcement: string, number: number) => `${announcement}:${String(number).padStart(7, '0')}`;
export const unitId = (announcement: string, union: string) => `${announcement}:${union}`;

/** @returns false: the act was here before */
export const insertAnnouncement = (db: Database, announcement: AnnouncementDocument): Promise<boolean> => insertOnce(announcements(db), announcement);

export async function announcementById(db: Database, id: string): Promise<AnnouncementDocument | null> {
  return (await announcements(db).doc(id).get()).data;
}

/** Latest first, of these scopes. */
export async function announcementsOf(db: Database, scopes: string[], before: { at: number; id: string } | undefined, limit: number): Promise<AnnouncementDocument[]> {
  const { and, lt, lte, or } = db.command;
  const mine = { scopes: db.command.in(scopes) };
  const wanted = before ? and({ ...mine, at: lte(before.at) }, or({ at: lt(before.at) }, { at: before.at, _id: lt(before.id) })) : mine;
  return (await announcements(db).where(wanted).orderBy('at', 'desc').orderBy('_id', 'desc').limit(limit).get()).data;
}

/** A change by an act, if nobody else has changed it since it was read. @returns whether it did */
export async function act(
  db: Database,
  before: AnnouncementDocument,
  { k, h, by, do: what, change, record }: AnnouncementDocument['acts'][number] & { change: object; record: AuditRecord },
): Promise<boolean> {
  const { push, inc } = db.command;
  const data = { ...change, acts: push([{ k, h, by, do: what }]), audit: push([record]), v: inc(1) };
  return (await announcements(db).where({ _id: before._id, v: before.v }).update({ data })).stats.updated === 1;
}

/** The author's words have passed meanwhile. */
export async function passed(db: Database, { _id, v }: AnnouncementDocument, change: object): Promise<void> {
  await announcements(db).where({ _id, v, state: 'held' }).update({ data: { ...change, v: db.command.inc(1) } });
}

/** What the timer has to do now. */
export async function dueAnnouncements(db: Database, now: number, limit: number): Promise<AnnouncementDocument[]> {
  return (await announcements(db).where({ open: true, due: db.command.lte(now) }).orderBy('due', 'asc').limit(limit).get()).data;
}

/** Pinned for somebody at this place of the tree, latest end first. */
export async function pinnedFor(db: Database, paths: string[], now: number): Promise<AnnouncementDocument[]> {
  const { in: oneOf, gt } = db.command;
  return (await announcements(db).where({ pinScope: oneOf(paths), pinnedUntil: gt(now) }).orderBy('pinnedUntil', 'desc').limit(3).get()).data;
}

export async function batchOf(db: Database, announcement: string, number: number): Promise<BatchDocument | null> {
  return (await batches(db).doc(numbered(announcement, number)).get()).data;
}

/** @returns false: the number is taken */
export const insertBatch = (db: Database, batch: Omit<BatchDocument, '_id'>): Promise<boolean> => insertOnce(batches(db), { _id: numbered(batch.announcement, batch.number), ...batch });

/** Notes that a batch was carried out, and where its recipients ended; the last closes the sending. @returns whether this call did */
export async function closeBatch(db: Database, { announcement, number, kind, next }: BatchDocument): Promise<boolean> {
  const told = kind === 'tell' ? { cursor: next, ...(next === null ? { state: 'sent', open: false } : {}) } : {};
  const { stats } = await announcements(db).where({ _id: announcement, batch: number - 1, state: db.command.in(['scheduled', 'sent']) }).update({ data: { batch: number, ...told } });
  return stats.updated === 1;
}

/** Adds to a unit once a batch: what it does not know of yet. Idempotent. */
export async function addToUnit(db: Database, unit: Omit<UnitDocument, 'left'>): Promise<void> {
  const { inc, lt } = db.command;
  const { delivered, opened, acted, paper, batch } = unit;
  const left = delivered - opened;
  const add = async () =>
    (
      await units(db)
        .where({ _id: unit._id, batch: lt(batch) })
        .update({ data: { delivered: inc(delivered), opened: inc(opened), acted: inc(acted), paper: inc(paper), left: inc(left), batch } })
    ).stats.updated === 1;
  if (await add()) return;
  if (!(await insertOnce(units(db), { ...unit, left }))) await add();
}

export async function unitById(db: Database, id: string): Promise<UnitDocument | null> {
  return (await units(db).doc(id).get()).data;
}

export async function unitsById(db: Database, ids: string[]): Promise<Map<string, UnitDocument>> {
  if (ids.length === 0) return new Map();
  const { data } = await units(db).where({ _id: db.command.in(ids) }).limit(ids.length).get();
  return new Map(data.map((unit) => [unit._id, unit]));
}

/** Units right below one, those with the most unopened first. */
export async function unitsUnder(db: Database, announcement: string, parent: string, before: { at: number; id: string } | undefined, limit: number): Promise<UnitDocument[]> {
  const { and, lt, lte, or } = db.command;
  const mine = { announcement, parent };
  const wanted = before ? and({ ...mine, left: lte(before.at) }, or({ left: lt(before.at) }, { left: before.at, _id: lt(before.id) })) : mine;
  return (await units(db).where(wanted).orderBy('left', 'desc').orderBy('_id', 'desc').limit(limit).get()).data;
}

/** Which of these units have any below them. */
export async function parentsAmong(db: Database, announcement: string, unions: string[]): Promise<Set<string>> {
  if (unions.length === 0) return new Set();
  const { data } = await units(db).where({ announcement, parent: db.command.in(unions) }).field({ parent: true }).limit(1000).get();
  return new Set(data.map(({ parent }) => parent));
}

/** Rows of the inbox; what is there already stays as it is. */
export const putRows = (db: Database, rows: InboxDocument[]): Promise<void> => insertAll(inbox(db), rows);

export async function rowOf(db: Database, id: string): Promise<InboxDocument | null> {
  return (await inbox(db).doc(id).get()).data;
}

/** Notes that somebody opened it, or is done with it, for the fold to count. Idempotent. */
export async function noteSeen(db: Database, id: string, announcement: string, seen: 1 | 2, now: number): Promise<void> {
  await inbox(db).where({ _id: id, seen: db.command.lt(seen) }).update({ data: { seen, readAt: now, fold: announcement } });
}

/** Rows whose reading is not counted yet. */
export async function unfolded(db: Database, limit: number): Promise<InboxDocument[]> {
  return (await inbox(db).where({ fold: db.command.gt('') }).orderBy('fold', 'asc').limit(limit).get()).data;
}

export async function unfoldedOf(db: Database, announcement: string, limit: number): Promise<InboxDocument[]> {
  return (await inbox(db).where({ fold: announcement }).limit(limit).get()).data;
}

/** What a row counts for now; one that was read further meanwhile stays to be counted. Idempotent. */
export async function markCounted(db: Database, id: string, from: Seen, to: Seen): Promise<void> {
  await inbox(db).where({ _id: id, counted: from }).update({ data: { counted: to } });
  await inbox(db).where({ _id: id, counted: to, seen: to }).update({ data: { fold: '' } });
}

/** Rows of an announcement with less than so much done, in the order of their ids. */
export async function rowsBehind(db: Database, announcement: string, seen: Seen, after: string, limit: number): Promise<InboxDocument[]> {
  const { gt, lt } = db.command;
  return (await inbox(db).where({ announcement, seen: lt(seen), _id: gt(after) }).orderBy('_id', 'asc').limit(limit).get()).data;
}

/** Who of a unit and below has not opened it. */
export async function unopenedIn(db: Database, announcement: string, path: object, limit: number): Promise<InboxDocument[]> {
  return (await inbox(db).where({ announcement, path, seen: 0 }).limit(limit).get()).data;
}

/** Puts rows on top again, once a reminder. */
export async function bump(db: Database, ids: string[], reminder: number, seen: Seen, at: number): Promise<void> {
  const { in: oneOf, lt } = db.command;
  await inbox(db).where({ _id: oneOf(ids), reminded: lt(reminder), seen: lt(seen) }).update({ data: { at, reminded: reminder, readAt: 0 } });
}

/** Moves a reminder's cursor, unless another run has; null: everybody was reminded. */
export async function keepReminded(db: Database, { _id, reminders }: AnnouncementDocument, from: string, to: string | null): Promise<void> {
  const index = reminders.length - 1;
  await announcements(db)
    .where({ _id, state: 'sent', [`reminders.${index}.cursor`]: from })
    .update({ data: { [`reminders.${index}.cursor`]: to, ...(to === null ? { open: false } : {}) } });
}

/** Removes rows of what was taken back. @returns how many there were */
export async function sweep(db: Database, announcement: string, limit: number): Promise<number> {
  const { data } = await inbox(db).where({ announcement }).field({ _id: true }).limit(limit).get();
  if (data.length > 0) await inbox(db).where({ _id: db.command.in(data.map(({ _id }) => _id)) }).remove();
  return data.length;
}

export async function closeRecalled(db: Database, id: string): Promise<void> {
  await announcements(db).where({ _id: id, state: 'recalled' }).update({ data: { open: false } });
}

import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import type { Act } from '../../platform/acts';
import { type Database, insertOnce } from '../../platform/database';
import type { MeetDocument, UnitOfMeet } from './documents';

const meets = (db: Database) => db.collection<MeetDocument>('meets');

export async function meetById(db: Database, id: string): Promise<MeetDocument | null> {
  return (await meets(db).doc(id).get()).data;
}

/** @returns false: the activity has a meet */
export const insertMeet = (db: Database, meet: MeetDocument): Promise<boolean> => insertOnce(meets(db), meet);

/** Carries out an act of the organiser if nobody changed the meet since version `v`. @returns whether it did */
export async function changeMeet(db: Database, id: string, v: number, data: object, act: Act, record: AuditRecord): Promise<boolean> {
  const { push } = db.command;
  const { stats } = await meets(db)
    .where({ _id: id, v })
    .update({ data: { ...data, v: v + 1, acts: push([act]), audit: push([record]) } });
  return stats.updated === 1;
}

/** Puts a unit into the list of those that take part, while entries are open. Idempotent. @returns false: they are open no more, or it takes part otherwise */
export async function enlist(db: Database, id: string, unit: UnitOfMeet): Promise<boolean> {
  const { push, neq } = db.command;
  const { stats } = await meets(db)
    .where({ _id: id, state: 'entries', 'units.id': neq(unit.id) })
    .update({ data: { units: push([unit]) } });
  if (stats.updated === 1) return true;
  const listed = (await meetById(db, id))?.units.find((one) => one.id === unit.id);
  return listed !== undefined && listed.joins?.invite === unit.joins?.invite;
}

/** A unit leaves the 联队 that it joined by this asking. Idempotent. */
export async function delist(db: Database, id: string, unit: string, invite: string): Promise<void> {
  const { pull, elemMatch } = db.command;
  await meets(db).where({ _id: id, state: 'entries', units: elemMatch({ id: unit, 'joins.invite': invite }) }).update({ data: { units: pull({ id: unit, 'joins.invite': invite }) } });
}

/** Every delegation of it is locked and has its bibs. Idempotent. */
export async function noteLocked(db: Database, id: string): Promise<void> {
  await meets(db).where({ _id: id, unlocked: true }).update({ data: { unlocked: false } });
}

/** Every event of its draw is there. Idempotent. */
export async function noteDrawn(db: Database, id: string): Promise<void> {
  await meets(db).where({ _id: id, undrawn: true }).update({ data: { undrawn: false } });
}

/** Everybody was told what `key` names. Idempotent. */
export async function noteTold(db: Database, id: string, key: string): Promise<void> {
  await meets(db).where({ _id: id, 'word.key': key, untold: true }).update({ data: { untold: false } });
}

/** Meets whose board does not know of the timetable. */
export async function unshownMeets(db: Database, limit: number): Promise<string[]> {
  return (await meets(db).where({ unshown: true }).field({ _id: true }).limit(limit).get()).data.map(({ _id }) => _id);
}

/** The board knows of the timetable as the meet was read. Idempotent. */
export async function noteShown(db: Database, { _id, v }: Pick<MeetDocument, '_id' | 'v'>): Promise<void> {
  await meets(db).where({ _id, v, unshown: true }).update({ data: { unshown: false } });
}

/** The events of the meet as it was read hold its records; not where somebody changed it meanwhile. @returns whether they do */
export async function noteSpread(db: Database, { _id, v }: Pick<MeetDocument, '_id' | 'v'>): Promise<boolean> {
  return (await meets(db).where({ _id, v, unspread: true }).update({ data: { unspread: false } })).stats.updated === 1;
}

/** Meets in which somebody is to be told of a 检录 by now, the longest overdue first. */
export async function meetsToNotify(db: Database, now: number, limit: number): Promise<MeetDocument[]> {
  return (await meets(db).where({ noticeDue: db.command.lte(now) }).orderBy('noticeDue', 'asc').limit(limit).get()).data;
}

/** Those of the meet as it was read were told; not where the organiser changed it meanwhile. Idempotent. */
export async function noteNotified(db: Database, { _id, v }: Pick<MeetDocument, '_id' | 'v'>, noticeDue: number | null): Promise<void> {
  await meets(db).where({ _id, v }).update({ data: { noticeDue } });
}

/** Meets in which a call broke off between an act and what follows from it. */
export async function unfinishedMeets(db: Database, limit: number): Promise<MeetDocument[]> {
  const found = await Promise.all([{ unlocked: true }, { undrawn: true }, { untold: true }, { unspread: true }].map((where) => meets(db).where(where).limit(limit).get()));
  return found.flatMap(({ data }) => data);
}

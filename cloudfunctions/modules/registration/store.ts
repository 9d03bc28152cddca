import type { CancelDecision, Entry, Seats } from '../../../miniprogram/domain/registration/seats';
import { pathsUpwards } from '../../../miniprogram/domain/people/scope';
import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { type Database, insertOnce } from '../../platform/database';

/** The deciding document of an activity's places, with what its acts leave for the job. */
export interface SeatsDocument extends Seats {
  /** Something happened since the job last looked. */
  dirty: boolean;
  /** Number of acts so far. */
  v: number;
  /** The organiser's cancel: the act and its audit record in one. */
  cancel: { k: string; h: string; t: number; by: string; reason: string } | null;
  /** The audit record of the cancel, until it is in the chain. */
  audit?: AuditRecord[];
}

/**
 * Index of what a member has touched, one document a member and activity, never changed after:
 * where they stand is always read from the seats. A missing row is added by the job.
 */
export interface TouchDocument {
  _id: string;
  uid: string;
  activityId: string;
  /** When they first signed up. */
  at: number;
}

const seatsOf = (db: Database) => db.collection<SeatsDocument>('seats');
const touches = (db: Database) => db.collection<TouchDocument>('registrations');

/** Marks an act on the seats for the job. */
const mark = (db: Database) => ({ v: db.command.inc(1), dirty: true });

/** The seats of a new activity. @returns false: they exist already */
export function openSeats(db: Database, seats: Omit<SeatsDocument, 'dirty' | 'v' | 'cancel' | 'held' | 'waiting' | 'gone' | 'waits' | 'left' | 'cancelled' | 'audit'>): Promise<boolean> {
  const document: SeatsDocument = {
    ...seats,
    cancelled: false,
    cancel: null,
    left: seats.cap,
    waits: 0,
    held: [],
    waiting: [],
    gone: [],
    dirty: false,
    v: 0,
  };
  return insertOnce(seatsOf(db), document);
}

export async function readSeats(db: Database, activityId: string): Promise<SeatsDocument | null> {
  return (await seatsOf(db).doc(activityId).get()).data;
}

/** Who may sign up now, as a condition: nobody twice, no cancelled key, within the window, of the audience. */
function admissible(db: Database, entry: Entry, memberPath: string, now: number): Record<string, unknown> {
  const { lte, gt, neq, in: oneOf } = db.command;
  return {
    cancelled: false,
    audience: oneOf(pathsUpwards(memberPath)),
    opensAt: lte(now),
    closesAt: gt(now),
    'held.u': neq(entry.u),
    'waiting.u': neq(entry.u),
    'gone.k': neq(entry.k),
  };
}

/** Takes a place if one is free and nobody waits. @returns whether it did */
export async function takePlace(db: Database, activityId: string, entry: Entry, memberPath: string, now: number): Promise<boolean> {
  const { gt, exists, inc, push } = db.command;
  const { stats } = await seatsOf(db)
    .where({ _id: activityId, ...admissible(db, entry, memberPath, now), left: gt(0), 'waiting.0': exists(false) })
    .update({ data: { left: inc(-1), held: push([entry]), ...mark(db) } });
  return stats.updated === 1;
}

/** Joins the end of the waitlist if no place can be taken and the list is not full. @returns whether it did */
export async function joinWaitlist(db: Database, activityId: string, entry: Entry, memberPath: string, now: number, waitCap: number): Promise<boolean> {
  const { lt, gt, lte, or, and, inc, push } = db.command;
  const { stats } = await seatsOf(db)
    .where(
      and({ _id: activityId, ...admissible(db, entry, memberPath, now), waits: lt(waitCap) }, or({ left: lte(0) }, { waits: gt(0) })),
    )
    .update({ data: { waits: inc(1), waiting: push([entry]), ...mark(db) } });
  return stats.updated === 1;
}

/** Carries out what decideCancel chose, if the places still are as it saw them. @returns whether it did */
export async function leave(db: Database, activityId: string, plan: Extract<CancelDecision, { tombstone: unknown }>): Promise<boolean> {
  const { exists, inc, push, pull, shift } = db.command;
  const { tombstone } = plan;
  const common = { gone: push([tombstone]), ...mark(db) };
  const all = seatsOf(db);
  if (plan.do === 'free') {
    const { stats } = await all
      .where({ _id: activityId, cancelled: false, held: db.command.elemMatch({ u: tombstone.u, k: tombstone.k }), 'waiting.0': exists(false) })
      .update({ data: { held: pull({ u: tombstone.u }), left: inc(1), ...common } });
    return stats.updated === 1;
  }
  if (plan.do === 'leaveQueue') {
    const { stats } = await all
      .where({ _id: activityId, cancelled: false, waiting: db.command.elemMatch({ u: tombstone.u, k: tombstone.k }) })
      .update({ data: { waiting: pull({ u: tombstone.u }), waits: inc(-1), ...common } });
    return stats.updated === 1;
  }
  const { stats } = await all
    .where({ _id: activityId, cancelled: false, [`held.${plan.index}.u`]: tombstone.u, [`held.${plan.index}.k`]: tombstone.k, 'waiting.0.u': plan.heir.u, 'waiting.0.k': plan.heir.k })
    .update({ data: { [`held.${plan.index}`]: db.command.set(plan.heir), waiting: shift(), waits: inc(-1), ...common } });
  return stats.updated === 1;
}

/** Calls an activity off for everyone. @returns whether this act did it */
export async function cancelSeats(db: Database, activityId: string, cancel: NonNullable<SeatsDocument['cancel']>, record: AuditRecord): Promise<boolean> {
  const { stats } = await seatsOf(db)
    .where({ _id: activityId, cancelled: false, endsAt: db.command.gt(cancel.t) })
    .update({ data: { cancelled: true, cancel: db.command.set(cancel), audit: db.command.push([record]), ...mark(db) } });
  return stats.updated === 1;
}

/** The places as one member sees them: the counts, and where they stand. */
export interface SeatsView extends Pick<SeatsDocument, 'cap' | 'left' | 'waits' | 'cancelled' | 'cancel'> {
  standing: { state: Api.Registration.State; position: number | null; at: number } | null;
}

/** What the database computes for a view. An entry is somebody else's, or missing, where its index is -1. */
interface Computed extends Omit<SeatsView, 'standing'> {
  heldAt: number;
  held?: Entry;
  waitsAt: number;
  waiting?: Entry;
}

/** Reads one member's view of the places; the arrays stay in the database, so that it is small however long the waitlist. */
export async function viewSeats(db: Database, activityId: string, uid: string): Promise<SeatsView | null> {
  const { arrayElemAt, indexOfArray } = db.command.aggregate;
  const { list } = await seatsOf(db)
    .aggregate()
    .match({ _id: activityId })
    .limit(1)
    .project({
      ...{ cap: 1, left: 1, waits: 1, cancelled: 1, cancel: 1 },
      heldAt: indexOfArray(['$held.u', uid]),
      held: arrayElemAt(['$held', indexOfArray(['$held.u', uid])]),
      waitsAt: indexOfArray(['$waiting.u', uid]),
      waiting: arrayElemAt(['$waiting', indexOfArray(['$waiting.u', uid])]),
    })
    .end();
  // The projection above is the type's shape.
  const found = list[0] as Computed | undefined;
  if (!found) return null;
  const { heldAt, held, waitsAt, waiting, ...counts } = found;
  if (heldAt >= 0 && held) return { ...counts, standing: { state: 'held', position: null, at: held.t } };
  if (waitsAt >= 0 && waiting) return { ...counts, standing: { state: 'waiting', position: waitsAt + 1, at: waiting.t } };
  return { ...counts, standing: null };
}

export type SeatCounts = Pick<SeatsDocument, '_id' | 'cap' | 'left' | 'waits' | 'cancelled'>;

/** Capacity, free places and length of the waitlist of activities, by id. */
export async function countsOf(db: Database, activityIds: string[]): Promise<Map<string, SeatCounts>> {
  if (activityIds.length === 0) return new Map();
  const { data } = await seatsOf(db)
    .where({ _id: db.command.in(activityIds) })
    .field({ _id: true, cap: true, left: true, waits: true, cancelled: true })
    .limit(activityIds.length)
    .get();
  return new Map(data.map((seats) => [seats._id, seats]));
}

/** Where a member stands in each of these activities, from the deciding documents; absent: neither in nor waiting. */
export async function standings(db: Database, activityIds: string[], uid: string): Promise<Map<string, Api.Registration.State>> {
  if (activityIds.length === 0) return new Map();
  const among = (list: 'held.u' | 'waiting.u') =>
    seatsOf(db)
      .where({ _id: db.command.in(activityIds), [list]: uid })
      .field({ _id: true })
      .limit(activityIds.length)
      .get();
  const [held, waiting] = await Promise.all([among('held.u'), among('waiting.u')]);
  const found = new Map<string, Api.Registration.State>();
  for (const { _id } of waiting.data) found.set(_id, 'waiting');
  for (const { _id } of held.data) found.set(_id, 'held');
  return found;
}

/** Does this member hold a place? With what the gate needs; null: no. */
export async function heldPlace(db: Database, activityId: string, uid: string): Promise<Pick<SeatsDocument, 'scope' | 'cap' | 'left' | 'cancelled'> | null> {
  const { data } = await seatsOf(db)
    .where({ _id: activityId, 'held.u': uid })
    .field({ scope: true, cap: true, left: true, cancelled: true })
    .limit(1)
    .get();
  return data[0] ?? null;
}

/** Notes that a member has touched an activity. Idempotent. */
export async function touch(db: Database, activityId: string, uid: string, at: number): Promise<void> {
  await insertOnce(touches(db), { _id: `${activityId}:${uid}`, uid, activityId, at });
}

/** The activities a member has touched, latest first. */
export async function touched(db: Database, uid: string, before: { at: number; id: string } | undefined, limit: number): Promise<TouchDocument[]> {
  const { and, or, lt, lte } = db.command;
  const mine: object[] = [{ uid }];
  if (before) mine.push({ at: lte(before.at) }, or({ at: lt(before.at) }, { at: before.at, activityId: lt(before.id) }));
  const { data } = await touches(db).where(and(...mine)).orderBy('at', 'desc').orderBy('activityId', 'desc').limit(limit).get();
  return data;
}

/** Seats on which something happened since the job last looked. */
export async function dirtySeats(db: Database, limit: number): Promise<SeatsDocument[]> {
  return (await seatsOf(db).where({ dirty: true }).limit(limit).get()).data;
}

/** The job has looked at act number `version`; a later act keeps its mark. */
export async function settle(db: Database, activityId: string, version: number): Promise<void> {
  await seatsOf(db).where({ _id: activityId, v: version }).update({ data: { dirty: false } });
}

/** Who of these members has no touch row yet. */
export async function untouched(db: Database, activityId: string, uids: string[]): Promise<string[]> {
  const known = new Set<string>();
  for (let from = 0; from < uids.length; from += 500) {
    const ids = uids.slice(from, from + 500).map((uid) => `${activityId}:${uid}`);
    const { data } = await touches(db).where({ _id: db.command.in(ids) }).field({ uid: true }).limit(500).get();
    for (const { uid } of data) known.add(uid);
  }
  return uids.filter((uid) => !known.has(uid));
}

import { type Answer, type CancelDecision, type Entry, goneCap, mayCome, type Seats } from '../../../miniprogram/domain/registration/seats';
import { pathsUpwards } from '../../../miniprogram/domain/people/scope';
import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { type Database, insertOnce } from '../../platform/database';

/** The deciding document of an activity's places, with what its acts leave for the job. */
export interface SeatsDocument extends Seats {
  /** Something happened since the job last looked. */
  dirty: boolean;
  /** Number of acts so far. */
  v: number;
  /** The act that opened the activity: a repeat goes on from here, whatever a crash left undone. */
  opened: { k: string; h: string; t: number; by: string };
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

/** The seats of a new activity. @returns the act that opened them, an earlier one where they exist already */
export async function openSeats(
  db: Database,
  seats: Omit<SeatsDocument, 'dirty' | 'v' | 'cancel' | 'held' | 'waiting' | 'gone' | 'waits' | 'left' | 'cancelled' | 'audit'>,
): Promise<SeatsDocument['opened']> {
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
  if (await insertOnce(seatsOf(db), document)) return seats.opened;
  return (await readSeats(db, seats._id))?.opened ?? seats.opened;
}

export async function readSeats(db: Database, activityId: string): Promise<SeatsDocument | null> {
  return (await seatsOf(db).doc(activityId).get()).data;
}

/** Who may sign up now, as a condition: nobody twice, no key of an earlier act, nobody who left too often, within the window, of the audience. */
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
    'gone.c': neq(entry.k),
    'gone.b': neq(entry.u),
    ...(mayCome(entry) ? {} : { asks: neq(true) }),
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
  const { lt, gt, lte, exists, or, and, inc, push } = db.command;
  const room = { waits: lt(waitCap), [`gone.${goneCap - 1}`]: exists(false) };
  const { stats } = await seatsOf(db)
    .where(and({ _id: activityId, ...admissible(db, entry, memberPath, now), ...room }, or({ left: lte(0) }, { waits: gt(0) })))
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
export interface SeatsView extends Pick<SeatsDocument, '_id' | 'scope' | 'endsAt' | 'cap' | 'left' | 'waits' | 'waitCap' | 'cancelled' | 'cancel'> {
  standing: Answer | null;
}

/** What the database computes for a view. An entry is somebody else's, or missing, where its index is -1. */
interface Computed extends Omit<SeatsView, 'standing'> {
  heldAt: number;
  held?: Entry;
  waitsAt: number;
  waiting?: Entry;
}

/**
 * One member's view of the places of these activities, by activity; '' is nobody. The arrays stay in the database,
 * so that it is small however long the waitlist.
 */
export async function viewsOf(db: Database, activityIds: string[], uid: string): Promise<Map<string, SeatsView>> {
  if (activityIds.length === 0) return new Map();
  const { arrayElemAt, indexOfArray } = db.command.aggregate;
  const { list } = await seatsOf(db)
    .aggregate()
    .match({ _id: db.command.in(activityIds) })
    .limit(activityIds.length)
    .project({
      ...{ scope: 1, endsAt: 1, cap: 1, left: 1, waits: 1, waitCap: 1, cancelled: 1, cancel: 1 },
      heldAt: indexOfArray(['$held.u', uid]),
      held: arrayElemAt(['$held', indexOfArray(['$held.u', uid])]),
      waitsAt: indexOfArray(['$waiting.u', uid]),
      waiting: arrayElemAt(['$waiting', indexOfArray(['$waiting.u', uid])]),
    })
    .end();
  // The projection above is the type's shape.
  return new Map((list as Computed[]).map((found) => [found._id, viewOf(found)]));
}

function viewOf({ heldAt, held, waitsAt, waiting, ...counts }: Computed): SeatsView {
  if (heldAt >= 0 && held) return { ...counts, standing: { state: 'held', position: null, at: held.t } };
  if (waitsAt >= 0 && waiting) return { ...counts, standing: { state: 'waiting', position: waitsAt + 1, at: waiting.t } };
  return { ...counts, standing: null };
}

export async function viewSeats(db: Database, activityId: string, uid: string): Promise<SeatsView | null> {
  return (await viewsOf(db, [activityId], uid)).get(activityId) ?? null;
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

/** Activities on whose seats something happened since the job last looked. */
export async function dirtySeats(db: Database, limit: number): Promise<string[]> {
  const { data } = await seatsOf(db).where({ dirty: true }).field({ _id: true }).limit(limit).get();
  return data.map((seats) => seats._id);
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

import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { pathsUpwards } from '../../../miniprogram/domain/people/scope';
import { dueAt } from '../../../miniprogram/domain/registration/line';
import { isFor, type Seats } from '../../../miniprogram/domain/registration/seats';
import type { ApplicationDocument } from '../application/store';
import { type Database, insertOnce } from '../../platform/database';

/** A bucket of an activity's places, with what its acts leave for the job. */
export interface SeatsDocument extends Seats {
  /** Something happened since the job last looked. */
  dirty: boolean;
  /** When the bucket next owes something by the clock alone. */
  due: number;
  /** Number of acts so far. */
  v: number;
  /** The act that opened the activity: a repeat goes on from here, whatever a crash left undone. */
  opened: { k: string; h: string; t: number; by: string };
  /** The organiser's cancel: the act and its audit record in one. Bucket 0 decides it. */
  cancel: { k: string; h: string; t: number; by: string; reason: string } | null;
  /** Audit records of cadre acts, until they are in the chain. */
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

export const seatsOf = (db: Database) => db.collection<SeatsDocument>('seats');
const touches = (db: Database) => db.collection<TouchDocument>('registrations');

/**
 * The buckets of a new activity, bucket 0 first: it decides which act opened the activity, the others follow from that act.
 * @returns the act that opened them, an earlier one where they exist already
 */
export async function openSeats(db: Database, buckets: readonly Seats[], opened: SeatsDocument['opened']): Promise<SeatsDocument['opened']> {
  const documentOf = (seats: Seats): SeatsDocument => ({ ...seats, cancel: null, opened, dirty: false, due: dueAt(seats, opened.t), v: 0 });
  const [first, ...others] = buckets.map(documentOf);
  if (!first) throw new Error('an activity without places');
  const head = (await insertOnce(seatsOf(db), first)) ? first : ((await readSeats(db, first._id)) ?? first);
  if (head.opened.h !== opened.h) return head.opened;
  for (const seats of others) await insertOnce(seatsOf(db), { ...seats, opensAt: head.opensAt, closesAt: head.closesAt, opened: head.opened });
  return head.opened;
}

/** One bucket by its own id. */
export async function readSeats(db: Database, bucketId: string): Promise<SeatsDocument | null> {
  return (await seatsOf(db).doc(bucketId).get()).data;
}

/** All buckets of an activity, bucket 0 first; empty: there is no such activity. */
export async function readBuckets(db: Database, activityId: string): Promise<SeatsDocument[]> {
  const { data } = await seatsOf(db).where({ activityId }).limit(100).get();
  return data.sort((a, b) => a.bucket - b.bucket);
}

/** The bucket for whoever belongs to the union at this path; bucket 0 where none is. null: there is no such activity. */
export async function readBucketFor(db: Database, activityId: string, memberPath: string): Promise<SeatsDocument | null> {
  const { data } = await seatsOf(db).where({ activityId, audience: db.command.in(pathsUpwards(memberPath)) }).limit(40).get();
  return data.find((seats) => isFor(seats, memberPath)) ?? readSeats(db, activityId);
}

/** The bucket in which a member stands or an act with this key was done; bucket 0 where none is. null: there is no such activity. */
export async function readBucketOf(db: Database, activityId: string, uid: string, key: string): Promise<SeatsDocument | null> {
  const { and, or } = db.command;
  const people = ['held.u', 'held.m', 'waiting.u', 'waiting.m', 'last.u', 'last.m'].map((field) => ({ [field]: uid }));
  const { data } = await seatsOf(db).where(and({ activityId }, or(...people, { 'gone.c': key }, { 'acts.k': key }))).limit(40).get();
  const acted = data.find((seats) => seats.gone.some((gone) => gone.c === key) || seats.acts.some((act) => act.k === key));
  return acted ?? data[0] ?? readSeats(db, activityId);
}

/** A quota of the union at this path in an activity that is not over; null: none. */
export async function quotaOver(db: Database, path: string, now: number): Promise<Pick<SeatsDocument, 'activityId'> | null> {
  const { neq, gt } = db.command;
  const { data } = await seatsOf(db).where({ audience: path, quota: neq(null), cancelled: false, endsAt: gt(now) }).field({ activityId: true }).limit(1).get();
  return data[0] ?? null;
}

/** Did a cancel end the sign-up with this key, in whatever bucket? */
export async function keyIsGone(db: Database, activityId: string, key: string): Promise<boolean> {
  const { and, or } = db.command;
  const { total } = await seatsOf(db).where(and({ activityId }, or({ 'gone.k': key }, { 'gone.a': key }))).count();
  return total > 0;
}

/** All places of an activity as if they were in one bucket; null: there is no such activity. */
export async function readPlaces(db: Database, activityId: string): Promise<SeatsDocument | null> {
  const buckets = await readBuckets(db, activityId);
  const [first, ...others] = buckets;
  if (!first || others.length === 0) return first ?? null;
  const sum = (count: (seats: Seats) => number) => buckets.reduce((total, seats) => total + count(seats), 0);
  const inLine = (list: 'waiting' | 'last') => buckets.flatMap((seats) => seats[list]).sort((a, b) => a.t - b.t);
  return {
    ...first,
    ...{ cap: sum(({ cap }) => cap), left: sum(({ left }) => left), waits: sum(({ waits }) => waits) },
    ...{ held: buckets.flatMap(({ held }) => held), waiting: inLine('waiting'), last: inLine('last'), gone: buckets.flatMap(({ gone }) => gone) },
  };
}

/** Notes that a member has touched an activity. Idempotent. */
export async function touch(db: Database, activityId: string, uid: string, at: number): Promise<void> {
  await insertOnce(touches(db), { _id: `${activityId}:${uid}`, uid, activityId, at });
}

interface Point {
  at: number;
  id: string;
}

function touchedBefore(db: Database, uid: string, before: Point | undefined): object {
  const { and, or, lt, lte } = db.command;
  return before ? and({ uid }, { at: lte(before.at) }, or({ at: lt(before.at) }, { at: before.at, activityId: lt(before.id) })) : { uid };
}

/** The activities a member has touched, latest first. */
export async function touched(db: Database, uid: string, before: Point | undefined, limit: number): Promise<TouchDocument[]> {
  const { data } = await touches(db).where(touchedBefore(db, uid, before)).orderBy('at', 'desc').orderBy('activityId', 'desc').limit(limit).get();
  return data;
}

/** The same, in one request with what the member applied for there: an application has the row's own id. */
export async function touchedWithApplications(db: Database, uid: string, before: Point | undefined, limit: number): Promise<(TouchDocument & { application: ApplicationDocument[] })[]> {
  const { list } = await touches(db)
    .aggregate()
    .match(touchedBefore(db, uid, before))
    .sort({ at: -1, activityId: -1 })
    .limit(limit)
    .lookup({ from: 'applications', localField: '_id', foreignField: '_id', as: 'application' })
    .end();
  // The stages above are the type's shape.
  return list as (TouchDocument & { application: ApplicationDocument[] })[];
}

/** Activities on whose places something happened since the job last looked, or that owe something by the clock. */
export async function unsettled(db: Database, now: number, limit: number): Promise<string[]> {
  const find = async (condition: object) => (await seatsOf(db).where(condition).field({ activityId: true }).limit(limit).get()).data;
  const found = await Promise.all([find({ dirty: true }), find({ due: db.command.lte(now) })]);
  return [...new Set(found.flat().map(({ activityId }) => activityId))];
}

/** The job has looked at act number `version`; a later act keeps its mark. */
export async function settle(db: Database, seats: SeatsDocument, now: number): Promise<void> {
  await seatsOf(db).where({ _id: seats._id, v: seats.v }).update({ data: { dirty: false, due: dueAt(seats, now) } });
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

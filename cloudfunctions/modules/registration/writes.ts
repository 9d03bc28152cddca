import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { pathsUpwards } from '../../../miniprogram/domain/people/scope';
import { type CancelDecision, type Coming, goneCap } from '../../../miniprogram/domain/registration/joining';
import { dueAt } from '../../../miniprogram/domain/registration/line';
import { type Entry, mayCome, type Seats } from '../../../miniprogram/domain/registration/seats';
import type { Database } from '../../platform/database';
import { type SeatsDocument, seatsOf } from './store';

/** The conditional writes that decide about places: one document, one update. */

/** Marks an act on the seats for the job, with the audit record of a cadre's. */
const mark = (db: Database, record?: AuditRecord) => ({ v: db.command.inc(1), dirty: true, ...(record ? { audit: db.command.push([record]) } : {}) });

/**
 * Who may sign up now, as a condition: nobody twice, no key of an earlier act, nobody who left too often, within the window, of the audience.
 * Of an activity's buckets it fits one at most, so that a member's bucket need not be known before.
 */
function admissible(db: Database, entry: Entry, memberPath: string, now: number, { admitted = false, claimed = false }: Coming): Record<string, unknown> {
  const { lte, gt, neq, in: oneOf, nin } = db.command;
  const paths = pathsUpwards(memberPath);
  const nobodyOf = entry.m ? nin(entry.m) : neq(entry.u);
  const field = entry.m ? 'm' : 'u';
  return {
    cancelled: false,
    audience: oneOf(paths),
    inner: nin(paths),
    ...(admitted ? { endsAt: gt(now) } : { mode: 'firstCome', opensAt: lte(now), closesAt: gt(now), 'gone.b': neq(entry.u), ...(mayCome(entry) ? {} : { asks: false }) }),
    ...(claimed ? {} : { series: null }),
    teams: entry.m !== undefined,
    [`held.${field}`]: nobodyOf,
    [`waiting.${field}`]: nobodyOf,
    [`last.${field}`]: nobodyOf,
    'gone.k': neq(entry.k),
    'gone.a': neq(entry.k),
    'gone.c': neq(entry.k),
  };
}

/** Takes a place in the member's bucket if one is free and nobody waits. @returns whether it did */
export async function takePlace(db: Database, activityId: string, entry: Entry, memberPath: string, now: number, coming: Coming = {}, record?: AuditRecord): Promise<boolean> {
  const { gt, exists, inc, push } = db.command;
  const { stats } = await seatsOf(db)
    .where({ activityId, ...admissible(db, entry, memberPath, now, coming), left: gt(0), 'waiting.0': exists(false) })
    .update({ data: { left: inc(-1), held: push([entry]), ...mark(db, record) } });
  return stats.updated === 1;
}

/** Joins the end of the waitlist if no place can be taken and the list is not full. @returns whether it did */
export async function joinWaitlist(db: Database, bucket: Pick<Seats, '_id' | 'waitCap'>, entry: Entry, memberPath: string, now: number, coming: Coming = {}, record?: AuditRecord): Promise<boolean> {
  const { lt, gt, lte, exists, or, and, inc, push } = db.command;
  const room = { waits: lt(bucket.waitCap), [`gone.${goneCap - 1}`]: exists(false) };
  const { stats } = await seatsOf(db)
    .where(and({ _id: bucket._id, ...admissible(db, entry, memberPath, now, coming), ...room }, or({ left: lte(0) }, { waits: gt(0) })))
    .update({ data: { waits: inc(1), waiting: push([entry]), ...mark(db, record) } });
  return stats.updated === 1;
}

/** Joins those who are last in line. @returns whether it did */
export async function joinLast(db: Database, bucket: Pick<Seats, '_id' | 'waitCap' | 'closesAt'>, entry: Entry, memberPath: string, now: number, coming: Coming, record?: AuditRecord): Promise<boolean> {
  const { exists, min, push } = db.command;
  const { stats } = await seatsOf(db)
    .where({ _id: bucket._id, ...admissible(db, entry, memberPath, now, coming), [`last.${bucket.waitCap - 1}`]: exists(false) })
    .update({ data: { last: push([entry]), due: min(bucket.closesAt), ...mark(db, record) } });
  return stats.updated === 1;
}

/** Carries out what decideCancel chose, if the places still are as it saw them. @returns whether it did */
export async function leave(db: Database, bucketId: string, plan: Extract<CancelDecision, { tombstone: unknown }>, record?: AuditRecord): Promise<boolean> {
  const { exists, inc, min, push, pull, set, shift, elemMatch } = db.command;
  const { tombstone } = plan;
  const { u, k } = tombstone;
  const common = { gone: push([tombstone]), ...mark(db, record) };
  const here = { _id: bucketId, cancelled: false };
  const all = seatsOf(db);
  if (plan.do === 'free') {
    const { stats } = await all.where({ ...here, held: elemMatch({ u, k, c: exists(false) }), 'waiting.0': exists(false) }).update({ data: { held: pull({ u }), left: inc(1), ...common } });
    return stats.updated === 1;
  }
  if (plan.do === 'leaveQueue') {
    const fewer = plan.list === 'waiting' ? { waits: inc(-1) } : {};
    const { stats } = await all.where({ ...here, [plan.list]: elemMatch({ u, k }) }).update({ data: { [plan.list]: pull({ u }), ...fewer, ...common } });
    return stats.updated === 1;
  }
  const { index, heir } = plan;
  const lapses = heir.o === undefined ? {} : { due: min(heir.o) };
  const { stats } = await all
    .where({ ...here, [`held.${index}.u`]: u, [`held.${index}.k`]: k, [`held.${index}.c`]: exists(false), 'waiting.0.u': heir.u, 'waiting.0.k': heir.k })
    .update({ data: { [`held.${index}`]: set(heir), waiting: shift(), waits: inc(-1), ...lapses, ...common } });
  return stats.updated === 1;
}

/** Puts a bucket into its next state, if nothing has happened to it since it was read. @returns whether it did */
export async function swap(db: Database, before: SeatsDocument, next: Seats, now: number, record?: AuditRecord): Promise<boolean> {
  const { set, push } = db.command;
  const was = new Map<string, unknown>(Object.entries(before));
  const changed = Object.entries(next).filter(([field, value]) => was.get(field) !== value);
  const change = Object.fromEntries(changed.map(([field, value]) => [field, typeof value === 'object' ? set(value) : value]));
  const { stats } = await seatsOf(db)
    .where({ _id: before._id, v: before.v })
    .update({ data: { ...change, ...(record ? { audit: push([record]) } : {}), ...mark(db), due: dueAt(next, now) } });
  return stats.updated === 1;
}

/** Calls an activity off for everyone: its bucket 0 decides. @returns whether this act did it */
export async function cancelSeats(db: Database, activityId: string, cancel: NonNullable<SeatsDocument['cancel']>, record: AuditRecord): Promise<boolean> {
  const { stats } = await seatsOf(db)
    .where({ _id: activityId, cancelled: false, endsAt: db.command.gt(cancel.t) })
    .update({ data: { cancelled: true, cancel: db.command.set(cancel), audit: db.command.push([record]), ...mark(db) } });
  return stats.updated === 1;
}

/** Closes the other buckets of an activity that was called off. Idempotent. */
export async function closeBuckets(db: Database, activityId: string): Promise<void> {
  await seatsOf(db).where({ activityId, cancelled: false }).update({ data: { cancelled: true, ...mark(db) } });
}

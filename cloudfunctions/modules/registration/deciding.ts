import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import type { Change } from '../../../miniprogram/domain/registration/acts';
import { type Coming, decideCancel, decideSignUp } from '../../../miniprogram/domain/registration/joining';
import { settleLine } from '../../../miniprogram/domain/registration/line';
import { type Answer, type Entry, isFor, peopleOf, type Seats } from '../../../miniprogram/domain/registration/seats';
import { spareFor } from '../../../miniprogram/domain/registration/transfers';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { inSeries } from '../series/claims';
import { nextBatchRefusal, notThere, refusals, tooMany } from './refusals';
import { readBucketFor, readBucketOf, readBuckets, readSeats, type SeatsDocument } from './store';
import { transfer } from './transfers';
import { standingAt } from './views';
import { joinLast, joinWaitlist, leave, swap, takePlace } from './writes';

/** How often a decision is made anew when others changed the places in between. */
const tries = 12;

/**
 * Buckets that this warm function lately saw full, by activity: a hint which update to try first, never the decision.
 * It spares those who come too late a place a write that cannot succeed.
 */
const seenFull = new Map<string, Map<string, { until: number; bucket: Pick<Seats, '_id' | 'waitCap' | 'audience' | 'inner'> }>>();
const hintLasts = 5_000;

function hintFor(activityId: string, memberPath: string, now: number) {
  const full = [...(seenFull.get(activityId)?.values() ?? [])];
  return full.find(({ until, bucket }) => now < until && isFor(bucket, memberPath))?.bucket;
}

function remember(activityId: string, { _id, waitCap, audience, inner }: Seats, now: number): void {
  const full = seenFull.get(activityId) ?? new Map<string, never>();
  seenFull.set(activityId, full.set(_id, { until: now + hintLasts, bucket: { _id, waitCap, audience, inner } }));
}

/** Activities of a series that this warm function has seen: there the first write cannot succeed, an attempt has to be written down before it. */
const seenSeries = new Set<string>();

/** Takes a place or a place in the waitlist, in the bucket that the union at `memberPath` has; in an activity of a series, where its people have room for one more. */
export async function signUpFor(
  db: Database,
  activityId: string,
  entry: Entry,
  memberPath: string,
  now: number,
  coming: Coming = {},
  record?: AuditRecord,
): Promise<Answer> {
  const outcome = await seat(db, activityId, entry, memberPath, now, coming, record);
  if ('state' in outcome) return outcome;
  seenSeries.add(activityId);
  return inSeries(db, outcome, { activityId, people: peopleOf(entry), key: entry.k, now }, async () => {
    const answer = await seat(db, activityId, entry, memberPath, now, { ...coming, claimed: true }, record);
    if ('state' in answer) return answer;
    throw new Error('a claim that was made is asked for');
  });
}

/**
 * A rush costs one write: the first conditional update decides for most, and only where it fails are the places read to learn why.
 * @returns the answer, or the series in which an attempt must be written down before
 */
async function seat(
  db: Database,
  activityId: string,
  entry: Entry,
  memberPath: string,
  now: number,
  coming: Coming,
  record?: AuditRecord,
): Promise<Answer | Api.Series.Rule> {
  const held: Answer = { state: 'held', position: null, at: entry.t };
  const hint = hintFor(activityId, memberPath, now);
  const mayWrite = !coming.last && (coming.claimed === true || !seenSeries.has(activityId));
  if (mayWrite && hint) {
    if (await joinWaitlist(db, hint, entry, memberPath, now, coming, record)) return afterwards(db, hint._id, entry.u);
  } else if (mayWrite && (await takePlace(db, activityId, entry, memberPath, now, coming, record))) {
    return held;
  }
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const seats = await readBucketFor(db, activityId, memberPath);
    if (!seats) throw notThere();
    const line = settleLine(seats, now);
    const decision = decideSignUp(line, entry, memberPath, now, coming);
    if (decision.do === 'answer') return decision.answer;
    if (decision.do === 'note') {
      if (await swap(db, seats, decision.next, now)) return decision.answer;
      continue;
    }
    if (decision.do === 'refuse') throw decision.at === undefined ? refusals[decision.reason]() : nextBatchRefusal(decision.at, now);
    if (seats.series && !coming.claimed) return seats.series;
    if (line !== seats) {
      await swap(db, seats, line, now);
    } else if (decision.do === 'waitLast') {
      if (await joinLast(db, seats, entry, memberPath, now, coming, record)) return afterwards(db, seats._id, entry.u);
    } else if (decision.do === 'take' || (await lend(db, seats, now))) {
      seenFull.get(activityId)?.delete(seats._id);
      if (await takePlace(db, activityId, entry, memberPath, now, coming, record)) return held;
    } else {
      remember(activityId, seats, now);
      if (await joinWaitlist(db, seats, entry, memberPath, now, coming, record)) return afterwards(db, seats._id, entry.u);
    }
  }
  throw new Refusal('SLOW_DOWN', '报名的人太多，请稍后再试');
}

/** Where somebody stands who has just joined the waitlist: they may have moved up meanwhile. */
async function afterwards(db: Database, bucketId: string, uid: string): Promise<Answer> {
  const standing = await standingAt(db, bucketId, uid);
  if (!standing) throw refusals.keyCancelled();
  return standing;
}

/** Brings unused places of other units to a full bucket once they are free for all. @returns whether any came */
async function lend(db: Database, seats: SeatsDocument, now: number): Promise<boolean> {
  if (seats.returnAt === null || now < seats.returnAt) return false;
  const spare = spareFor(await readBuckets(db, seats.activityId), seats, now);
  const from = spare && (await readSeats(db, spare.from._id));
  return from !== null && spare !== null && (await transfer(db, from, seats.bucket, spare.n, now));
}

/** Gives a place or a waitlist entry back; the first who waits moves up in the same write. */
export async function cancelFor(db: Database, activityId: string, uid: string, key: string, now: number, by?: string, record?: AuditRecord): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const seats = await readBucketOf(db, activityId, uid, key);
    if (!seats) throw notThere();
    const line = settleLine(seats, now);
    const plan = decideCancel(line, uid, key, now, by);
    if (plan.do === 'done') return;
    if (plan.do === 'refuse') throw refusals[plan.reason]();
    if (line !== seats) await swap(db, seats, line, now);
    else if (await leave(db, seats._id, plan, record)) return;
  }
  throw tooMany();
}

/**
 * Does an act on one bucket by compare-and-set, with its audit record in the same write where it has one. A repeat changes nothing.
 * @returns the bucket as it was before the act
 */
export async function actOn(
  db: Database,
  find: () => Promise<SeatsDocument | null>,
  now: number,
  decide: (seats: Seats) => Change,
  record?: AuditRecord,
): Promise<SeatsDocument> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const seats = await find();
    if (!seats) throw notThere();
    const change = decide(settleLine(seats, now));
    if (change.do === 'done') return seats;
    if (change.do === 'refuse') throw refusals[change.reason]();
    if (await swap(db, seats, change.next, now, record)) return seats;
  }
  throw tooMany();
}

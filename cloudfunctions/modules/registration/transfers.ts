import { bucketId } from '../../../miniprogram/domain/registration/layout';
import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import type { ActMark, Seats, Transfer } from '../../../miniprogram/domain/registration/seats';
import { give, given, nextReturn, receive } from '../../../miniprogram/domain/registration/transfers';
import type { Database } from '../../platform/database';
import { tooMany } from './refusals';
import { readBuckets, readSeats, type SeatsDocument } from './store';
import { swap } from './writes';

const tries = 12;

/** Changes one bucket by compare-and-set until it stands; `change` gives the same object where nothing is to do. */
async function evolve(db: Database, id: string, now: number, change: (seats: SeatsDocument) => Seats): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const seats = await readSeats(db, id);
    if (!seats) throw new Error('a transfer to a bucket that is not there');
    const next = change(seats);
    if (next === seats || (await swap(db, seats, next, now))) return;
  }
  throw tooMany();
}

/** Finishes a transfer that its source holds. Every step may be repeated. */
export async function finish(db: Database, activityId: string, from: number, moving: Transfer, now: number): Promise<void> {
  await evolve(db, bucketId(activityId, moving.to), now, (seats) => receive(seats, moving, now));
  await evolve(db, bucketId(activityId, from), now, (seats) => given(seats, moving.id));
}

/** The organiser's act that moves a place, kept with the transfer in the source. */
export interface Moving {
  uid: string;
  act: ActMark;
  record: AuditRecord;
}

/** Moves free places of a bucket, as it was read, to another one. @returns false: something has happened to the source since */
export async function transfer(db: Database, from: SeatsDocument, to: number, n: number, now: number, moving?: Moving): Promise<boolean> {
  const giving = give(from, n, to, from.v, moving?.uid);
  if (!giving) return false;
  const next = moving ? { ...giving.next, acts: [...from.acts, moving.act] } : giving.next;
  if (!(await swap(db, from, next, now, moving?.record))) return false;
  await finish(db, from.activityId, from.bucket, giving.transfer, now);
  return true;
}

/** Finishes what is on its way and, once unused places return, brings them to whoever has waited longest. */
export async function balance(db: Database, activityId: string, now: number): Promise<void> {
  for (let moved = 0; moved < 100; moved += 1) {
    const buckets = await readBuckets(db, activityId);
    if (buckets.length < 2) return;
    for (const seats of buckets) for (const moving of seats.gives) await finish(db, activityId, seats.bucket, moving, now);
    const next = nextReturn(buckets, now);
    const from = next && buckets.find(({ bucket }) => bucket === next.from.bucket);
    if (!from) return;
    await transfer(db, from, next.to.bucket, next.n, now);
  }
}

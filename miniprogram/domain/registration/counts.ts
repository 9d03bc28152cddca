import { isFor, type Seats } from './seats';

/** What counting needs of a bucket. */
export type Counted = Pick<Seats, 'bucket' | 'quota' | 'audience' | 'inner' | 'cap' | 'left' | 'waits' | 'waitCap' | 'batches' | 'released' | 'returnAt'>;

export interface Counts {
  capacity: number;
  /** Free places, with batches whose hour has come. */
  left: number;
  waiting: number;
}

/** What is free now, whether or not somebody has called for the batch. */
function freeNow(bucket: Counted, now: number): number {
  const due = bucket.batches.filter((batch, index) => index >= bucket.released && batch.at <= now);
  return bucket.left + due.reduce((sum, batch) => sum + batch.places, 0);
}

export function totalOf(buckets: readonly Counted[], now: number): Counts {
  const sum = (count: (bucket: Counted) => number) => buckets.reduce((total, bucket) => total + count(bucket), 0);
  return { capacity: sum(({ cap }) => cap), left: sum((bucket) => freeNow(bucket, now)), waiting: sum(({ waits }) => waits) };
}

/**
 * The counts that matter to one member: those of the bucket that they stand in or would sign up in. Once unused places have come back
 * whatever is free anywhere is free for them too.
 * @param own number of the bucket they stand in; undefined: none
 */
export function countsFor(buckets: readonly Counted[], memberPath: string | null, own: number | undefined, now: number): Counts & { quota: string | null } {
  const total = totalOf(buckets, now);
  const mine = memberPath === null ? undefined : (buckets.find(({ bucket }) => bucket === own) ?? buckets.find((bucket) => isFor(bucket, memberPath)));
  if (!mine) return { ...total, quota: null };
  const returned = mine.returnAt !== null && mine.returnAt <= now;
  return { capacity: mine.cap, left: returned ? total.left : freeNow(mine, now), waiting: mine.waits, quota: mine.quota?.name ?? null };
}

/** Could a sign-up from the union at this path succeed, as things stand, with a place or in line? */
export function hasRoom(buckets: readonly Counted[], memberPath: string, now: number): boolean {
  const mine = buckets.find((bucket) => isFor(bucket, memberPath));
  if (!mine) return false;
  const moreToCome = mine.batches.some(({ at }) => at > now);
  return countsFor(buckets, memberPath, undefined, now).left > 0 || (!moreToCome && mine.waits < mine.waitCap);
}

/** When the next batch of places comes out; null: none is to come. */
export function nextBatchAt(buckets: readonly Counted[], now: number): number | null {
  const coming = buckets.flatMap(({ batches }) => batches.map(({ at }) => at)).filter((at) => at > now);
  return coming.length > 0 ? Math.min(...coming) : null;
}

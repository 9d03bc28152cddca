import { listHash } from './seed';
import { chanceFrom, shuffled } from './stream';

/** 摇号: places by lot among those who applied within the window. */

/** One line of the published list. */
export interface LotteryEntry {
  /** 1, 2, 3 … in the order of applying. */
  n: number;
  /** Tells its owner, and nobody else, whose line it is. */
  receipt: string;
  /** Masked (陈**). */
  name: string;
  /** 2 for a newcomer where the rules favour them, else 1. */
  tickets: 1 | 2;
  /** Behind all others: somebody with unexcused no-shows. */
  last: boolean;
  /** Number of the bucket of places that they are drawn for: 0 the pool, else a unit quota. */
  bucket: number;
}

/** Places of one bucket when the draw was made. */
export interface LotteryPlaces {
  bucket: number;
  /** Free places. */
  places: number;
  /** The waitlist takes so many. */
  waits: number;
}

/** The line as it is hashed. */
export function lineOf({ n, receipt, name, tickets, last, bucket }: LotteryEntry): string {
  return JSON.stringify([n, receipt, name, tickets, last ? 1 : 0, bucket]);
}

export function entriesHash(entries: readonly LotteryEntry[]): string {
  return listHash(entries.map(lineOf));
}

/**
 * The order of all entries: every ticket is shuffled and an entry stands where its first one lies; then, with the same chance, those who are last in line.
 * @returns their numbers
 */
export function lotteryOrder(entries: readonly LotteryEntry[], seed: Uint8Array): number[] {
  const below = chanceFrom(seed);
  const tickets = entries.filter(({ last }) => !last).flatMap(({ n, tickets: count }) => Array.from({ length: count }, () => n));
  const first = new Set(shuffled(tickets, below));
  const behind = entries.filter(({ last }) => last).map(({ n }) => n);
  return [...first, ...shuffled(behind, below)];
}

export type Lot = { lot: 'won' } | { lot: 'waits'; position: number } | { lot: 'lost' };

/**
 * What the order gives each entry: within its own bucket the first get the places, the next the waitlist, in that order.
 * @returns by entry number
 */
export function lotsOf(order: readonly number[], bucketOf: (n: number) => number, places: readonly LotteryPlaces[]): Map<number, Lot> {
  const left = new Map(places.map((one) => [one.bucket, { ...one, taken: 0 }]));
  const lots = new Map<number, Lot>();
  for (const n of order) {
    const bucket = left.get(bucketOf(n));
    if (!bucket) lots.set(n, { lot: 'lost' });
    else {
      const index = bucket.taken;
      bucket.taken += 1;
      if (index < bucket.places) lots.set(n, { lot: 'won' });
      else lots.set(n, index < bucket.places + bucket.waits ? { lot: 'waits', position: index - bucket.places + 1 } : { lot: 'lost' });
    }
  }
  return lots;
}

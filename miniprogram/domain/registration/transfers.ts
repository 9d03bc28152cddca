import { seatFirst } from './acts';
import { settleLine } from './line';
import type { Seats, Transfer } from './seats';

/**
 * Places move between the buckets of an activity, people never do. A transfer is three conditional writes: out of its source, which
 * keeps it; into its target, which remembers its id; and off the source's list. Whoever finds one half-way finishes it.
 */

/** Takes free places out of a bucket. @param v number of acts so far: makes the id. @returns null: they are not free */
export function give(seats: Seats, n: number, to: number, v: number, u?: string): { next: Seats; transfer: Transfer } | null {
  if (n < 1 || seats.left < n || seats.cancelled || to === seats.bucket) return null;
  const transfer: Transfer = { id: `${seats.bucket}-${v}`, n, to, ...(u === undefined ? {} : { u }) };
  return { next: { ...seats, cap: seats.cap - n, left: seats.left - n, gives: [...seats.gives, transfer] }, transfer };
}

/** Puts what was given into its target: to the member it is for, if they wait, else down the line. The same object where it has arrived already. */
export function receive(seats: Seats, transfer: Transfer, now: number): Seats {
  if (seats.got.includes(transfer.id)) return seats;
  const more: Seats = { ...seats, cap: seats.cap + transfer.n, left: seats.left + transfer.n, got: [...seats.got, transfer.id] };
  return settleLine(transfer.u === undefined ? more : seatFirst(more, transfer.u, now), now);
}

/** The transfer has arrived: its source need not keep it. */
export function given(seats: Seats, id: string): Seats {
  const gives = seats.gives.filter((transfer) => transfer.id !== id);
  return gives.length === seats.gives.length ? seats : { ...seats, gives };
}

/** Which bucket should give how many places to which, now that unused ones return: whoever has waited longest first. null: nothing to move. */
export function nextReturn(buckets: readonly Seats[], now: number): { from: Seats; to: Seats; n: number } | null {
  const open = buckets.filter((seats) => !seats.cancelled && now < seats.endsAt && seats.returnAt !== null && seats.returnAt <= now);
  const since = ({ waiting }: Seats) => waiting[0]?.t ?? 0;
  const [to] = open.filter(({ left, waiting }) => left === 0 && waiting.length > 0).sort((a, b) => since(a) - since(b) || a.bucket - b.bucket);
  const [from] = open.filter(({ left, waiting }) => left > 0 && waiting.length === 0).sort((a, b) => b.left - a.left || a.bucket - b.bucket);
  return from && to ? { from, to, n: Math.min(from.left, to.waiting.length) } : null;
}

/** A bucket that can lend places to a full one where nobody waits anywhere, and how many; null: none. */
export function spareFor(buckets: readonly Seats[], to: Seats, now: number): { from: Seats; n: number } | null {
  if (to.returnAt === null || to.returnAt > now || buckets.some(({ waits }) => waits > 0)) return null;
  const [from] = buckets.filter((seats) => seats.bucket !== to.bucket && seats.left > 0).sort((a, b) => b.left - a.left || a.bucket - b.bucket);
  return from ? { from, n: Math.ceil(from.left / 2) } : null;
}

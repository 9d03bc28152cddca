import type { Entry, Seats } from '../registration/seats';

/**
 * Gives the next of the drawn order their places: while some are free and nobody waits a place, then the waitlist until it is full.
 * Whoever is there already keeps what they have.
 */
export function filledWith<S extends Seats>(seats: S, next: readonly Entry[]): S {
  const there = new Set([...seats.held, ...seats.waiting, ...seats.last].flatMap(({ u, m }) => m ?? [u]));
  const coming = next.filter(({ u }) => !there.has(u));
  const winners = seats.waiting.length > 0 ? 0 : Math.min(seats.left, coming.length);
  const waiting = [...seats.waiting, ...coming.slice(winners, winners + Math.max(0, seats.waitCap - seats.waiting.length))];
  return { ...seats, held: [...seats.held, ...coming.slice(0, winners)], left: seats.left - winners, waiting, waits: waiting.length };
}

import { notedAfter } from './absence';
import { heirOf, keysOf } from './joining';
import { isLapsed, type Seats } from './seats';

/** Later than anything that happens here. */
export const never = 4_102_444_800_000;

/** Changes that a bucket owes at `now`, in their order: batches come out, lapsed offers pass on, free places go down the line. The same object where nothing is due. */
export function settleLine(seats: Seats, now: number): Seats {
  if (seats.cancelled || now >= seats.endsAt) return seats;
  return promote(passOn(release(seats, now), now), now);
}

function release(seats: Seats, now: number): Seats {
  const out = seats.batches.filter((batch) => batch.at <= now).length;
  if (out <= seats.released) return seats;
  const places = seats.batches.slice(seats.released, out).reduce((sum, batch) => sum + batch.places, 0);
  return { ...seats, released: out, left: seats.left + places };
}

function passOn(seats: Seats, now: number): Seats {
  const lapsed = seats.held.filter((entry) => isLapsed(entry, now));
  if (lapsed.length === 0) return seats;
  return {
    ...seats,
    held: seats.held.filter((entry) => !isLapsed(entry, now)),
    left: seats.left + lapsed.length,
    gone: [...seats.gone, ...lapsed.map((entry) => ({ ...keysOf(entry), u: entry.u, c: `lapsed:${entry.k}`, t: now }))],
    told: toldFirst(seats, ...lapsed.map(({ u }) => ({ u, how: 'lapsed' as const, t: now, reason: '' }))),
  };
}

/** `told` grows at its front, so that the first word about a member is the latest. */
const toldAtMost = 300;
export const toldFirst = (seats: Pick<Seats, 'told'>, ...news: Seats['told']) => [...news, ...seats.told].slice(0, toldAtMost);

function promote(seats: Seats, now: number): Seats {
  const up = Math.min(seats.left, seats.waiting.length);
  const atLast = now >= seats.closesAt && seats.waiting.length === up ? Math.min(seats.left - up, seats.last.length) : 0;
  if (up + atLast === 0) return seats;
  const heirs = [...seats.waiting.slice(0, up), ...seats.last.slice(0, atLast)];
  return {
    ...seats,
    held: [...seats.held, ...heirs.map((entry) => heirOf(seats, entry, now))],
    waiting: seats.waiting.slice(up),
    waits: seats.waits - up,
    last: seats.last.slice(atLast),
    left: seats.left - up - atLast,
  };
}

/** When the bucket next owes something by the clock alone. */
export function dueAt(seats: Seats, now: number): number {
  if (seats.cancelled) return never;
  const noted = seats.endsAt + notedAfter;
  if (now >= seats.endsAt) return now < noted ? noted : never;
  const offers = seats.held.flatMap(({ o }) => (o === undefined ? [] : [o]));
  const batch = seats.batches[seats.released];
  const closing = seats.last.length > 0 ? [seats.closesAt] : [];
  const back = seats.returnAt === null ? [] : [seats.returnAt];
  return Math.min(noted, ...[...offers, ...closing, ...back, ...(batch ? [batch.at] : [])].filter((at) => at > now));
}

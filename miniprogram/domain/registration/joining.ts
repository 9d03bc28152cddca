import { type Answer, type Entry, isFor, mayCome, peopleOf, type RefusalReason, type Seats, standing, type Tombstone } from './seats';

/** Sign-ups and cancels of one member for one activity before we ask them to stop: each leaves a tombstone. */
const maxCancels = 5;

/** With so many tombstones the waitlist takes nobody more, so that the document stays below 1 MB. */
export const goneCap = 2000;

/** No honest member signs up with more keys. */
const keysAtMost = 20;

/** The keys by which an entry came, for its tombstone. */
export const keysOf = ({ k, a }: Entry): Pick<Tombstone, 'k' | 'a'> => (a ? { k, a } : { k });

/** How a sign-up comes: `admitted` by the organiser, who is bound neither by window nor mode; `last` in line after no-shows; `claimed`: with an attempt in the activity's series. */
export interface Coming {
  admitted?: boolean;
  last?: boolean;
  claimed?: boolean;
}

export type SignUpDecision =
  | { do: 'take' }
  | { do: 'wait' }
  | { do: 'waitLast' }
  | { do: 'answer'; answer: Answer }
  /** Answer, once `next` stands: the key must be gone too when the entry goes. */
  | { do: 'note'; answer: Answer; next: Seats }
  | { do: 'refuse'; reason: RefusalReason; at?: number };

/**
 * What a sign-up should do, given the places as last read and the line settled: try for a place, try for the waitlist, or answer.
 * A repeat and a second phone get the standing they already have; a key that was cancelled stays cancelled.
 */
export function decideSignUp(seats: Seats, entry: Entry, memberPath: string, now: number, coming: Coming = {}): SignUpDecision {
  const mine = standing(seats, entry.u);
  if (mine && mine.entry.u !== entry.u) return { do: 'refuse', reason: 'teamMate' };
  if (mine) {
    if (mine.entry.k === entry.k && mine.entry.h !== entry.h) return { do: 'refuse', reason: 'keyReused' };
    const answer = { state: mine.state, position: mine.position, at: mine.at };
    const { a = [] } = mine.entry;
    if (mine.entry.k === entry.k || a.includes(entry.k) || a.length >= keysAtMost) return { do: 'answer', answer };
    const noted = seats[mine.list].map((one) => (one === mine.entry ? { ...one, a: [...a, entry.k] } : one));
    return { do: 'note', answer, next: { ...seats, [mine.list]: noted } };
  }
  if (peopleOf(entry).some((uid) => standing(seats, uid))) return { do: 'refuse', reason: 'teamMate' };
  if (seats.gone.some((tombstone) => tombstone.k === entry.k || tombstone.a?.includes(entry.k))) return { do: 'refuse', reason: 'keyCancelled' };
  if (seats.gone.some((tombstone) => tombstone.c === entry.k)) return { do: 'refuse', reason: 'keyReused' };
  if (seats.cancelled) return { do: 'refuse', reason: 'activityCancelled' };
  if (!isFor(seats, memberPath)) return { do: 'refuse', reason: 'audience' };
  if (coming.admitted) {
    if (now >= seats.endsAt) return { do: 'refuse', reason: 'over' };
  } else {
    if (seats.teams !== (entry.m !== undefined)) return { do: 'refuse', reason: 'needsTeam' };
    if (seats.mode !== 'firstCome') return { do: 'refuse', reason: 'notFirstCome' };
    if (now < seats.opensAt) return { do: 'refuse', reason: 'notOpen' };
    if (now >= seats.closesAt) return { do: 'refuse', reason: 'closed' };
    if (seats.gone.some((tombstone) => tombstone.b === entry.u)) return { do: 'refuse', reason: 'restless' };
    if (seats.asks && !mayCome(entry)) return { do: 'refuse', reason: 'form' };
  }
  const next = seats.batches[seats.released];
  if (coming.last && !coming.admitted) return seats.last.length >= seats.waitCap ? { do: 'refuse', reason: 'full' } : { do: 'waitLast' };
  if (seats.left > 0 && seats.waiting.length === 0) return { do: 'take' };
  if (next) return { do: 'refuse', reason: 'nextBatch', at: next.at };
  if (seats.waiting.length >= seats.waitCap || seats.gone.length >= goneCap) return { do: 'refuse', reason: 'full' };
  return { do: 'wait' };
}

export type CancelDecision =
  /** Free the place; nobody waits. */
  | { do: 'free'; tombstone: Tombstone }
  /** Hand the place at `index` of `held` to the first who waits, in the same write. */
  | { do: 'handOver'; tombstone: Tombstone; index: number; heir: Entry }
  | { do: 'leaveQueue'; tombstone: Tombstone; list: 'waiting' | 'last' }
  | { do: 'done' }
  | { do: 'refuse'; reason: RefusalReason };

/** A freed place in the hands of the next in line: theirs, or offered to them for a while. No offer outlasts the activity's beginning. */
export function heirOf(seats: Pick<Seats, 'offerFor' | 'startsAt'>, entry: Entry, now: number): Entry {
  const until = seats.offerFor === null ? now : Math.min(now + seats.offerFor, seats.startsAt);
  return until > now ? { ...entry, p: now, o: until } : { ...entry, p: now };
}

/** What a cancel should do, given the places as last read. `by`: the cadre who cancels for the member. */
export function decideCancel(seats: Seats, uid: string, key: string, now: number, by?: string): CancelDecision {
  const before = seats.gone.find((tombstone) => tombstone.c === key);
  if (before) return before.u === uid ? { do: 'done' } : { do: 'refuse', reason: 'keyReused' };
  const mine = standing(seats, uid);
  if (!mine) return { do: 'refuse', reason: 'notIn' };
  if (mine.entry.u !== uid) return { do: 'refuse', reason: 'notLeader' };
  if (mine.entry.k === key) return { do: 'refuse', reason: 'keyReused' };
  if (seats.cancelled) return { do: 'refuse', reason: 'activityCancelled' };
  if (now >= seats.endsAt) return { do: 'refuse', reason: 'over' };
  if (mine.entry.c) return { do: 'refuse', reason: 'arrived' };
  const earlier = seats.gone.filter((gone) => gone.u === uid).length;
  const tombstone: Tombstone = { ...keysOf(mine.entry), u: uid, c: key, t: now, ...(earlier + 1 >= maxCancels ? { b: uid } : {}), ...(by === undefined ? {} : { by }) };
  if (mine.list !== 'held') return { do: 'leaveQueue', tombstone, list: mine.list };
  const first = seats.waiting[0];
  if (!first) return { do: 'free', tombstone };
  return { do: 'handOver', tombstone, index: mine.index, heir: heirOf(seats, first, now) };
}

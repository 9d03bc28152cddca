import { pathsUpwards } from '../people/scope';

/**
 * Places of one activity: the ONE document that decides who is in, who waits, and who left (报名 · 候补 · 取消).
 * An act is one conditional update of it; what this file decides is which update to try and what its failure means.
 */
export interface Seats {
  _id: string;
  /** Members below this union may sign up. */
  audience: string;
  /** Scope of the organising union: whose cadres and gate staff act here. */
  scope: string;
  opensAt: number;
  closesAt: number;
  /** From here on nobody signs up, cancels or moves up. */
  endsAt: number;
  /** The organiser called it off. */
  cancelled: boolean;
  cap: number;
  /** Free places; `cap` = `left` + number of `held`. */
  left: number;
  /** Number in `waiting`, kept in the same updates so that a list need not read the array. */
  waits: number;
  /** The waitlist takes no more than this, so that the document stays below 1 MB. */
  waitCap: number;
  /** The sign-up form has a question that must be answered: who comes without answers is refused. */
  asks?: boolean;
  held: Entry[];
  /** Grows only at its end: its order is the order of arrival. */
  waiting: Entry[];
  gone: Tombstone[];
}

export interface Entry {
  /** Member. */
  u: string;
  /** Idempotency key of the sign-up. */
  k: string;
  /** Hash of the sign-up's input. */
  h: string;
  /** When the sign-up was decided. */
  t: number;
  /** When a freed place was given to them. */
  p?: number;
  /** The cadre who signed them up (代报名). */
  by?: string;
  /** They answered the sign-up form. */
  f?: 1;
}

/** Is the form no hindrance? A cadre who signs somebody up may ask them later. */
export const mayCome = (entry: Entry) => entry.f === 1 || entry.by !== undefined;

/** What a cancel leaves behind, so that a late duplicate of the sign-up cannot come back. */
export interface Tombstone {
  u: string;
  k: string;
  /** Idempotency key of the cancel. */
  c: string;
  t: number;
  /** The member, on the last cancel that we take from them: they sign up here no more. */
  b?: string;
  /** The cadre who cancelled for them. */
  by?: string;
}

export type Answer = { state: Api.Registration.State; position: number | null; at: number };

export type RefusalReason = 'notOpen' | 'closed' | 'activityCancelled' | 'audience' | 'full' | 'form' | 'keyReused' | 'keyCancelled' | 'restless' | 'notIn' | 'over' | 'arrived';

/** Sign-ups and cancels of one member for one activity before we ask them to stop: each leaves a tombstone. */
const maxCancels = 5;

/** With so many tombstones the waitlist takes nobody more, so that the document stays below 1 MB. */
export const goneCap = 2000;

/** The largest waitlist of one bucket; an entry takes about 110 bytes. */
export function waitCapFor(capacity: number): number {
  return Math.max(200, Math.min(5000, 20 * capacity));
}

function standing(seats: Seats, uid: string): (Answer & { entry: Entry }) | null {
  const held = seats.held.find((entry) => entry.u === uid);
  if (held) return { state: 'held', position: null, at: held.t, entry: held };
  const index = seats.waiting.findIndex((entry) => entry.u === uid);
  const waiting = seats.waiting[index];
  return waiting ? { state: 'waiting', position: index + 1, at: waiting.t, entry: waiting } : null;
}

/** A member's own state; null: neither in nor waiting. */
export function standingOf(seats: Seats, uid: string): Answer | null {
  const found = standing(seats, uid);
  return found && { state: found.state, position: found.position, at: found.at };
}

export type SignUpDecision = { do: 'take' } | { do: 'wait' } | { do: 'answer'; answer: Answer } | { do: 'refuse'; reason: RefusalReason };

/**
 * What a sign-up should do, given the places as last read: try for a place, try for the waitlist, or answer.
 * A repeat and a second phone get the standing they already have; a key that was cancelled stays cancelled.
 */
export function decideSignUp(seats: Seats, entry: Entry, memberPath: string, now: number): SignUpDecision {
  const mine = standing(seats, entry.u);
  if (mine) {
    if (mine.entry.k === entry.k && mine.entry.h !== entry.h) return { do: 'refuse', reason: 'keyReused' };
    return { do: 'answer', answer: { state: mine.state, position: mine.position, at: mine.at } };
  }
  if (seats.gone.some((tombstone) => tombstone.k === entry.k)) return { do: 'refuse', reason: 'keyCancelled' };
  if (seats.gone.some((tombstone) => tombstone.c === entry.k)) return { do: 'refuse', reason: 'keyReused' };
  if (seats.cancelled) return { do: 'refuse', reason: 'activityCancelled' };
  if (!pathsUpwards(memberPath).includes(seats.audience)) return { do: 'refuse', reason: 'audience' };
  if (now < seats.opensAt) return { do: 'refuse', reason: 'notOpen' };
  if (now >= seats.closesAt) return { do: 'refuse', reason: 'closed' };
  if (seats.gone.some((tombstone) => tombstone.b === entry.u)) return { do: 'refuse', reason: 'restless' };
  if (seats.asks === true && !mayCome(entry)) return { do: 'refuse', reason: 'form' };
  if (seats.left > 0 && seats.waiting.length === 0) return { do: 'take' };
  if (seats.waiting.length >= seats.waitCap || seats.gone.length >= goneCap) return { do: 'refuse', reason: 'full' };
  return { do: 'wait' };
}

export type CancelDecision =
  /** Free the place; nobody waits. */
  | { do: 'free'; tombstone: Tombstone }
  /** Hand the place at `index` of `held` to the first who waits, in the same write. */
  | { do: 'handOver'; tombstone: Tombstone; index: number; heir: Entry }
  | { do: 'leaveQueue'; tombstone: Tombstone }
  | { do: 'done' }
  | { do: 'refuse'; reason: RefusalReason };

/** What a cancel should do, given the places as last read. `by`: the cadre who cancels for the member. */
export function decideCancel(seats: Seats, uid: string, key: string, now: number, by?: string): CancelDecision {
  const before = seats.gone.find((tombstone) => tombstone.c === key);
  if (before) return before.u === uid ? { do: 'done' } : { do: 'refuse', reason: 'keyReused' };
  const mine = standing(seats, uid);
  if (!mine) return { do: 'refuse', reason: 'notIn' };
  if (mine.entry.k === key) return { do: 'refuse', reason: 'keyReused' };
  if (seats.cancelled) return { do: 'refuse', reason: 'activityCancelled' };
  if (now >= seats.endsAt) return { do: 'refuse', reason: 'over' };
  const earlier = seats.gone.filter((gone) => gone.u === uid).length;
  const tombstone: Tombstone = { u: uid, k: mine.entry.k, c: key, t: now, ...(earlier + 1 >= maxCancels ? { b: uid } : {}), ...(by === undefined ? {} : { by }) };
  if (mine.state === 'waiting') return { do: 'leaveQueue', tombstone };
  const first = seats.waiting[0];
  if (!first) return { do: 'free', tombstone };
  return { do: 'handOver', tombstone, index: seats.held.indexOf(mine.entry), heir: { ...first, p: now } };
}

/** What must hold of the places at all times; each broken rule in words, empty if all hold. */
export function brokenRules(seats: Seats): string[] {
  const broken: string[] = [];
  const all = [...seats.held, ...seats.waiting].map((entry) => entry.u);
  if (seats.held.length > seats.cap) broken.push(`${seats.held.length} held of ${seats.cap}`);
  if (seats.left + seats.held.length !== seats.cap) broken.push(`left ${seats.left} + held ${seats.held.length} ≠ ${seats.cap}`);
  if (seats.waits !== seats.waiting.length) broken.push(`waits ${seats.waits} ≠ ${seats.waiting.length}`);
  if (new Set(all).size !== all.length) broken.push('somebody twice');
  if (seats.left > 0 && seats.waiting.length > 0) broken.push('a free place while somebody waits');
  const goneKeys = new Set(seats.gone.map((tombstone) => tombstone.k));
  if ([...seats.held, ...seats.waiting].some((entry) => goneKeys.has(entry.k))) broken.push('a cancelled key is back');
  return broken;
}

import { pathsUpwards } from '../people/scope';

/**
 * Places of one activity, or of one unit's quota in it: the ONE document that decides who is in, who waits, and who left (报名 · 候补 · 取消).
 * An act is one conditional update of it; what this folder decides is which update to try and what its failure means.
 */
export interface Seats {
  /** Bucket 0: the activity's own id; quota n: `activity.n`. */
  _id: string;
  activityId: string;
  /** 0: everybody of the audience who has no quota. */
  bucket: number;
  /** The union whose quota 单位名额 this is; null: bucket 0. */
  quota: { unionId: string; name: string } | null;
  /** Members below this union may sign up … */
  audience: string;
  /** … but for those below one of these, who have a quota of their own. */
  inner: string[];
  /** The series 系列 that the activity belongs to; absent: none. Who comes into a place of one has written down an attempt first (series.ts). */
  series?: Api.Series.Rule;
  /** Scope of the organising union: whose cadres and gate staff act here. */
  scope: string;
  /** Only of firstCome may members take places themselves. */
  mode: Api.Activity.Mode;
  opensAt: number;
  closesAt: number;
  startsAt: number;
  /** From here on nobody signs up, cancels or moves up. */
  endsAt: number;
  /** The organiser called it off. */
  cancelled: boolean;
  /** Places without those that are on their way to another bucket; `cap` = `left` + number of `held` + places of batches to come. */
  cap: number;
  /** Free places that may be taken now. */
  left: number;
  /** Number in `waiting`, kept in the same updates so that a list need not read the array. */
  waits: number;
  /** The waitlist takes no more than this, so that the document stays below 1 MB. */
  waitCap: number;
  /** 分批放号, soonest first; `released` says how many are out. */
  batches: Api.Activity.Rules['batches'];
  released: number;
  /** How long a freed place is kept for the next in line, ms; null: it is theirs at once. */
  offerFor: number | null;
  /** From then on free places go to where people wait (余额回收); null: never. */
  returnAt: number | null;
  /** A place may be handed to somebody else until then; null: never. */
  substituteUntil: number | null;
  /** Entries are teams: each carries its people in `m`. */
  teams: boolean;
  /** The sign-up form has a question that must be answered: who comes without answers is refused. */
  asks: boolean;
  held: Entry[];
  /** Grows only at its end: its order is the order of arrival. */
  waiting: Entry[];
  /** Last in line after no-shows: served when nobody waits and sign-up is over. */
  last: Entry[];
  gone: Tombstone[];
  /** Why people left who did not ask to, latest first. */
  told: Told[];
  /** Keyed acts other than sign-up and cancel, the last ones. */
  acts: ActMark[];
  /** Places on their way to another bucket. */
  gives: Transfer[];
  /** Ids of the transfers that have arrived here. */
  got: string[];
}

export interface Entry {
  /** Member; of a team, its leader. */
  u: string;
  /** Idempotency key of the sign-up. */
  k: string;
  /** Keys of other sign-ups of theirs that were answered with this entry: from a second phone, or after a cadre had put them in. */
  a?: string[];
  /** Hash of the sign-up's input. */
  h: string;
  /** When the sign-up was decided. */
  t: number;
  /** When a freed place was given to them. */
  p?: number;
  /** Offered only: lapses then. */
  o?: number;
  /** The cadre who signed them up (代报名). */
  by?: string;
  /** They answered the sign-up form. */
  f?: 1;
  /** 参赛单位: path of the union they compete for, where it is not their own. */
  unit?: string;
  /** Team 队名. */
  team?: string;
  /** All people of the team, the leader first. */
  m?: string[];
  /** Id of the team (domain/registration/team.ts). */
  tid?: string;
  /** Who of them came in, and when: a place that was used is not given back. */
  c?: Record<string, number>;
  /** Whose coming was entered afterwards (代录). */
  e?: Record<string, boolean>;
  /** Leave 请假, its reason sealed. */
  l?: { t: number; reason: string };
  /** Came in for somebody else (替换). */
  s?: { from: string; by: string; t: number };
}

/** What a cancel leaves behind, so that a late duplicate of the sign-up cannot come back. */
export interface Tombstone {
  u: string;
  k: string;
  /** The entry's other keys. */
  a?: string[];
  /** Idempotency key of the cancel. */
  c: string;
  t: number;
  /** The member, on the last cancel that we take from them: they sign up here no more. */
  b?: string;
  /** The cadre who cancelled for them. */
  by?: string;
}

export interface Told {
  u: string;
  how: Api.Registration.Parted['how'];
  t: number;
  /** Sealed where a person wrote it; empty: none. */
  reason: string;
}

export interface ActMark {
  k: string;
  h: string;
  t: number;
  by: string;
}

export interface Transfer {
  id: string;
  n: number;
  /** Bucket that it goes to. */
  to: number;
  /** The member for whom the organiser moves it. */
  u?: string;
}

export type Answer = { state: Api.Registration.State; position: number | null; at: number };

export type RefusalReason =
  | 'notOpen'
  | 'closed'
  | 'activityCancelled'
  | 'audience'
  | 'full'
  | 'nextBatch'
  | 'notFirstCome'
  | 'needsTeam'
  | 'form'
  | 'teamMate'
  | 'notLeader'
  | 'keyReused'
  | 'keyCancelled'
  | 'restless'
  | 'notIn'
  | 'over'
  | 'arrived'
  | 'noOffer'
  | 'notHeld'
  | 'begun'
  | 'noSubstitutes'
  | 'inAlready'
  | 'noPlace'
  | 'belowHeld'
  | 'batched';

/** The largest waitlist of one bucket; an entry takes about 110 bytes. */
export function waitCapFor(capacity: number): number {
  return Math.max(200, Math.min(5000, 20 * capacity));
}

/** Is the form no hindrance? A cadre who signs somebody up may ask them later. */
export const mayCome = (entry: Entry) => entry.f === 1 || entry.by !== undefined;

/** Everybody whom an entry brings. */
export const peopleOf = (entry: Entry): readonly string[] => entry.m ?? [entry.u];

/** Has this offer gone by? It still holds its place until the line has moved on. */
export const isLapsed = (entry: Entry, now: number) => entry.o !== undefined && entry.o <= now;

/** Where an entry stands that was found at this index of its list. */
export function answerOf(list: 'held' | 'waiting', entry: Entry, index: number): Answer {
  if (list === 'waiting') return { state: 'waiting', position: index + 1, at: entry.t };
  return { state: entry.o === undefined ? 'held' : 'offered', position: null, at: entry.t };
}

export interface Standing extends Answer {
  entry: Entry;
  list: 'held' | 'waiting' | 'last';
  index: number;
}

export function standing(seats: Pick<Seats, 'held' | 'waiting' | 'last'>, uid: string): Standing | null {
  for (const list of ['held', 'waiting', 'last'] as const) {
    const index = seats[list].findIndex((entry) => entry.u === uid || entry.m?.includes(uid));
    const entry = seats[list][index];
    if (!entry) continue;
    const answer = list === 'held' ? answerOf('held', entry, index) : answerOf('waiting', entry, list === 'last' ? seats.waiting.length + index : index);
    return { ...answer, entry, list, index };
  }
  return null;
}

/** A member's own state; null: neither in nor waiting. */
export function standingOf(seats: Seats, uid: string): Answer | null {
  const found = standing(seats, uid);
  return found && { state: found.state, position: found.position, at: found.at };
}

/** Is this member one of those for whom this bucket is? */
export function isFor(seats: Pick<Seats, 'audience' | 'inner'>, memberPath: string): boolean {
  const paths = pathsUpwards(memberPath);
  return paths.includes(seats.audience) && !seats.inner.some((path) => paths.includes(path));
}

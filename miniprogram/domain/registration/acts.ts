import { keysOf } from './joining';
import { settleLine, toldFirst } from './line';
import { type ActMark, type Entry, isFor, isLapsed, peopleOf, type RefusalReason, type Seats, type Standing, standing } from './seats';

/** What an act makes of a bucket whose line is settled: its next state, nothing because the act was done before, or a refusal. */
export type Change = { do: 'write'; next: Seats } | { do: 'done' } | { do: 'refuse'; reason: RefusalReason };

const refuse = (reason: RefusalReason): Change => ({ do: 'refuse', reason });

/** So many acts are remembered for their repeats: those come within seconds. */
const actsAtMost = 500;

/** Has this key been used by another act here? */
function keyUsed(seats: Seats, key: string): boolean {
  return [...seats.held, ...seats.waiting, ...seats.last].some((entry) => entry.k === key || entry.a?.includes(key)) || seats.gone.some((gone) => gone.k === key || gone.c === key || gone.a?.includes(key));
}

/** The outcome of an act that was done before, or null: this is the first time. Keys of other acts are refused. */
function repeated(seats: Seats, act: ActMark): Change | null {
  const before = seats.acts.find(({ k }) => k === act.k);
  if (before) return before.h === act.h ? { do: 'done' } : refuse('keyReused');
  return keyUsed(seats, act.k) ? refuse('keyReused') : null;
}

/** The next state with the act kept in it and the line settled. */
function acted(seats: Seats, act: ActMark): Change {
  return { do: 'write', next: settleLine({ ...seats, acts: [...seats.acts, act].slice(-actsAtMost) }, act.t) };
}

/** Why nobody acts on these places any more; null: they do. */
function shut(seats: Seats, now: number): Change | null {
  if (seats.cancelled) return refuse('activityCancelled');
  return now >= seats.endsAt ? refuse('over') : null;
}

/** Where a member stands, as one who speaks for the entry. */
function own(seats: Seats, uid: string): Standing | Change {
  const mine = standing(seats, uid);
  if (!mine) return refuse('notIn');
  return mine.entry.u === uid ? mine : refuse('notLeader');
}

function without(entry: Entry, ...fields: ('o' | 'l' | 'f' | 'a')[]): Entry {
  const rest = { ...entry };
  for (const field of fields) delete rest[field];
  return rest;
}

const withEntry = (seats: Seats, index: number, entry: Entry): Seats => ({ ...seats, held: seats.held.map((one, at) => (at === index ? entry : one)) });

/** Takes an offered place. */
export function accept(seats: Seats, uid: string, act: ActMark): Change {
  const before = repeated(seats, act) ?? shut(seats, act.t);
  if (before) return before;
  const mine = own(seats, uid);
  if ('do' in mine) return mine.do === 'refuse' && mine.reason === 'notIn' && seats.told.some(({ u }) => u === uid) ? refuse('noOffer') : mine;
  if (mine.state === 'held') return { do: 'done' };
  if (mine.state !== 'offered' || isLapsed(mine.entry, act.t)) return refuse('noOffer');
  return acted(withEntry(seats, mine.index, without(mine.entry, 'o')), act);
}

/** Asks for leave 请假, or takes it back. It excuses and keeps the place. @param reason sealed; null: no leave after all */
export function askLeave(seats: Seats, uid: string, reason: string | null, act: ActMark): Change {
  const before = repeated(seats, act) ?? shut(seats, act.t);
  if (before) return before;
  const mine = own(seats, uid);
  if ('do' in mine) return mine;
  if (mine.state !== 'held') return refuse('notHeld');
  if (act.t >= seats.startsAt) return refuse('begun');
  const place = without(mine.entry, 'l');
  return acted(withEntry(seats, mine.index, reason === null ? place : { ...place, l: { t: act.t, reason } }), act);
}

/** Hands a held place to another member of the same bucket (替换), who becomes the holder in the same write. @param reason sealed */
export function substitute(seats: Seats, from: string, to: { uid: string; path: string }, reason: string, act: ActMark): Change {
  const before = repeated(seats, act) ?? shut(seats, act.t);
  if (before) return before;
  if (seats.substituteUntil === null || act.t >= seats.substituteUntil) return refuse('noSubstitutes');
  const mine = standing(seats, from);
  if (mine?.state !== 'held') return refuse(mine ? 'notHeld' : 'notIn');
  if (mine.entry.c?.[from] !== undefined) return refuse('arrived');
  if (!isFor(seats, to.path)) return refuse('audience');
  if (standing(seats, to.uid)) return refuse('inAlready');
  const { entry, index } = mine;
  const place: Entry = {
    ...without(entry, 'l', 'f', 'a'),
    ...(entry.u === from ? { u: to.uid } : {}),
    ...(entry.m ? { m: entry.m.map((uid) => (uid === from ? to.uid : uid)) } : {}),
    ...{ k: act.k, h: act.h, p: act.t, s: { from, by: act.by, t: act.t } },
  };
  const gone = [...seats.gone, { ...keysOf(entry), u: from, c: `replaced:${act.k}`, t: act.t, by: act.by }];
  return acted({ ...withEntry(seats, index, place), gone, told: toldFirst(seats, { u: from, how: 'replaced', t: act.t, reason }) }, act);
}

/**
 * Changes who is in a team that has a place or a place in line, until sign-up closes.
 * @param regrouped its people after the act, the leader first
 */
export function regroup(seats: Seats, team: string, regrouped: (people: readonly string[]) => string[], act: ActMark): Change {
  const before = repeated(seats, act) ?? shut(seats, act.t);
  if (before) return before;
  if (act.t >= seats.closesAt) return refuse('closed');
  const list = (['held', 'waiting', 'last'] as const).find((one) => seats[one].some(({ tid }) => tid === team));
  const entry = list && seats[list].find(({ tid }) => tid === team);
  if (!list || !entry) return refuse('notIn');
  const people = peopleOf(entry);
  const next = regrouped(people);
  const [leader] = next;
  if (leader === undefined) return refuse('notIn');
  if (next.some((uid) => !people.includes(uid) && standing(seats, uid))) return refuse('teamMate');
  if (people.some((uid) => !next.includes(uid) && entry.c?.[uid] !== undefined)) return refuse('arrived');
  return acted({ ...seats, [list]: seats[list].map((one) => (one === entry ? { ...entry, u: leader, m: next } : one)) }, act);
}

/** The organiser puts a member into a free place, whatever the window. */
export function add(seats: Seats, entry: Entry, path: string, act: ActMark): Change {
  const before = repeated(seats, act) ?? shut(seats, act.t);
  if (before) return before;
  if (!isFor(seats, path)) return refuse('audience');
  if (seats.teams !== (entry.m !== undefined)) return refuse('needsTeam');
  if (peopleOf(entry).some((uid) => standing(seats, uid))) return refuse('inAlready');
  if (seats.left < 1) return refuse('noPlace');
  return acted({ ...seats, held: [...seats.held, entry], left: seats.left - 1 }, act);
}

/** The organiser gives a free place to somebody in line, before all others. */
export function moveUp(seats: Seats, uid: string, act: ActMark): Change {
  const before = repeated(seats, act) ?? shut(seats, act.t);
  if (before) return before;
  const mine = standing(seats, uid);
  if (!mine) return refuse('notIn');
  if (mine.state !== 'waiting') return refuse('inAlready');
  if (seats.left < 1) return refuse('noPlace');
  return acted(seatFirst(seats, uid, act.t), act);
}

/** Gives a free place to somebody in line before all others. The same object where they do not wait or no place is free. */
export function seatFirst(seats: Seats, uid: string, now: number): Seats {
  const mine = standing(seats, uid);
  if (mine?.state !== 'waiting' || seats.left < 1) return seats;
  const waiting = seats.waiting.filter((entry) => entry !== mine.entry);
  const held = [...seats.held, { ...mine.entry, p: now }];
  return { ...seats, held, left: seats.left - 1, waiting, waits: waiting.length, last: seats.last.filter((entry) => entry !== mine.entry) };
}

/** The organiser takes an entry out, a place or a place in line; what is freed goes to the next in the same write. @param reason sealed */
export function withdraw(seats: Seats, uid: string, reason: string, act: ActMark): Change {
  const before = repeated(seats, act) ?? shut(seats, act.t);
  if (before) return before;
  const mine = standing(seats, uid);
  if (!mine) return refuse('notIn');
  const { entry } = mine;
  if (entry.c) return refuse('arrived');
  const others = (list: readonly Entry[]) => list.filter((one) => one !== entry);
  const waiting = others(seats.waiting);
  const lists = { held: others(seats.held), waiting, waits: waiting.length, last: others(seats.last), left: seats.left + (mine.list === 'held' ? 1 : 0) };
  const gone = [...seats.gone, { ...keysOf(entry), u: entry.u, c: `out:${act.k}`, t: act.t, by: act.by }];
  const told = toldFirst(seats, ...peopleOf(entry).map((u) => ({ u, how: 'withdrawn' as const, t: act.t, reason })));
  return acted({ ...seats, ...lists, gone, told }, act);
}

/** The organiser sets how many places this bucket has. More: the next in line move up in the same write; fewer: down to what is taken. */
export function resize(seats: Seats, places: number, act: ActMark): Change {
  const before = repeated(seats, act) ?? shut(seats, act.t);
  if (before) return before;
  const more = places - seats.cap;
  if (seats.left + more < 0) return refuse(seats.released < seats.batches.length ? 'batched' : 'belowHeld');
  return acted({ ...seats, cap: places, left: seats.left + more }, act);
}

/**
 * Seats the outcome of a draw: who won holds a place, the others wait in their order. Once a draw has been seated its repeat changes nothing.
 * @param winners at most the free places
 */
export function seatDraw(seats: Seats, winners: readonly Entry[], line: readonly Entry[], act: ActMark): Change {
  const before = repeated(seats, act) ?? shut(seats, act.t);
  if (before) return before;
  const known = new Set([...seats.held, ...seats.waiting, ...seats.last].flatMap(peopleOf));
  const fresh = (list: readonly Entry[]) => list.filter((entry) => !peopleOf(entry).some((uid) => known.has(uid)));
  const [held, waiting] = [fresh(winners), fresh(line)];
  if (held.length > seats.left) return refuse('noPlace');
  const all = [...seats.waiting, ...waiting];
  return acted({ ...seats, held: [...seats.held, ...held], left: seats.left - held.length, waiting: all, waits: all.length }, act);
}


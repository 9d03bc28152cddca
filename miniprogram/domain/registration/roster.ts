import { type Entry, peopleOf, type Seats } from './seats';

export interface RosterEntry {
  entry: Entry;
  state: Api.Registration.State;
  /** Place in the line of its quota, from 1; null: holds a place. */
  position: number | null;
  /** The unit whose quota it is in; null: none. */
  quota: string | null;
}

/** A page's last row, from which the next page goes on: it may have left meanwhile. */
export interface RosterPoint {
  /** Which list it was in. An offer is among those held. */
  state: 'held' | 'waiting';
  /** When they signed up, ms. */
  t: number;
  u: string;
}

/** Whether a row is in a filter's list. Absent is who holds a place, asked for no leave and has not come; of a team its leader. */
export function isIn(filter: Api.Activity.RosterFilter, { state, entry }: RosterEntry): boolean {
  if (filter === 'offered' || filter === 'waiting') return state === filter;
  if (state !== 'held') return false;
  if (filter === 'held') return true;
  return filter === 'leave' ? entry.l !== undefined : entry.l === undefined && entry.c?.[entry.u] === undefined;
}

/** How many people of those who hold a place have come. */
export const cameOf = ({ held }: Pick<Seats, 'held'>) => held.reduce((sum, { c = {} }) => sum + Object.keys(c).length, 0);

/** Two sign-ups may be decided in another order than they began, by as much as a call may take, ms. */
const callTakes = 20_000;

/** Who holds a place now: everybody of every team, without offers that are not taken. */
export function holders({ held }: Pick<Seats, 'held'>): string[] {
  return held.filter((entry) => entry.o === undefined).flatMap(peopleOf);
}

/** Those of them who have not come. */
export function absentees({ held }: Pick<Seats, 'held'>): string[] {
  return held.filter((entry) => entry.o === undefined).flatMap((entry) => peopleOf(entry).filter((uid) => entry.c?.[uid] === undefined));
}

const listOf = ({ state }: RosterEntry): RosterPoint['state'] => (state === 'waiting' ? 'waiting' : 'held');

/**
 * One page of a roster over all buckets: who is in by the time of their sign-up (a place that was handed on keeps its index in `held`, so
 * that is no order to page by), then who waits, in line. Whoever stays in their list while the pages are read is on one of them; who
 * changes lists may be on two.
 */
export function rosterPage(
  buckets: readonly Pick<Seats, 'held' | 'waiting' | 'last' | 'quota'>[],
  after: RosterPoint | null,
  size: number,
  wanted: (row: RosterEntry) => boolean = () => true,
): { rows: RosterEntry[]; next: RosterPoint | null } {
  const held = buckets.flatMap((seats) =>
    seats.held.map((entry): RosterEntry => ({ entry, state: entry.o === undefined ? 'held' : 'offered', position: null, quota: seats.quota?.name ?? null })),
  );
  const lines = buckets.map((seats) =>
    [...seats.waiting, ...seats.last].map((entry, index): RosterEntry => ({ entry, state: 'waiting', position: index + 1, quota: seats.quota?.name ?? null })),
  );
  const byTime = (a: RosterEntry, b: RosterEntry) => a.entry.t - b.entry.t || (a.entry.u < b.entry.u ? -1 : 1);
  const all = [...held.sort(byTime), ...(lines.length === 1 ? lines.flat() : lines.flat().sort(byTime))].filter(wanted);
  const from = after ? beginning(all, after) : 0;
  const rows = all.slice(from, from + size);
  const last = rows[rows.length - 1];
  return { rows, next: last && from + size < all.length ? { state: listOf(last), t: last.entry.t, u: last.entry.u } : null };
}

function beginning(all: readonly RosterEntry[], after: RosterPoint): number {
  const known = all.findIndex((row) => listOf(row) === after.state && row.entry.u === after.u);
  if (known >= 0) return known + 1;
  const next = all.findIndex((row) => {
    const { t, u } = row.entry;
    if (after.state === 'waiting') return listOf(row) === 'waiting' && t > after.t - callTakes;
    return listOf(row) === 'waiting' || t > after.t || (t === after.t && u > after.u);
  });
  return next >= 0 ? next : all.length;
}

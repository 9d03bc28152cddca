import type { Entry, Seats } from './seats';

export interface RosterEntry {
  entry: Entry;
  state: Api.Registration.State;
}

/** A page's last row, from which the next page goes on: it may have left meanwhile. */
export interface RosterPoint {
  state: Api.Registration.State;
  /** When they signed up, ms. */
  t: number;
  u: string;
}

/** Two sign-ups may be decided in another order than they began, by as much as a call may take, ms. */
const callTakes = 20_000;

/**
 * One page of a roster: who is in by the time of their sign-up (a place that was handed on keeps its index in `held`, so that is no order
 * to page by), then who waits, in line. Whoever stays in their list while the pages are read is on one of them; who changes lists may be on two.
 */
export function rosterPage(seats: Pick<Seats, 'held' | 'waiting'>, after: RosterPoint | null, size: number): { rows: RosterEntry[]; next: RosterPoint | null } {
  const held = [...seats.held].sort((a, b) => a.t - b.t || (a.u < b.u ? -1 : 1));
  const all: RosterEntry[] = [...held.map((entry) => ({ entry, state: 'held' as const })), ...seats.waiting.map((entry) => ({ entry, state: 'waiting' as const }))];
  const from = after ? beginning(all, after) : 0;
  const rows = all.slice(from, from + size);
  const last = rows[rows.length - 1];
  return { rows, next: last && from + size < all.length ? { state: last.state, t: last.entry.t, u: last.entry.u } : null };
}

function beginning(all: readonly RosterEntry[], after: RosterPoint): number {
  const known = all.findIndex(({ entry, state }) => state === after.state && entry.u === after.u);
  if (known >= 0) return known + 1;
  const next = all.findIndex(({ entry, state }) => {
    if (after.state === 'waiting') return state === 'waiting' && entry.t > after.t - callTakes;
    return state === 'waiting' || entry.t > after.t || (entry.t === after.t && entry.u > after.u);
  });
  return next >= 0 ? next : all.length;
}

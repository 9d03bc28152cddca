import { shuffled } from '../draw/stream';
import { firstRound } from './heats';
import { knockoutDraw } from './knockout';
import type { Track } from './lanes';
import { chanceOf } from './lots';
import { inListOrder, type Starter } from './seeding';

/** From a locked list to how every event begins. */

export interface Listed {
  id: string;
  event: string;
}

/** Where an event runs after 合组: merged ones follow each other. */
export function runsIn(event: string, changes: readonly Api.Meet.ListChange[]): string {
  const seen = new Set<string>();
  let at = event;
  for (;;) {
    const merge = changes.find((change) => change.kind === 'merge' && change.event === at);
    if (merge?.kind !== 'merge' || seen.has(merge.into)) return at;
    seen.add(at);
    at = merge.into;
  }
}

/** The event in which an entry starts; null: it does not. */
export function startsIn({ id, event }: Listed, changes: readonly Api.Meet.ListChange[]): string | null {
  let at = event;
  for (const change of changes) {
    if (change.kind === 'merge' || change.entry !== id) continue;
    if (change.kind === 'scratch') return null;
    at = change.into;
  }
  return runsIn(at, changes);
}

/** Entries by the event in which they start. */
export function startList<E extends Listed>(entries: readonly E[], changes: readonly Api.Meet.ListChange[]): Map<string, E[]> {
  const lists = new Map<string, E[]>();
  for (const entry of entries) {
    const event = startsIn(entry, changes);
    if (event !== null) lists.set(event, [...(lists.get(event) ?? []), entry]);
  }
  return lists;
}

/** How an event begins, by the meet's seed: heats and lanes, the lines of a knock-out, or an order. */
export function firstDraw(event: Api.Meet.Event, starters: readonly Starter[], track: Track, seed: Uint8Array): Api.Meet.FirstDraw {
  const below = chanceOf(seed, event.id, 1);
  const heats = firstRound(event, starters, track, below);
  if (heats) return { kind: 'heats', heats };
  const players = starters.map(({ entry, unit }) => ({ entry, unit }));
  // Nobody has a seed mark in a match: the draw alone decides, units kept apart.
  if (event.format.kind === 'knockout') return { kind: 'knockout', slots: [...knockoutDraw([], players, below)] };
  return { kind: 'order', entries: shuffled(inListOrder(players), below).map(({ entry }) => entry) };
}

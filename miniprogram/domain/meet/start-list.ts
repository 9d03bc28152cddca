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
    if (change.kind === 'merge' || change.kind === 'seeds' || change.entry !== id) continue;
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

/** 种子 of a knock-out as the 领队会 named them, the strongest first; who does not start in it is none, and those behind move up. */
export function seedsIn(event: string, changes: readonly Api.Meet.ListChange[], starting: readonly string[]): string[] {
  const named = changes.flatMap((change) => (change.kind === 'seeds' && change.event === event ? [change.entries] : []));
  return (named[named.length - 1] ?? []).filter((entry) => starting.includes(entry));
}

/** How an event begins, by the meet's seed: heats and lanes, the lines of a knock-out, or an order. @param starters of a knock-out: `seed` is 1 for the strongest 种子, null: none */
export function firstDraw(event: Api.Meet.Event, starters: readonly Starter[], track: Track, seed: Uint8Array): Api.Meet.FirstDraw {
  const below = chanceOf(seed, event.id, 1);
  const heats = firstRound(event, starters, track, below);
  if (heats) return { kind: 'heats', heats };
  if (event.format.kind === 'knockout') {
    // Their seed is no mark here but their number among the seeds.
    const ranked = inListOrder(starters.filter(({ seed }) => seed !== null)).sort((a, b) => (a.seed ?? 0) - (b.seed ?? 0));
    const seeds = ranked.slice(0, event.format.seeds);
    return { kind: 'knockout', slots: [...knockoutDraw(seeds, starters.filter((one) => !seeds.includes(one)), below)] };
  }
  return { kind: 'order', entries: shuffled(inListOrder(starters), below).map(({ entry }) => entry) };
}

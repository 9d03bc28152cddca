import { type Merge, mergeHeats, mostIn, scratched, thinHeats } from './heats';
import type { Track } from './lanes';
import { chanceOf } from './lots';

/** 并组 after the draw: thin heats of a timed final run together. Lots come from the meet's seed, so that any phone draws them again. */

type Merged = Pick<Api.Meet.Event, 'id' | 'start' | 'format' | 'better'>;
type Heats = readonly Api.Meet.Heat[];

/** The stream of an event's n-th 并组, from 1: a name with a space is no event's. */
const lotsOf = (seed: Uint8Array, event: string, nth: number) => chanceOf(seed, `${event} 并组`, nth);

/** Heats without those who gave up their lanes. */
const without = (heats: Heats, gone: readonly string[]): Api.Meet.Heat[] => gone.reduce((left, entry) => scratched(left, entry), [...heats]);

/** Who of the two heats has given up the lane. */
export const goneOf = (heats: Heats, { from, into }: Api.Meet.MergePair, isGone: (entry: string) => boolean): string[] =>
  heats.flatMap(({ n, places }) => (n === from || n === into ? places.flatMap(({ entry }) => (isGone(entry) ? [entry] : [])) : []));

/** The next 并组 of an event. Who has given up the lane is in no heat after it. @param before how many there were @param run has the event's first heat run */
export const mergedNext = (event: Merged, heats: Heats, before: number, { from, into, gone }: Api.Meet.MergeMade, run: boolean, track: Track, seed: Uint8Array): Merge =>
  mergeHeats(event, without(heats, gone), from, into, run, track, lotsOf(seed, event.id, before + 1));

/** Heats as they were drawn, after every 并组. @param merges the first first @returns null: one of them cannot have been */
export function mergedAgain(event: Merged, heats: Heats, merges: readonly Api.Meet.MergeMade[], track: Track, seed: Uint8Array): Heats | null {
  let now: Heats = heats;
  for (const [before, made] of merges.entries()) {
    const merged = mergedNext(event, now, before, made, false, track, seed);
    if (!merged.ok) return null;
    now = merged.heats;
  }
  return now;
}

/** Whose heat or lane is another now, in the order of the new sheet. */
export function movedBetween(before: Heats, after: Heats): Api.Meet.HeatMove[] {
  const was = new Map(before.flatMap(({ n, places }) => places.map(({ entry, lane }) => [entry, { heat: n, lane }] as const)));
  return after.flatMap(({ n, places }) =>
    places.flatMap(({ entry, lane }): Api.Meet.HeatMove[] => {
      const old = was.get(entry);
      return old && (old.heat !== n || old.lane !== lane) ? [{ entry, was: old, is: { heat: n, lane } }] : [];
    }),
  );
}

/** What could be run as one: each heat that is not full with the smallest that has room for it, those who gave up their lanes not counted; only of a timed final. */
export function mergeable(event: Merged, heats: Heats, isGone: (entry: string) => boolean, lanes: 6 | 8): Api.Meet.MergePair[] {
  if (event.format.kind !== 'timedFinal' || heats.length < 2) return [];
  const most = mostIn(event.start, { lanes });
  const running = heats.map((heat) => ({ ...heat, places: heat.places.filter(({ entry }) => !isGone(entry)) }));
  return thinHeats(running, most, most).map(([from, into]) => ({ from, into }));
}

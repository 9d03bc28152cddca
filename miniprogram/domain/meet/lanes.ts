import { type Below, shuffled } from '../draw/stream';

/** Lanes 分道. A heat's places come out with the lowest lane first. */

/** The track of a meet. */
export type Track = Pick<Api.Meet.Rulebook, 'lanes' | 'bands'>;

type Bands = readonly (readonly number[])[];

/** The bands that templates begin with, by number of lanes; a rulebook may have others. */
export const usualBands: Readonly<Record<6 | 8, Api.Meet.Rulebook['bands']>> = {
  8: {
    straight: [[3, 4, 5, 6], [2, 7], [1, 8]],
    m200: [[5, 6, 7], [3, 4, 8], [1, 2]],
    m400: [[4, 5, 6, 7], [3, 8], [1, 2]],
    older: [[3, 4, 5, 6], [7, 8], [1, 2]],
  },
  6: {
    straight: [[3, 4], [2, 5], [1, 6]],
    m200: [[4, 5], [3, 6], [1, 2]],
    m400: [[4, 5], [3, 6], [1, 2]],
    older: [[4, 5], [3, 6], [1, 2]],
  },
};

const inLaneOrder = (places: readonly Api.Meet.LanePlace[]): Api.Meet.LanePlace[] => [...places].sort((a, b) => a.lane - b.lane);

function pair(entries: readonly string[], lanes: readonly number[]): Api.Meet.LanePlace[] {
  return entries.map((entry, index) => {
    const lane = lanes[index];
    if (lane === undefined) throw new RangeError('more entries than lanes');
    return { entry, lane };
  });
}

/** First round: lanes by lot. With fewer entries than lanes those of the last bands stay empty. */
export function lotLanes(entries: readonly string[], bands: Bands, below: Below): Api.Meet.LanePlace[] {
  const lanes = bands.flatMap((band) => shuffled(band, below)).slice(0, entries.length);
  return inLaneOrder(pair(shuffled(entries, below), lanes));
}

/** Later rounds: three draws, the best ranked among the lanes of the first band, the next among the second, the others among the last. @param ranked the best first */
export function bandLanes(ranked: readonly string[], bands: Bands, below: Below): Api.Meet.LanePlace[] {
  let from = 0;
  const places = bands.flatMap((band) => {
    const some = ranked.slice(from, from + band.length);
    from += band.length;
    return pair(some, shuffled(band, below));
  });
  if (from < ranked.length) throw new RangeError('more entries than lanes');
  return inLaneOrder(places);
}

/** Line starts, and the order in flights: by lot. */
export function lotOrder(entries: readonly string[], below: Below): Api.Meet.LanePlace[] {
  return shuffled(entries, below).map((entry, index) => ({ entry, lane: index + 1 }));
}

/** The middle first: 4-5-3-6-2-7-1-8; with six lanes 3-4-2-5-1-6. */
export function poolOrder(lanes: number): number[] {
  const middle = Math.ceil(lanes / 2);
  return Array.from({ length: lanes }, (_, index) => (index % 2 === 0 ? middle - index / 2 : middle + (index + 1) / 2));
}

/** Swimming: no lots, the fastest in the middle. @param ranked the best first */
export function poolLanes(ranked: readonly string[], lanes: number): Api.Meet.LanePlace[] {
  return inLaneOrder(pair(ranked, poolOrder(lanes)));
}

import type { Below } from '../draw/stream';
import { bandLanes, lotLanes, lotOrder, poolLanes, poolOrder, type Track } from './lanes';
import { heatSizes, inSeedOrder, snakedHeats, type Starter, swimmingHeats, timedFinalHeats } from './seeding';

type Raced = Pick<Api.Meet.Event, 'start' | 'format' | 'better'>;

/** Most starters of a heat, a line or a flight. */
export function mostIn(start: Api.Meet.Start, { lanes }: Pick<Track, 'lanes'>): number {
  return start.kind === 'line' || start.kind === 'order' ? start.most : lanes;
}

/**
 * Heats and lanes of an event's first round. One stream of chance decides everything in this order: the order of those without or with equal seed marks, what the
 * spread leaves to lot, then the lanes heat by heat.
 * @returns null: the event has no heats (knock-out, round robin, Swiss)
 */
export function firstRound({ start, format, better }: Raced, starters: readonly Starter[], track: Track, below: Below): Api.Meet.Heat[] | null {
  if (format.kind !== 'timedFinal' && format.kind !== 'rounds') return null;
  if (starters.length === 0) return [];
  const most = mostIn(start, track);
  const heats =
    start.kind === 'pool'
      ? swimmingHeats(inSeedOrder(starters, better, below), track.lanes, format.kind === 'rounds')
      : format.kind === 'timedFinal'
        ? timedFinalHeats(starters, most, better, below)
        : snakedHeats(inSeedOrder(starters, better, below), heatSizes(starters.length, most).length);
  return heats.map((heat, index) => {
    const entries = heat.map(({ entry }) => entry);
    const places =
      start.kind === 'lanes' ? lotLanes(entries, track.bands[start.layout], below) : start.kind === 'pool' ? poolLanes(entries, track.lanes) : lotOrder(entries, below);
    return { n: index + 1, places };
  });
}

/**
 * Heats and lanes of a later round: snaked by rank, lanes by three draws in bands (a line start by lot, swimming from the middle).
 * @param ranked who goes on, the best first, see `advance`
 */
export function laterRound(start: Api.Meet.Start, ranked: readonly { entry: string; unit: string }[], track: Track, below: Below): Api.Meet.Heat[] {
  const count = heatSizes(ranked.length, mostIn(start, track)).length;
  if (count === 0) return [];
  const heats = start.kind === 'pool' ? swimmingHeats(ranked, track.lanes, true) : snakedHeats(ranked, count);
  return heats.map((heat, index) => {
    const entries = heat.map(({ entry }) => entry);
    const places =
      start.kind === 'lanes' ? bandLanes(entries, track.bands[start.layout], below) : start.kind === 'pool' ? poolLanes(entries, track.lanes) : lotOrder(entries, below);
    return { n: index + 1, places };
  });
}

/** Somebody withdraws before the start (弃权): the lane stays empty. */
export function scratched(heats: readonly Api.Meet.Heat[], entry: string): Api.Meet.Heat[] {
  return heats.map((heat) => ({ ...heat, places: heat.places.filter((place) => place.entry !== entry) }));
}

export type MergeRefusal = 'notTimedFinal' | 'hasRun' | 'noSuchHeat' | 'noRoom';

export type Merge = { ok: true; heats: Api.Meet.Heat[] } | { ok: false; reason: MergeRefusal };

/**
 * 并组: a thin heat of a timed final goes into another one, before the event's first heat has run. Who is in that heat keeps the lane; who joins it gets, by lot, the
 * best of those that are free. The heats after it move up a number.
 * @param run has the event's first heat run
 */
export function mergeHeats(event: Raced, heats: readonly Api.Meet.Heat[], from: number, into: number, run: boolean, track: Track, below: Below): Merge {
  const [thin, other] = [heats.find(({ n }) => n === from), heats.find(({ n }) => n === into)];
  if (event.format.kind !== 'timedFinal') return { ok: false, reason: 'notTimedFinal' };
  if (run) return { ok: false, reason: 'hasRun' };
  if (!thin || !other || from === into) return { ok: false, reason: 'noSuchHeat' };
  const { start } = event;
  const most = mostIn(start, track);
  if (thin.places.length + other.places.length > most) return { ok: false, reason: 'noRoom' };
  const taken = new Set(other.places.map(({ lane }) => lane));
  const given = joined(start, track, thin.places, taken, below);
  const places = [...other.places, ...given].sort((a, b) => a.lane - b.lane);
  const left = heats.filter((heat) => heat !== thin).map((heat) => (heat === other ? { ...heat, places } : heat));
  return { ok: true, heats: left.map((heat, index) => ({ ...heat, n: index + 1 })) };
}

/** Lanes of those who join a heat: the best free ones by lot; in swimming without lots, the fastest first; on a line and in an order behind the others. */
function joined(start: Api.Meet.Start, track: Track, thin: readonly Api.Meet.LanePlace[], taken: ReadonlySet<number>, below: Below): Api.Meet.LanePlace[] {
  const entries = thin.map(({ entry }) => entry);
  if (start.kind === 'lanes') {
    const free = track.bands[start.layout].map((band) => band.filter((lane) => !taken.has(lane)));
    return lotLanes(entries, free, below);
  }
  if (start.kind === 'pool') {
    const order = poolOrder(track.lanes);
    const free = order.filter((lane) => !taken.has(lane));
    const fastestFirst = [...thin].sort((a, b) => order.indexOf(a.lane) - order.indexOf(b.lane));
    return fastestFirst.map(({ entry }, index) => ({ entry, lane: free[index] ?? 0 }));
  }
  const last = Math.max(0, ...taken);
  return entries.map((entry, index) => ({ entry, lane: last + index + 1 }));
}

/** Heats that could be run as one: the smallest with the next smallest that has room for it. @returns pairs of heat numbers, the one to be merged first */
export function thinHeats(heats: readonly Api.Meet.Heat[], most: number, fewest: number): [number, number][] {
  return heats
    .filter(({ places }) => places.length > 0 && places.length < fewest)
    .flatMap((thin): [number, number][] => {
      const room = heats.filter((heat) => heat !== thin && heat.places.length > 0 && heat.places.length + thin.places.length <= most);
      const [into] = room.sort((a, b) => a.places.length - b.places.length || a.n - b.n);
      return into ? [[thin.n, into.n]] : [];
    });
}

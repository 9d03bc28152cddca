import { type Below, shuffled } from '../draw/stream';
import { placesOfRace, type Run } from './races';
import { inListOrder } from './seeding';

/** Going on to the next round 晋级: Q by place in the heat, then q by time over all heats. */

export interface RoundRun extends Run {
  unit: string;
  timing: Api.Meet.Timing;
  /** Photo-finish as read, in ms; null: by hand. */
  fine: number | null;
}

export interface Cut {
  /** Q: so many of each heat. */
  byPlace: number;
  /** q: so many of all the others. */
  byTime: number;
}

export interface Through {
  entry: string;
  unit: string;
  by: 'Q' | 'q';
  /** Place in the heat. */
  place: number;
  official: number | null;
}

export type Advance =
  /** `ranked`: who goes on, in the order that seeds the next round. `lots`: the tie for the last q was decided by lot among these. */
  | { ok: true; ranked: Through[]; lots: string[] }
  /** The others ran partly by hand, partly by photo: the judges enter hand times for all, or there is no q. */
  | { ok: false; reason: 'mixedTiming' };

/** So many go on from `heats` heats into `places` lanes of the next round: at least two a heat by place. null: they do not fit, another round is needed. */
export function usualCut(heats: number, places: number): Cut | null {
  const byPlace = Math.max(2, Math.floor((places - 1) / heats));
  return byPlace * heats > places ? null : { byPlace, byTime: places - byPlace * heats };
}

/**
 * @param lanes places of the next round, all heats together: a tie for the last q uses free ones before lots are drawn
 */
export function advance(runs: readonly RoundRun[], cut: Cut, lanes: number, below: Below): Advance {
  const heats = [...new Set(runs.map(({ heat }) => heat))].sort((a, b) => a - b);
  const placed = heats.flatMap((heat) => placesOfRace(runs.filter((run) => run.heat === heat)));
  const about = new Map(runs.map((run) => [run.entry, run]));
  const valid = placed.flatMap(({ entry, place, official }) => {
    const run = about.get(entry);
    return place === null || !run ? [] : [{ entry, place, official, unit: run.unit, timing: run.timing, fine: run.fine }];
  });
  // A tie for the last Q: all go on, and q shrinks by as many.
  const byPlace = valid.filter(({ place }) => place <= cut.byPlace);
  const planned = heats.reduce((sum, heat) => sum + Math.min(cut.byPlace, valid.filter(({ entry }) => about.get(entry)?.heat === heat).length), 0);
  const byTime = Math.max(0, cut.byTime - (byPlace.length - planned));
  const others = valid.filter(({ place, official }) => place > cut.byPlace && official !== null);
  if (byTime > 0 && others.length > byTime && new Set(others.map(({ timing }) => timing)).size > 1) return { ok: false, reason: 'mixedTiming' };

  const { chosen, lots } = fastest(others, byTime, Math.max(0, lanes - byPlace.length - byTime), below);
  const slow = (one: { official: number | null; fine: number | null }) => [one.official ?? Infinity, one.fine ?? one.official ?? Infinity] as const;
  const byMark = <T extends { official: number | null; fine: number | null }>(a: T, b: T) => {
    const [[left, leftFine], [right, rightFine]] = [slow(a), slow(b)];
    return left === right ? leftFine - rightFine || 0 : left - right;
  };
  // Heat winners by time, then seconds by time …, then all q by time; what is still equal by lot.
  const first = shuffled(inListOrder(byPlace), below).sort((a, b) => a.place - b.place || byMark(a, b));
  const second = shuffled(inListOrder(chosen), below).sort(byMark);
  const through = (by: 'Q' | 'q') => ({ entry, unit, place, official }: (typeof valid)[number]): Through => ({ entry, unit, by, place, official });
  return { ok: true, ranked: [...first.map(through('Q')), ...second.map(through('q'))], lots };
}

/** The fastest `places` of the others. A tie for the last: 1/1000 by photo-finish only, then free lanes, else lots. */
function fastest<T extends { entry: string; official: number | null; fine: number | null }>(others: readonly T[], places: number, free: number, below: Below): { chosen: T[]; lots: string[] } {
  const mark = ({ official }: T) => official ?? Infinity;
  const sorted = [...others].sort((a, b) => mark(a) - mark(b));
  const last = sorted[places - 1];
  if (places <= 0 || !last) return { chosen: places > 0 ? sorted : [], lots: [] };
  const sure = sorted.filter((one) => mark(one) < mark(last));
  const tied = sorted.filter((one) => mark(one) === mark(last));
  const left = places - sure.length;
  if (tied.length === left) return { chosen: [...sure, ...tied], lots: [] };
  const photo = tied.every(({ fine }) => fine !== null);
  const limit = photo ? ([...tied].sort((a, b) => (a.fine ?? 0) - (b.fine ?? 0))[left - 1]?.fine ?? 0) : 0;
  const faster = photo ? tied.filter(({ fine }) => (fine ?? 0) < limit) : [];
  const equal = photo ? tied.filter(({ fine }) => fine === limit) : tied;
  const open = left - faster.length;
  if (equal.length <= open + free) return { chosen: [...sure, ...faster, ...equal], lots: [] };
  return { chosen: [...sure, ...faster, ...shuffled(inListOrder(equal), below).slice(0, open)], lots: inListOrder(equal).map(({ entry }) => entry) };
}

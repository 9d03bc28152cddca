import { type Below, shuffled } from '../draw/stream';
import { byText } from './places';
import { cheapestShares, evenHeats, fewestPairs } from './spread';

/** Who starts in an event. */
export interface Starter {
  entry: string;
  /** 参赛单位. */
  unit: string;
  /** Official mark to be seeded by; null: none. */
  seed: number | null;
}

/** Numbers of starters in as few heats as hold them; they differ by at most one and grow to the last heat. */
export function heatSizes(starters: number, most: number): number[] {
  const heats = Math.ceil(starters / most);
  return Array.from({ length: heats }, (_, heat) => Math.floor((starters + heat) / heats));
}

/** One order of a list whatever order it came in, so that anybody who has the list can draw it again. */
export const inListOrder = <T extends { entry: string }>(list: readonly T[]): T[] => [...list].sort((a, b) => byText(a.entry, b.entry));

/** The best seed mark first; equal ones and those without (last) by lot. */
export function inSeedOrder(starters: readonly Starter[], better: 'less' | 'more', below: Below): Starter[] {
  const worst = better === 'less' ? Infinity : -Infinity;
  const sign = better === 'less' ? 1 : -1;
  return shuffled(inListOrder(starters), below)
    .map((starter) => ({ starter, mark: starter.seed ?? worst }))
    .sort((a, b) => (a.mark === b.mark ? 0 : sign * (a.mark - b.mark)))
    .map(({ starter }) => starter);
}

/**
 * Heats by the snake 蛇形编排: 1 2 3 / 6 5 4 / 7 8 9 … Within a row (a band of equal rank) starters change places where that spreads a unit more widely; the
 * spread is the best there is, see spread.ts.
 * @param ranked the best first @returns each heat, the best first
 */
export function snakedHeats<T extends { unit: string }>(ranked: readonly T[], heats: number): T[][] {
  const seats = ranked.map(({ unit }, index) => {
    const [row, column] = [Math.floor(index / heats), index % heats];
    return { row, unit, prefer: row % 2 === 0 ? column : heats - 1 - column };
  });
  const drawn = evenHeats(seats, heats);
  return Array.from({ length: heats }, (_, heat) => ranked.filter((_one, index) => drawn[index] === heat));
}

/** Those without a seed mark over the first heats of a timed final, `partial` of them in the one after these, where seeded ones run already. */
function unseededHeats(drawn: readonly Starter[], full: number, partial: number, beside: readonly Starter[], below: Below): Starter[][] {
  const counts = new Map<string, number>();
  for (const { unit } of drawn) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  const pairsBeside = (unit: string, n: number) => fewestPairs(n + beside.filter((one) => one.unit === unit).length, 1);
  const shares = cheapestShares(counts, partial, (unit, n) => pairsBeside(unit, n) + fewestPairs((counts.get(unit) ?? 0) - n, full), below);
  const after: Starter[] = [];
  const before: Starter[] = [];
  for (const starter of drawn) {
    const left = shares.get(starter.unit) ?? 0;
    if (left > 0) after.push(starter);
    else before.push(starter);
    shares.set(starter.unit, Math.max(0, left - 1));
  }
  const heats = full > 0 ? snakedHeats(before, full).sort((a, b) => a.length - b.length) : [];
  return partial > 0 ? [...heats, after] : heats;
}

/**
 * Heats of a timed final 分组一次性决赛: the fastest seed marks run together in the last heat, the next ones in the one before; those without are drawn into the
 * first heats, each unit spread as widely as possible.
 * @param most in a heat @returns heats as they run
 */
export function timedFinalHeats(starters: readonly Starter[], most: number, better: 'less' | 'more', below: Below): Starter[][] {
  const order = inSeedOrder(starters, better, below);
  const sizes = heatSizes(order.length, most);
  const seeded = order.filter(({ seed }) => seed !== null);
  const drawn = order.slice(seeded.length);
  const heats: Starter[][] = [];
  let from = 0;
  for (const size of [...sizes].reverse()) {
    heats.unshift(seeded.slice(from, from + size));
    from += size;
  }
  const full = heats.filter((heat) => heat.length === 0).length;
  const mixed = heats[full] ?? [];
  const partial = full < sizes.length ? (sizes[full] ?? 0) - mixed.length : 0;
  for (const [index, some] of unseededHeats(drawn, full, partial, mixed, below).entries()) heats[index] = [...(heats[index] ?? []), ...some];
  return heats;
}

/**
 * Heats of a swimming event. Two heats: the fastest in the second, the next in the first, and so on. More: the last three are circle-seeded, the slower ones before
 * them in order. In a timed final the fastest swim together in the last heat.
 * @param order the best first
 */
export function swimmingHeats<T>(order: readonly T[], lanes: number, circle: boolean): T[][] {
  const sizes = heatSizes(order.length, lanes);
  const circled = circle ? Math.min(3, sizes.length) : 0;
  const swum = sizes.slice(sizes.length - circled).reduce((sum, size) => sum + size, 0);
  const last = Array.from({ length: circled }, (_, heat) => order.slice(0, swum).filter((_one, index) => index % circled === circled - 1 - heat));
  const before: T[][] = [];
  let from = swum;
  for (const size of sizes.slice(0, sizes.length - circled).reverse()) {
    before.unshift(order.slice(from, from + size));
    from += size;
  }
  return [...before, ...last];
}

import type { Below } from '../draw/stream';

/**
 * Spreading units over heats. Rows are bands of equal rank; a row gives at most one athlete to each heat. That is a bipartite graph of rows and units whose edges
 * (athletes) are coloured with heats: no row twice the same, each unit's athletes in the heats as evenly as whole numbers allow. Such a colouring always exists
 * (König 1916; de Werra 1971 for the even one), so a unit with k athletes in h heats never has more than ⌈k/h⌉ nor fewer than ⌊k/h⌋ in any of them.
 */
export interface Seat {
  row: number;
  unit: string;
  /** The heat that the snake would give, from 0. */
  prefer: number;
}

/** Edges at one row, or at one unit's next `heats` athletes, by heat. */
type Used = (number | undefined)[];

/**
 * @param seats at most `heats` a row
 * @returns a heat for each seat, from 0; the preferred one wherever neither row nor unit stands against it
 */
export function evenHeats(seats: readonly Seat[], heats: number): number[] {
  const counts = new Map<string, number>();
  // A unit's athletes in pieces of `heats`: each full piece gives every heat one, the last one none or one.
  const pieces = seats.map(({ unit }) => {
    const count = counts.get(unit) ?? 0;
    counts.set(unit, count + 1);
    return `${unit}\n${Math.floor(count / heats)}`;
  });
  const rows = new Map<number, Used>();
  const units = new Map<string, Used>();
  const heatOf: number[] = [];
  const usedBy = <K>(map: Map<K, Used>, key: K): Used => {
    const known = map.get(key) ?? [];
    map.set(key, known);
    return known;
  };
  const give = (seat: number, row: Used, unit: Used, heat: number) => {
    row[heat] = seat;
    unit[heat] = seat;
    heatOf[seat] = heat;
  };
  const endsOf = (seat: number): [Used, Used] => [usedBy(rows, seats[seat]?.row ?? 0), usedBy(units, pieces[seat] ?? '')];
  /** Seats linked one to the next by a common end, beginning with the one that has this heat there. @param end which end leads on */
  const chain = (from: Used, end: 0 | 1, heat: number, other: number): number[] => {
    const linked: number[] = [];
    let [here, side, wanted] = [from, end, heat];
    for (let next = here[wanted]; next !== undefined; next = here[wanted]) {
      linked.push(next);
      here = endsOf(next)[side];
      side = side === 0 ? 1 : 0;
      wanted = wanted === heat ? other : heat;
    }
    return linked;
  };
  const exchange = (linked: readonly number[], one: number, other: number) => {
    const moved = linked.map((seat) => (heatOf[seat] === one ? other : one));
    for (const seat of linked) for (const end of endsOf(seat)) end[heatOf[seat] ?? 0] = undefined;
    for (const [index, seat] of linked.entries()) give(seat, ...endsOf(seat), moved[index] ?? 0);
  };

  for (const [seat, { prefer }] of seats.entries()) {
    const [row, unit] = endsOf(seat);
    const near = Array.from({ length: heats }, (_, heat) => heat).sort((a, b) => Math.abs(a - prefer) - Math.abs(b - prefer) || a - b);
    const both = near.find((heat) => row[heat] === undefined && unit[heat] === undefined);
    if (both !== undefined) {
      give(seat, row, unit, both);
      continue;
    }
    const [free, instead] = [near.find((heat) => row[heat] === undefined), near.find((heat) => unit[heat] === undefined)];
    if (free === undefined || instead === undefined) throw new RangeError('more in a row than heats');
    // The seats from the unit, or from the row, that alternate between the two heats never come back to the other end: exchanging the two along them sets one heat
    // free at both ends. Of the two ways the one that moves the weaker ranks is taken.
    const [fromUnit, fromRow] = [chain(unit, 0, free, instead), chain(row, 1, instead, free)];
    const weaker = Math.min(...fromUnit) > Math.min(...fromRow);
    exchange(weaker ? fromUnit : fromRow, free, instead);
    give(seat, row, unit, weaker ? free : instead);
  }
  return heatOf;
}

/** Pairs of one unit within a heat if `count` are spread evenly over `heats`: no spread has fewer. */
export function fewestPairs(count: number, heats: number): number {
  if (heats === 0) return 0;
  const [each, more] = [Math.floor(count / heats), count % heats];
  const pairs = (n: number) => (n * (n - 1)) / 2;
  return more * pairs(each + 1) + (heats - more) * pairs(each);
}

/** Pairs of one unit that meet within a heat. */
export function pairsWithin(heats: readonly (readonly { unit: string }[])[]): number {
  let pairs = 0;
  for (const heat of heats) {
    const seen = new Map<string, number>();
    for (const { unit } of heat) {
      pairs += seen.get(unit) ?? 0;
      seen.set(unit, (seen.get(unit) ?? 0) + 1);
    }
  }
  return pairs;
}

/**
 * How many of each unit go to the first part so that the pairs of one unit within a part become fewest: each next place goes to the unit that it costs least. What
 * a unit costs grows with each further athlete, so no other choice is better.
 * @param counts athletes by unit @param places of the first part @param cost of having `n` of this unit in the first part @param below breaks ties by lot
 */
export function cheapestShares(counts: ReadonlyMap<string, number>, places: number, cost: (unit: string, n: number) => number, below: Below): Map<string, number> {
  const shares = new Map([...counts.keys()].map((unit) => [unit, 0]));
  for (let place = 0; place < places; place += 1) {
    let best: { units: string[]; price: number } = { units: [], price: Infinity };
    for (const [unit, n] of shares) {
      if (n >= (counts.get(unit) ?? 0)) continue;
      const price = cost(unit, n + 1) - cost(unit, n);
      if (price < best.price) best = { units: [unit], price };
      else if (price === best.price) best.units.push(unit);
    }
    const taken = best.units.length > 1 ? best.units[below(best.units.length)] : best.units[0];
    if (taken === undefined) throw new RangeError('more places than athletes');
    shares.set(taken, (shares.get(taken) ?? 0) + 1);
  }
  return shares;
}

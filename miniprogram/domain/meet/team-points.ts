import { compare, type Fraction, fraction, plus, times, zero } from '../numbers/fraction';
import type { MeetEntry } from './entries';
import { byText, type Placed } from './places';
import { placePoints } from './points';

/** Team points 团体总分, medals 奖牌榜 and what is still 待确认. */

/** An event's result as far as the points need it. */
export interface EventResult {
  event: Pick<Api.Meet.Event, 'id' | 'factor' | 'team'>;
  placed: readonly Placed[];
  /** Entries that broke a record, see `recordBreakers`. */
  records: readonly string[];
  /** Entries that withdrew after 检录. */
  withdrew: readonly string[];
  /** No protest can change it any more. */
  confirmed: boolean;
}

/** Entry's units with the share of its points that each gets; they sum to 1. */
export interface Shares {
  units: readonly { unit: string; share: Fraction }[];
}

/**
 * 联队: the units share equally, or by how many athletes each has in it; of any other entry the unit gets all. The shares sum to 1.
 * @param unitOf the unit of an athlete, one of `units` @returns only units that get some
 */
export function sharesOf({ units, people }: Pick<MeetEntry, 'units' | 'people'>, rule: Api.Meet.PointsRule['union'], unitOf: (athlete: string) => string): Shares['units'] {
  if (rule === 'equal' || people.length === 0) return units.map((unit) => ({ unit, share: fraction(1, units.length) }));
  return units.flatMap((unit) => {
    const own = people.filter((one) => unitOf(one) === unit).length;
    return own === 0 ? [] : [{ unit, share: fraction(own, people.length) }];
  });
}

export interface UnitTotal {
  unit: string;
  /** All points, 待确认 ones with them. */
  points: Fraction;
  /** Of these, not yet confirmed. */
  pending: Fraction;
  /** How many firsts, seconds …; index 0 is the first place. */
  places: number[];
  records: number;
  /** From 1; shared: 1, 2, 2, 4. */
  place: number;
}

/** All points of an event by entry: places (doubled by the event), then records, 弃权 and 参与分, which are never doubled but by the option for relays. */
export function eventPoints(rule: Api.Meet.PointsRule, { event, placed, records, withdrew }: EventResult): Map<string, Fraction> {
  const points = placePoints(rule, placed, event.factor);
  const add = (entry: string, more: number) => {
    if (more !== 0) points.set(entry, plus(points.get(entry) ?? zero, fraction(more)));
  };
  const record = rule.record * (rule.recordDoubled && event.team?.relay ? 2 : 1);
  for (const entry of new Set(records)) add(entry, record);
  for (const entry of new Set(withdrew)) add(entry, -rule.withdrawal);
  for (const { entry, outcome } of placed) if (outcome !== 'DNS') add(entry, rule.taking);
  return points;
}

function comparePlaces(a: UnitTotal, b: UnitTotal): number {
  for (let index = 0; index < Math.max(a.places.length, b.places.length); index += 1) {
    const difference = (b.places[index] ?? 0) - (a.places[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * The standings of the units of one class: by points, then more firsts, more seconds … (by option records first), then a shared place.
 * @param units every unit of the class, so that one without points stands in it too
 */
export function teamTotals(rule: Api.Meet.PointsRule, units: readonly string[], results: readonly EventResult[], sharesOfEntry: (entry: string) => Shares['units']): UnitTotal[] {
  const totals = new Map(units.map((unit): [string, UnitTotal] => [unit, { unit, points: zero, pending: zero, places: [], records: 0, place: 0 }]));
  for (const result of results) {
    for (const [entry, points] of eventPoints(rule, result)) {
      for (const { unit, share } of sharesOfEntry(entry)) {
        const total = totals.get(unit);
        if (!total) continue;
        total.points = plus(total.points, times(points, share));
        if (!result.confirmed) total.pending = plus(total.pending, times(points, share));
      }
    }
    for (const { entry, place } of result.placed) {
      for (const { unit } of place === null ? [] : sharesOfEntry(entry)) {
        const total = totals.get(unit);
        if (total && place !== null) total.places = Array.from({ length: Math.max(total.places.length, place) }, (_, index) => (total.places[index] ?? 0) + (index === place - 1 ? 1 : 0));
      }
    }
    for (const entry of new Set(result.records)) {
      for (const { unit } of sharesOfEntry(entry)) {
        const total = totals.get(unit);
        if (total) total.records += 1;
      }
    }
  }
  const records = (a: UnitTotal, b: UnitTotal) => (rule.ties === 'recordsThenPlaces' ? b.records - a.records : 0);
  return standing([...totals.values()], (a, b) => compare(b.points, a.points) || records(a, b) || comparePlaces(a, b));
}

/** The medal table 奖牌榜: golds, then silvers, then bronzes; a shared place gives its medal to each. */
export function medalTable(units: readonly string[], results: readonly Pick<EventResult, 'placed'>[], sharesOfEntry: (entry: string) => Shares['units']): { unit: string; medals: [number, number, number]; place: number }[] {
  const table = new Map(units.map((unit): [string, { unit: string; medals: [number, number, number]; place: number }] => [unit, { unit, medals: [0, 0, 0], place: 0 }]));
  for (const { placed } of results) {
    for (const { entry, place } of placed) {
      if (place !== 1 && place !== 2 && place !== 3) continue;
      for (const { unit } of sharesOfEntry(entry)) {
        const row = table.get(unit);
        if (row) row.medals[place - 1] = (row.medals[place - 1] ?? 0) + 1;
      }
    }
  }
  return standing([...table.values()], ({ medals: [gold, silver, bronze] }, { medals: [golds, silvers, bronzes] }) => golds - gold || silvers - silver || bronzes - bronze);
}

function standing<T extends { unit: string; place: number }>(rows: readonly T[], order: (a: T, b: T) => number): T[] {
  const sorted = [...rows].sort((a, b) => order(a, b) || byText(a.unit, b.unit));
  let place = 0;
  return sorted.map((row, index) => {
    const before = sorted[index - 1];
    if (!before || order(before, row) !== 0) place = index + 1;
    return { ...row, place };
  });
}

import { sharedPlaces } from '../points/leaders';

/** What a unit has done in an edition. */
export interface UnitSum {
  unit: string;
  /** Members when the edition began: frozen, the denominator of everything. */
  members: number;
  /** Of them with at least so many days as the rules ask. */
  active: number;
  /** With at least one check-in. */
  readers: number;
  points: number;
}

/** Classes by size 组别: up to so many members each, the last without an end. Data. */
export const sizeClasses: readonly { upTo: number; name: string }[] = [
  { upTo: 50, name: '50 人及以下' },
  { upTo: 300, name: '51–300 人' },
  { upTo: 1000, name: '301–1000 人' },
  { upTo: Infinity, name: '1000 人以上' },
];

/** Position of the class of so many members. */
export const classOf = (members: number, classes = sizeClasses): number => classes.findIndex(({ upTo }) => members <= upTo);

/** A unit of fewer members stands in no ranking that others see: its figures would be people's. */
export const leastShown = 10;

/** Who joined after the beginning cannot lift a unit above all of its members. */
const activeOf = ({ active, members }: UnitSum): number => Math.min(active, members);

/** 参与率 first, then points per head; shares are compared by cross-multiplying, nothing is rounded. Both have members. */
export const compareUnits = (a: UnitSum, b: UnitSum): number => activeOf(b) * a.members - activeOf(a) * b.members || b.points * a.members - a.points * b.members;

/** 参与率 in hundredths of a per cent, rounded down: 10000 is reached by all alone. */
export const rateOfUnit = (sum: UnitSum): number => (sum.members === 0 ? 0 : Math.floor((activeOf(sum) * 10_000) / sum.members));

export interface UnitPlace extends UnitSum {
  place: number;
  /** 参与率 in hundredths of a per cent. */
  share: number;
  /** Points per head in hundredths, rounded down. */
  perHead: number;
}

/** The units of one class in their order, equal ones with one place; those without members or below `least` are in none. */
export function rankUnits(sums: readonly UnitSum[], least = leastShown): UnitPlace[] {
  const shown = sums.filter(({ members }) => members >= Math.max(1, least));
  const inOrder = [...shown].sort((a, b) => compareUnits(a, b) || (a.unit < b.unit ? -1 : 1));
  return sharedPlaces(inOrder, (a, b) => compareUnits(a, b) === 0).map(({ place, item }) => ({
    ...item,
    place,
    share: rateOfUnit(item),
    perHead: Math.floor((item.points * 100) / item.members),
  }));
}

/** The rankings of all classes, in the order of the classes. */
export const rankByClass = (sums: readonly UnitSum[], least = leastShown, classes = sizeClasses): UnitPlace[][] => classes.map((_, index) => rankUnits(sums.filter(({ members }) => classOf(members, classes) === index), least));

/** Raw sums beside the ranking, most points first. */
export const rawOrder = (sums: readonly UnitSum[]): UnitSum[] => [...sums].sort((a, b) => b.points - a.points || (a.unit < b.unit ? -1 : 1));

/** Sums of what lies above the units, such as districts. @param aboveOf null: it stands directly below the city, and in no district */
export function sumUp(sums: readonly UnitSum[], aboveOf: (unit: string) => string | null): UnitSum[] {
  const districts = new Map<string, UnitSum>();
  for (const sum of sums) {
    const above = aboveOf(sum.unit);
    if (above === null) continue;
    const so = districts.get(above) ?? { unit: above, members: 0, active: 0, readers: 0, points: 0 };
    districts.set(above, { unit: above, members: so.members + sum.members, active: so.active + activeOf(sum), readers: so.readers + sum.readers, points: so.points + sum.points });
  }
  return [...districts.values()];
}

import { quotasOf } from '../awards/quotas';
import type { Group } from './shown';
import { shareOf } from './shares';

/** What to do about it: whom to visit, and whom to keep places for. */

const byShare = (a: Group, b: Group) => a.j * b.m - b.j * a.m || b.m - a.m || (a.key < b.key ? -1 : 1);

/**
 * Units to visit: those where less than half as many take part as on the whole, the least first, of equal ones the larger.
 * @param whole of all members: what the units are measured by
 */
export function visits<G extends Group>(units: readonly G[], whole: Pick<Group, 'm' | 'j'>, most = 3): G[] {
  return units.filter(({ m, j }) => m > 0 && 2 * j * whole.m < whole.j * m).sort(byShare).slice(0, most);
}

/** Places of the next activity by how many never came 尚未参加, largest remainder; units without any get none. */
export function quotasByAbsence<G extends Group>(units: readonly G[], places: number): { unit: G; never: number; places: number }[] {
  const byKey = new Map(units.map((unit) => [unit.key, unit]));
  return quotasOf(units.map(({ key, m, j }) => ({ id: key, weight: Math.max(0, m - j) })), places)
    .flatMap(({ id, weight, places: given }) => {
      const unit = byKey.get(id);
      return unit && given > 0 ? [{ unit, never: weight, places: given }] : [];
    })
    .sort((a, b) => b.places - a.places || shareOf(a.unit) - shareOf(b.unit) || (a.unit.key < b.unit.key ? -1 : 1));
}

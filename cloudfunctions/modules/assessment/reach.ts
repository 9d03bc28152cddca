import { covers, scopesOf } from '../../../miniprogram/domain/people/scope';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import type { Member } from '../../platform/router';
import { type AssessmentDocument, assessmentById } from './store';

export const notThere = () => new Refusal('NOT_FOUND', '没有找到这项考核');

/** Which units of an assessment this member is a cadre of; null: none, and it does not exist for them. */
export function reach({ scope, units }: AssessmentDocument, member: Member, now: number): 'all' | Set<string> | null {
  const scopes = scopesOf(member.grants, 'cadre', now);
  if (scopes.some((one) => covers(one, scope))) return 'all';
  const own = new Set(scopes.filter((one) => one.startsWith(scope)).flatMap((one) => one.slice(scope.length).split('/')[0] ?? []));
  // Who looks after a part of a unit is not the unit's cadre.
  const mine = units.filter((unit) => own.has(unit.id) && scopes.includes(`${scope}${unit.id}/`)).map((unit) => unit.id);
  return mine.length > 0 ? new Set(mine) : null;
}

export async function load(db: Database, assessmentId: string, member: Member, now: number): Promise<{ one: AssessmentDocument; mine: 'all' | Set<string> }> {
  const one = await assessmentById(db, assessmentId);
  const mine = one && reach(one, member, now);
  if (!one || !mine) throw notThere();
  return { one, mine };
}

import * as v from 'valibot';
import { grantRoles } from '../../../miniprogram/domain/people/grants';
import { scopesOf } from '../../../miniprogram/domain/people/scope';
import { pathsUpwards } from '../../../miniprogram/domain/people/scope';
import { Refusal } from '../../platform/errors';
import { type Action, defineAction } from '../../platform/router';
import { unionsBelow, unionsByPath } from './store';

const me = defineAction('people.me', 'anyone', v.strictObject({}), async ({ db, member, now }) => {
  if (!member) return { member: null, grants: [], now };
  const grants = member.grants.filter((grant) => now < grant.expires);
  const paths = [...new Set([...pathsUpwards(member.unitPath), ...grants.map((grant) => grant.scope)])];
  const unions = await unionsByPath(db, paths);
  const byPath = new Map(unions.map((union) => [union.path, union]));
  return {
    member: {
      uid: member.uid,
      name: member.name,
      unitName: member.unitName,
      unitTrail: byPath.get(member.unitPath)?.trail ?? [member.unitName],
      unitPath: member.unitPath,
    },
    grants: grants.map(({ role, scope, expires }) => ({ role: roleOf(role), scope, scopeName: byPath.get(scope)?.name ?? '', expires })),
    now,
  };
});

/** The role that a kept grant names. */
export function roleOf(kept: string): Api.People.Grant['role'] {
  const role = grantRoles.find((known) => known === kept);
  if (!role) throw new Error('a grant of an unknown role is in the database');
  return role;
}

const unions = defineAction('people.unions', 'member', v.strictObject({}), async ({ db, member, now }) => {
  const scopes = scopesOf(member.grants, 'cadre', now);
  if (scopes.length === 0) throw new Refusal('FORBIDDEN');
  const below = (await Promise.all(scopes.map((scope) => unionsBelow(db, scope)))).flat();
  return { unions: below.map((union) => ({ id: union._id, name: union.name, path: union.path, level: union.level, members: union.members })) };
});

export const peopleActions: readonly Action[] = [me, unions];

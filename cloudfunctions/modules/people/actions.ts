import * as v from 'valibot';
import { pathsUpwards, scopesOf } from '../../../miniprogram/domain/people/scope';
import { Refusal } from '../../platform/errors';
import { type Action, defineAction } from '../../platform/router';
import { unionsBelow, unionsByPath } from './store';

const roles: readonly Api.People.Grant['role'][] = ['cadre', 'gate', 'judge', 'official', 'admin'];

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
    grants: grants.flatMap(({ role: kept, scope, expires }) => {
      // A role that this version does not know gives nothing, and takes nothing else away.
      const role = roles.find((known) => known === kept);
      return role ? [{ role, scope, expires, scopeName: byPath.get(scope)?.name ?? '' }] : [];
    }),
    now,
  };
});

const unions = defineAction('people.unions', 'member', v.strictObject({}), async ({ db, member, now }) => {
  const scopes = scopesOf(member.grants, 'cadre', now);
  if (scopes.length === 0) throw new Refusal('FORBIDDEN');
  const below = (await Promise.all(scopes.map((scope) => unionsBelow(db, scope)))).flat();
  return { unions: below.map((union) => ({ id: union._id, name: union.name, path: union.path, level: union.level, members: union.members })) };
});

export const peopleActions: readonly Action[] = [me, unions];

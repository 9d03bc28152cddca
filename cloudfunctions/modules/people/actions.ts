import * as v from 'valibot';
import { pathsUpwards, scopesOf } from '../../../miniprogram/domain/people/scope';
import { Refusal } from '../../platform/errors';
import type { Database } from '../../platform/database';
import { type Action, defineAction } from '../../platform/router';
import { accountOf } from '../../platform/secrets';
import { admit } from './admit';
import { requestSeen } from './asking';
import { requestOf } from './join-store';
import { roleOf } from './roles';
import { unionsBelow, unionsByPath } from './store';

const me = defineAction('people.me', 'anyone', v.strictObject({}), async ({ db, member, openid, now }) => {
  if (!member) return { member: null, grants: [], request: await requestIn(db, accountOf(openid), now), now };
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
    grants: withoutTwins(grants, byPath).flatMap(({ role: kept, scope, expires }) => {
      // A role that this version does not know gives nothing, and takes nothing else away.
      const role = roleOf(kept);
      return role ? [{ role, scope, expires, scopeName: byPath.get(scope)?.name ?? '' }] : [];
    }),
    request: null,
    now,
  };
});

/** While a union moves a grant stands under both its paths: one of them is no union's, and is not shown. */
function withoutTwins<G extends { id?: string; scope: string }>(grants: G[], unions: ReadonlyMap<string, unknown>): G[] {
  return grants.filter((grant) => unions.has(grant.scope) || !grants.some((other) => other !== grant && other.id !== undefined && other.id === grant.id));
}

/** Where somebody's request stands. What an accepted one still lacks, because the answering call broke off, is made up for. */
async function requestIn(db: Database, account: string, now: number): Promise<Api.People.JoinRequest | null> {
  const request = await requestOf(db, account);
  if (!request) return null;
  if (request.state === 'accepted' && request.openid !== '') await admit(db, request, now);
  return requestSeen(request);
}

const unions = defineAction('people.unions', 'member', v.strictObject({}), async ({ db, member, now }) => {
  const scopes = scopesOf(member.grants, 'cadre', now);
  if (scopes.length === 0) throw new Refusal('FORBIDDEN');
  const below = (await Promise.all(scopes.map((scope) => unionsBelow(db, scope)))).flat();
  return { unions: below.map((union) => ({ id: union._id, name: union.name, path: union.path, level: union.level, members: union.members })) };
});

export const peopleActions: readonly Action[] = [me, unions];

import * as v from 'valibot';
import { authorities, decideGrant, decideRevoke, type GrantRefusal, grantRoles, managedScopes } from '../../../miniprogram/domain/people/grants';
import { likeness, maskName } from '../../../miniprogram/domain/people/names';
import { covers } from '../../../miniprogram/domain/people/scope';
import { fits } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id, millis } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { wholeNameOf } from '../people/roster-store';
import { idOf, inputHash, unseal } from '../../platform/secrets';
import { recordOf } from '../audit/record';
import { roleOf } from '../people/roles';
import { type GrantField, type MemberDocument, unionById, unionsBelow } from '../people/store';
import { count, release } from './guard';
import { changeGrants, holderById, holdersIn, membersNamed } from './store';

const role = v.picklist(grantRoles);
const path = v.pipe(v.string(), v.maxLength(400), v.regex(/^\/(?:[A-Za-z0-9_-]{1,40}\/)+$/));
const attempts = 8;

/** The scopes in which this member gives and takes roles; refuses whoever does neither. */
function ownScopes(member: Pick<Member, 'grants'>, now: number): string[] {
  const scopes = managedScopes(member.grants, now);
  if (scopes.length === 0) throw new Refusal('FORBIDDEN', '只有系统管理员和工会干部可以管理授权');
  return scopes;
}

const pageSize = 20;

const grants = defineAction('people.grants', 'member', v.strictObject({ cursor: v.exactOptional(id) }), async ({ db, input, member, now }) => {
  const scopes = ownScopes(member, now);
  const found = await holdersIn(db, scopes, input.cursor, pageSize + 1);
  const page = found.slice(0, pageSize);
  const items = page.map((holder) => ({ uid: holder._id, name: unseal(holder.name), unitName: holder.unitName, grants: holdingsOf(holder, scopes, member, now) }));
  return { items, next: found.length > pageSize ? (page[page.length - 1]?._id ?? null) : null, now };
});

/** What a holder has in these scopes: in force first, by its end. */
function holdingsOf(holder: { _id: string; grants: GrantField[] }, scopes: string[], member: Member, now: number): Api.Roles.Holding[] {
  const lapsed = (grant: { expires: number }) => (grant.expires <= now ? 1 : 0);
  return holder.grants
    .filter((grant) => scopes.some((scope) => covers(scope, grant.scope)))
    // While a union moves a grant stands under both its paths, with one id.
    .filter(({ id: grantId }, index, all) => grantId === undefined || all.findIndex((one) => one.id === grantId) === index)
    .sort((a, b) => lapsed(a) - lapsed(b) || a.expires - b.expires)
    .flatMap(({ role: kept, scope, scopeName = '', expires }) => {
      const role = roleOf(kept);
      return role ? [{ role, scope, scopeName, expires, revocable: holder._id !== member.uid && authorities(member.grants, role, scope, now).length > 0 }] : [];
    });
}

const grantable = defineAction('people.grantable', 'member', v.strictObject({}), async ({ db, member, now }) => {
  const scopes = ownScopes(member, now);
  const below = (await Promise.all(scopes.map((scope) => unionsBelow(db, scope)))).flat();
  const own = member.grants.flatMap(({ role: kept, scope, expires }) => {
    const role = roleOf(kept);
    return role && now < expires ? [{ role, scope, scopeName: '', expires }] : [];
  });
  return { uid: member.uid, grants: own, unions: below.map((union) => ({ id: union._id, name: union.name, path: union.path, level: union.level, members: union.members })), now };
});

const most = 20;
const candidatesSchema = v.strictObject({
  name: v.pipe(v.string(), v.check((name) => fits(name, 2, 30), '请填完整的姓名')),
  unionId: v.exactOptional(id),
});

const candidates = defineAction('people.candidates', 'member', candidatesSchema, async ({ db, input, member, now }) => {
  const own = ownScopes(member, now);
  const scopes = input.unionId === undefined ? own : [await scopeOf(db, input.unionId, own)];
  const wholeName = wholeNameOf(input.name);
  const found = (await Promise.all(scopes.map((scope) => membersNamed(db, wholeName, scope, most + 1)))).flat().filter((one) => likeness(unseal(one.name), input.name) === 'same');
  const items = found.slice(0, most).map((one) => ({
    uid: one._id,
    name: maskName(unseal(one.name)),
    unitName: one.unitName,
    kind: one.kind,
    bound: !one.account.startsWith('paper:'),
    tail: one._id.slice(-4),
  }));
  return { items, more: found.length > most };
});

/** The path of a union inside these scopes; any other does not exist. */
async function scopeOf(db: Database, unionId: string, scopes: string[]): Promise<string> {
  const union = await unionById(db, unionId);
  if (!union || !scopes.some((scope) => covers(scope, union.path))) throw new Refusal('NOT_FOUND', '没有找到这个工会');
  return union.path;
}

const grantRefusals: Record<GrantRefusal, [Api.ErrorCode, string]> = {
  self: ['FORBIDDEN', '不能给自己授权，请由其他管理员办理'],
  wider: ['FORBIDDEN', '这项授权超出了您自己的范围'],
  past: ['BAD_INPUT', '到期时间要在现在之后'],
  tooLong: ['BAD_INPUT', '授权最长三年'],
  outlasts: ['FORBIDDEN', '到期时间不能晚于您自己的授权'],
  already: ['USED', '这个人已有这项授权；要提前结束，请收回后重新授予'],
};

/** A repeat of an act on a member's grants? Another body under its key is refused. */
function isRepeat(holder: MemberDocument, act: { k: string; h: string }): boolean {
  const before = holder.acts?.find(({ k }) => k === act.k);
  if (before && before.h !== act.h) throw new Refusal('KEY_REUSED');
  return before !== undefined;
}

const grantSchema = v.strictObject({ uid: id, role, unionId: id, expires: millis });

const grant = defineAction('people.grant', 'act', grantSchema, ({ db, input, key, member, now }) => grantFor(db, member, input, key, now));

/** Gives a role; the deciding document is the member's own. */
export async function grantFor(db: Database, actor: Pick<Member, 'uid' | 'grants'>, input: Api.Input<'people.grant'>, key: string, now: number): Promise<Api.Output<'people.grant'>> {
  const act = { k: key, h: inputHash({ by: actor.uid, do: 'grant', ...input }) };
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const [holder, union] = await Promise.all([holderById(db, input.uid), unionById(db, input.unionId)]);
    if (holder && isRepeat(holder, act)) {
      for (const held of holder.grants) await count(db, holder._id, held);
      return { uid: holder._id, expires: input.expires };
    }
    const scopes = ownScopes(actor, now);
    if (!union || !scopes.some((scope) => covers(scope, union.path))) throw new Refusal('NOT_FOUND', '没有找到这个工会');
    if (!holder || !scopes.some((scope) => covers(scope, holder.unitPath))) throw new Refusal('NOT_FOUND', '没有找到这名会员，请重新查找');
    const wanted = { id: idOf('grant', actor.uid, key), role: input.role, scope: union.path, scopeName: union.name, expires: input.expires };
    const decision = decideGrant<GrantField>(actor, { uid: holder._id, grants: holder.grants }, wanted, now);
    if ('refuse' in decision) throw new Refusal(...grantRefusals[decision.refuse]);
    const record = recordOf({ act: 'people.grant', by: actor.uid, key, at: now, subject: holder._id, scope: union.path, scopeName: union.name, role: input.role, until: input.expires, details: input });
    if (!(await changeGrants(db, holder, decision.grants, act, record))) continue;
    await count(db, holder._id, decision.given);
    return { uid: holder._id, expires: input.expires };
  }
  throw new Refusal('SLOW_DOWN');
}

const revoke = defineAction('people.revoke', 'act', v.strictObject({ uid: id, role, scope: path }), ({ db, input, key, member, now }) => revokeFor(db, member, input, key, now));

const noGrant = '没有找到这项授权，可能已经收回';

/** Takes a role back. An administrator of a whole city is first taken out of the guard, which refuses the last one. */
export async function revokeFor(db: Database, actor: Pick<Member, 'uid' | 'grants'>, input: Api.Input<'people.revoke'>, key: string, now: number): Promise<Api.Output<'people.revoke'>> {
  const act = { k: key, h: inputHash({ by: actor.uid, do: 'revoke', ...input }) };
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const holder = await holderById(db, input.uid);
    if (holder && isRepeat(holder, act)) return { uid: holder._id };
    ownScopes(actor, now);
    if (!holder) throw new Refusal('NOT_FOUND', noGrant);
    const decision = decideRevoke(actor, { uid: holder._id, grants: holder.grants }, input, now);
    if ('refuse' in decision) throw decision.refuse === 'self' ? new Refusal('FORBIDDEN', '不能收回自己的授权，请由其他管理员办理') : new Refusal('NOT_FOUND', noGrant);
    const { revoked } = decision;
    if (!(await release(db, holder._id, revoked, now))) throw new Refusal('FORBIDDEN', '全市至少要有一名任期还有 30 天以上的系统管理员，请先授权另一位');
    const record = recordOf({ act: 'people.revoke', by: actor.uid, key, at: now, subject: holder._id, scope: input.scope, scopeName: revoked.scopeName ?? '', role: input.role, until: revoked.expires, details: input });
    if (await changeGrants(db, holder, decision.grants, act, record)) return { uid: holder._id };
  }
  throw new Refusal('SLOW_DOWN');
}

export const roleActions: readonly Action[] = [grants, grantable, candidates, grant, revoke];

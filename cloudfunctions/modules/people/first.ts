import * as v from 'valibot';
import { claimCodeOf } from '../../../miniprogram/domain/people/claim-code';
import { grantScopes, longestGrant } from '../../../miniprogram/domain/people/grants';
import { tidy } from '../../../miniprogram/domain/text/clean';
import { dayOf } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { type Action, defineAction } from '../../platform/router';
import { accountOf, digestOf, idOf, inputHash, seal, unseal } from '../../platform/secrets';
import { recordOf } from '../audit/record';
import { count } from '../roles/guard';
import { newUnion } from '../unions/change';
import { insertUnion } from '../unions/store';
import { type FirstStepsDocument, firstSteps, takeFirst } from './first-store';
import { memberAlready, name } from './join';
import { useTry } from './join-store';
import { insertMember, memberById, memberRow } from './roster-store';
import { cityPaths, keepOpenid } from './store';

/** The first administrator of an empty system: the city union and its first member come from a one-time code, so that nobody types an openid. */

const wrong = () => new Refusal('NOT_FOUND', '认领码不对、已经用过，或者过期了');

const claimFirst = defineAction('people.claimFirst', 'openAct', v.strictObject({ code: v.pipe(v.string(), v.maxLength(60)), name }), async ({ db, input, key, member, openid, now }) => {
  const account = accountOf(openid);
  const act = { k: key, h: inputHash(input) };
  const offer = await firstSteps(db);
  if (offer?.taken?.account === account && offer.taken.k === key) {
    if (offer.taken.h !== act.h) throw new Refusal('KEY_REUSED');
    return carryOut(db, offer, offer.taken, openid);
  }
  if (member) throw memberAlready(member.unitName);
  const tried = await useTry(db, `first:${account}:${dayOf(now)}`, act);
  if (tried === 'reused') throw new Refusal('KEY_REUSED');
  if (tried === 'spent') throw new Refusal('SLOW_DOWN', '今天试的次数太多了，请明天再试');
  const code = claimCodeOf(input.code);
  if (!offer || offer.taken || code === null || digestOf(code) !== offer.code || (await cityPaths(db)).length > 0) throw wrong();
  const taken = { ...act, t: now, account, name: seal(tidy(input.name)) };
  if (!(await takeFirst(db, offer.code, taken))) throw wrong();
  return carryOut(db, offer, taken, openid);
});

/** Makes the city union and its first member, administrator and cadre. May be repeated: all ids follow from the offer. */
async function carryOut(db: Database, offer: FirstStepsDocument, { k, h, t, account, name: sealed }: NonNullable<FirstStepsDocument['taken']>, openid: string) {
  const uid = `m${idOf('member', account, k).slice(0, 15)}`;
  const given = { trade: '综合', region: offer.region, ownership: '机关', size: 0 } as const;
  const union = newUnion(`u${idOf('union', uid, k).slice(0, 15)}`, { _id: '', path: '/', trail: [] }, offer.unionName, 0, given);
  const place = { by: uid, at: t, scope: union.path, scopeName: union.name };
  await insertUnion(db, { ...union, members: 1, audit: [recordOf({ ...place, act: 'unions.add', key: k, subject: union._id, details: { name: union.name } })] });
  const grants = (['admin', 'cadre'] as const).map((role) => ({ id: idOf('grant', uid, `${k}:${role}`), role, scope: union.path, scopeName: union.name, expires: t + longestGrant }));
  const row = memberRow(union, unseal(sealed), { _id: uid, kind: 'active', staffTail: '', tailKey: '' }, t);
  const audit = grants.map(({ role, expires }) => recordOf({ ...place, act: 'people.grant', key: `${k}:${role}`, subject: uid, role, until: expires, details: { role } }));
  await insertMember(db, { ...row, account, boundAt: t, binding: { k, h, how: 'claim', by: uid }, grants, grantScopes: grantScopes(grants), grantsVersion: 1, audit });
  await keepOpenid(db, uid, openid);
  const made = await memberById(db, uid);
  for (const grant of made?.grants ?? []) await count(db, uid, grant);
  return { unionId: union._id, unionName: union.name };
}

export const firstActions: readonly Action[] = [claimFirst];

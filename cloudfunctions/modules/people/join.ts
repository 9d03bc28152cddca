import * as v from 'valibot';
import { likeness, unifyName } from '../../../miniprogram/domain/people/names';
import { staffNumberOf } from '../../../miniprogram/domain/people/roster-lines';
import { fits } from '../../../miniprogram/domain/text/clean';
import { termsSought } from '../../../miniprogram/domain/text/search';
import { dayOf } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { accountOf, inputHash, unseal } from '../../platform/secrets';
import { askFor } from './asking';
import { requestOf, unionsFound, useTry, withdraw } from './join-store';
import { isDeparting } from './leave-store';
import { bindAccount, memberById, memberOfAccount, membersNamed, paper, tailKeyOf, wholeNameOf } from './roster-store';
import { keepOpenid, unionById } from './store';

const findUnions = defineAction('people.findUnions', 'anyone', v.strictObject({ search: v.pipe(v.string(), v.maxLength(40)) }), async ({ db, input }) => {
  const terms = termsSought(input.search);
  if (terms.length === 0) return { unions: [] };
  const found = await unionsFound(db, terms, 20);
  return { unions: found.map((union) => ({ id: union._id, name: union.name, above: union.trail.slice(0, -1) })) };
});

export const name = v.pipe(
  v.string(),
  v.maxLength(200),
  v.check((text) => fits(text, 2, 30) && unifyName(text).length >= 2, '姓名写 2–30 个字'),
);

/** One answer for every mismatch: it says neither whether the name is there nor what was wrong. */
const mismatch = () => new Refusal('NOT_FOUND', '姓名和工号没有对上名册。请检查一下，或者改为申请加入');
export const stillLeaving = () => new Refusal('SLOW_DOWN', '上一次退出还在办理，请两分钟后再试');
export const memberAlready = (unionName: string) => new Refusal('USED', `您已经是${unionName}的会员了`);

const claimSchema = v.strictObject({
  unionId: id,
  name,
  staffNumberTail: v.pipe(v.string(), v.maxLength(40), v.check((text) => /^.{2,4}$/u.test(staffNumberOf(text) ?? ''), '填工号的最后四位')),
});

const claim = defineAction('people.claim', 'openAct', claimSchema, async ({ db, input, key, member: known, openid, now }) => {
  const account = accountOf(openid);
  const act = { k: key, h: inputHash(input) };
  if (known) return repeated(db, known.uid, act, openid);
  const union = await unionById(db, input.unionId);
  if (!union) throw new Refusal('NOT_FOUND', '没有找到这个工会');

  const wholeName = wholeNameOf(input.name);
  const today = dayOf(now);
  const mine = await useTry(db, `account:${account}:${today}`, act);
  if (mine === 'reused') throw new Refusal('KEY_REUSED');
  if (mine === 'spent') throw new Refusal('SLOW_DOWN', '今天试的次数太多了，请明天再试，或者改为申请加入');
  // Counted by name within the union, whether the roster has that name or not: the same writes, the same answer.
  if ((await useTry(db, `row:${union._id}:${wholeName}:${today}`, act)) !== 'ok') throw mismatch();
  const tail = staffNumberOf(input.staffNumberTail) ?? '';
  const rows = (await membersNamed(db, union._id, [wholeName], 20)).filter((row) => row.account === paper(row._id) && row.tailKey === tailKeyOf(row._id, tail));
  const [row] = rows;
  if (!row) {
    // Another delivery of this very act may have been quicker.
    const bound = await memberOfAccount(db, account);
    if (bound) return repeated(db, bound._id, act, openid);
    throw mismatch();
  }
  if (rows.length > 1 || likeness(unseal(row.name), input.name) !== 'same') {
    await askFor(db, { union, name: input.name, account, openid, act, now });
    return { result: 'asked', unionName: union.name };
  }
  if (await isDeparting(db, row._id)) throw stillLeaving();
  const outcome = await bindAccount(db, row, account, { ...act, how: 'claim', by: row._id }, now);
  if (outcome === 'accountTaken') throw memberAlready('别的工会');
  if (outcome === 'rowTaken') {
    const after = await memberById(db, row._id);
    if (after?.account !== account) throw mismatch();
  }
  await keepOpenid(db, row._id, openid);
  await withdraw(db, account);
  return { result: 'bound', unionName: union.name };
});

/** A claim by somebody who is a member: a repeat of the act that made them one, or refused. */
async function repeated(db: Database, uid: string, act: { k: string; h: string }, openid: string) {
  const row = await memberById(db, uid);
  if (row?.binding?.k !== act.k) throw memberAlready(row?.unitName ?? '工会');
  if (row.binding.h !== act.h) throw new Refusal('KEY_REUSED');
  await keepOpenid(db, uid, openid);
  await withdraw(db, row.account);
  return { result: 'bound' as const, unionName: row.unitName };
}

const requestJoin = defineAction('people.requestJoin', 'openAct', v.strictObject({ unionId: id, name }), async ({ db, input, key, member: known, openid, now }) => {
  if (known) throw memberAlready(known.unitName);
  const union = await unionById(db, input.unionId);
  if (!union) throw new Refusal('NOT_FOUND', '没有找到这个工会');
  return { at: await askFor(db, { union, name: input.name, account: accountOf(openid), openid, act: { k: key, h: inputHash(input) }, now }) };
});

const withdrawRequest = defineAction('people.withdrawRequest', 'openAct', v.strictObject({}), async ({ db, openid }) => {
  const account = accountOf(openid);
  if (!(await withdraw(db, account))) {
    const before = await requestOf(db, account);
    if (before?.state !== 'withdrawn') throw new Refusal('CLOSED', before ? '工会已经答复了这份申请' : '您没有在等的申请');
  }
  return { withdrawn: true };
});

export const joinActions: readonly Action[] = [findUnions, claim, requestJoin, withdrawRequest];

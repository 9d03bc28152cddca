import * as v from 'valibot';
import { covers, holds } from '../../../miniprogram/domain/people/scope';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { wasDone } from '../../platform/acts';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { activityById } from '../activity/store';
import { unionById } from '../people/store';
import { actOf, mustTakeEntries, noDelegation, ownDelegation, pathsOwned, teamOf } from './access';
import { actOnDelegation, delegationById, delegationKey, insertDelegation } from './delegation-store';
import type { DelegationDocument } from './documents';
import { enlist, meetById } from './meet-store';
import { ofDelegation } from './meet-schema';
import { claimOf } from './person-claims';
import { delegationView } from './views';

/** A unit's delegation as a whole: opening it, its insurance, its athletes' 健康承诺书. */

const line = (most: number, words: string) => v.pipe(v.string(), v.check((text) => fits(text, 2, most), words));

const openSchema = v.strictObject({ ...ofDelegation, name: line(30, '代表队名称写 2–30 个字'), contact: v.pipe(v.string(), v.regex(/^[0-9+\- ]{7,20}$/)) });

const open = defineAction('delegation.open', 'act', openSchema, async ({ db, input, key, member, now }) => {
  const { meetId, unitId } = input;
  const _id = delegationKey(meetId, unitId);
  const [meet, activity, unit, before] = await Promise.all([meetById(db, meetId), activityById(db, meetId), unionById(db, unitId), delegationById(db, _id)]);
  if (!meet || !activity) throw new Refusal('NOT_FOUND', '没有找到这个运动会');
  if (!unit || !holds(member.grants, 'cadre', unit.path, now)) throw new Refusal('FORBIDDEN', '请本单位的工会干部报名');
  const act = actOf(member, key, inputHash(input), now);
  const [name, contact] = [tidy(input.name), input.contact.trim()];
  const answer = { opened: true } as const;
  const rename = (found: DelegationDocument) =>
    actOnDelegation(db, found, act, (_, done) => {
      if (!done) mustTakeEntries(meet, now);
      return done ? { answer } : { answer, write: { change: { name, contact, leader: member.uid } } };
    });
  if (before) return rename(before);
  if (!covers(activity.audience, unit.path)) throw new Refusal('FORBIDDEN', '这次运动会不面向您所在的单位');
  if (activity.cancelled) throw new Refusal('CLOSED', '运动会已经取消');
  mustTakeEntries(meet, now);
  const team = await teamOf(db, meet, unitId);
  if (team) throw new Refusal('USED', `本单位已参加联队“${team.name}”，要单独组队请先退出`);
  if (!(await enlist(db, meetId, { id: unitId, members: unit.members }))) throw new Refusal('CLOSED', '名单已经锁定，不能再报名');
  const whole: DelegationDocument = {
    ...{ _id, meetId, unitId, unitPath: unit.path, unitName: unit.name, name, contact, leader: member.uid, athletes: [], entries: [], insurance: null },
    ...{ partners: [], substitutions: [], loose: [], unreleased: false, locked: false, v: 1, acts: [act] },
  };
  if (await insertDelegation(db, whole)) return answer;
  const first = await delegationById(db, _id);
  if (!first) throw new Refusal('SLOW_DOWN');
  return wasDone(first, key, act.h) ? answer : rename(first);
});

const detail = defineAction('delegation.detail', 'member', v.strictObject(ofDelegation), async ({ db, input, member, now }) => {
  const { meetId, unitId } = input;
  const [meet, activity, found] = await Promise.all([meetById(db, meetId), activityById(db, meetId), delegationById(db, delegationKey(meetId, unitId))]);
  if (!meet || !activity || !found) throw noDelegation();
  const paths = await pathsOwned(db, meet, found, member, now);
  if (paths.length === 0 && !holds(member.grants, 'cadre', meet.scope, now)) throw noDelegation();
  return delegationView(meet, found, activity.title, now, paths.map(({ unit }) => unit));
});

const insureSchema = v.strictObject({ ...ofDelegation, insurance: v.strictObject({ company: line(40, '保险公司写 2–40 个字'), policy: line(40, '保单号写 2–40 个字') }) });

const insure = defineAction('delegation.insure', 'act', insureSchema, async ({ db, input, key, member, now }) => {
  const { found } = await ownDelegation(db, input, member, now);
  const answer = { kept: true } as const;
  const insurance = { company: tidy(input.insurance.company), policy: tidy(input.insurance.policy) };
  return actOnDelegation(db, found, actOf(member, key, inputHash(input), now), (_, done) => (done ? { answer } : { answer, write: { change: { insurance } } }));
});

const healthSchema = v.strictObject({ ...ofDelegation, uids: v.pipe(v.array(id), v.minLength(1), v.maxLength(300)) });

const health = defineAction('delegation.health', 'act', healthSchema, async ({ db, input, key, member, now }) => {
  const { found } = await ownDelegation(db, input, member, now);
  const chosen = new Set(input.uids);
  const answer = { kept: input.uids.length };
  return actOnDelegation(db, found, actOf(member, key, inputHash(input), now), ({ athletes }, done) => {
    if (done) return { answer };
    if (input.uids.some((uid) => !athletes.some((row) => row.uid === uid))) throw new Refusal('USED', '名单刚刚有变动，请刷新再试');
    // What an athlete has signed stays signed.
    return { answer, write: { change: { athletes: athletes.map((row) => (chosen.has(row.uid) && row.health === null ? { ...row, health: 'paper' } : row)) } } };
  });
});

const sign = defineAction('delegation.sign', 'act', v.strictObject({ meetId: id }), async ({ db, input, key, member, now }) => {
  const claim = await claimOf(db, input.meetId, member.uid);
  const found = claim && (await delegationById(db, delegationKey(input.meetId, claim.unitId)));
  const none = () => new Refusal('NOT_FOUND', '您不在参赛名单里，请联系本单位领队');
  if (!found) throw none();
  const answer = { signed: true } as const;
  return actOnDelegation(db, found, actOf(member, key, inputHash(input), now), ({ athletes }, done) => {
    if (done) return { answer };
    const mine = athletes.find(({ uid }) => uid === member.uid);
    if (!mine) throw none();
    return mine.health === 'signed' ? { answer } : { answer, write: { change: { athletes: athletes.map((row) => (row === mine ? { ...row, health: 'signed' } : row)) } } };
  });
});

export const delegationActions: readonly Action[] = [open, detail, insure, health, sign];

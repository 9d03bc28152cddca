import * as v from 'valibot';
import { covers, pathsUpwards } from '../../../miniprogram/domain/people/scope';
import type { TeamAct } from '../../../miniprogram/domain/registration/team';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction, type Member } from '../../platform/router';
import { idOf, inputHash, keyedDigest } from '../../platform/secrets';
import { checkText } from '../../platform/wechat';
import { wholeNameOf } from '../people/roster-store';
import { type MemberDocument, unionById } from '../people/store';
import { notForYourUnit } from '../registration/refusals';
import { touch } from '../registration/store';
import { membersNamed } from '../roles/store';
import { competingUnits } from './browse';
import { change, teamActivity } from './change';
import { teamRefusals } from './refusals';
import { readStandings } from './store';

/** What members do with teams, each act decided once by its key. */

export const code = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16}$/));

/** Not to be guessed, and the same for a repeat of the act. */
const codeOf = (activityId: string, uid: string, key: string) => keyedDigest('team', `${activityId}:${uid}:${key}`).slice(0, 16);

const markOf = (input: object, key: string, member: Member, now: number) => ({ k: key, h: inputHash(input), t: now, by: member.uid });

const makeSchema = v.strictObject({
  activityId: id,
  name: v.pipe(v.string(), v.check((name) => fits(name, 2, 12), '队名写 2–12 个字')),
  unionId: v.exactOptional(id),
});

const make = defineAction('teams.make', 'act', makeSchema, async ({ db, input, key, member, openid, now }) => {
  const of = await teamActivity(db, input.activityId);
  if (!covers(of.activity.audience, member.unitPath)) throw new Refusal('FORBIDDEN', notForYourUnit);
  const units = await competingUnits(db, of.activity, member);
  const union = input.unionId === undefined ? units[0] : units.find(({ _id }) => _id === input.unionId);
  if (!union) throw new Refusal('NOT_FOUND', '不能代表这个单位参赛，请重新选');
  const act: TeamAct = {
    ...{ do: 'make', u: member.uid, id: idOf('team', member.uid, key), name: tidy(input.name) },
    ...{ code: codeOf(of.activity._id, member.uid, key), unit: { path: union.path, name: union.name } },
  };
  await passName(db, of.activity._id, act.id, act.name, openid, now);
  await change(db, of, act, markOf(input, key, member, now));
  return { teamId: act.id };
});

/** A team's name stands on invitations and lists from the first moment, so none is kept that WeChat has not passed. A repeat is not asked again. */
async function passName(db: Database, activityId: string, teamId: string, name: string, openid: string, now: number): Promise<void> {
  const { teams } = await readStandings(db, activityId, now);
  if (teams.acts.some(({ team }) => team === teamId)) return;
  const verdict = await checkText(openid, name);
  if (verdict === 'risky') throw new Refusal('BAD_INPUT', '这个队名不合适，请换一个');
  if (verdict === 'unreachable') throw new Refusal('HELD', '队名暂时没能通过检查，请稍后再试，或者换一个');
}

const join = defineAction('teams.join', 'act', v.strictObject({ activityId: id, code }), async ({ db, input, key, member, now, requestId }) => {
  const of = await teamActivity(db, input.activityId);
  if (!covers(of.activity.audience, member.unitPath)) throw new Refusal('FORBIDDEN', notForYourUnit);
  const team = await change(db, of, { do: 'join', u: member.uid, code: input.code }, markOf(input, key, member, now));
  if (!team) throw teamRefusals.noInvitation();
  if (team.sent) await project(requestId, () => touch(db, of.activity._id, member.uid, now));
  return { teamId: team.id };
});

const addSchema = v.strictObject({
  activityId: id,
  name: v.pipe(v.string(), v.check((name) => fits(name, 2, 30), '请写全名')),
  staffTail: v.exactOptional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{1,2}$/))),
});

const add = defineAction('teams.add', 'act', addSchema, async ({ db, input, key, member, now, requestId }) => {
  const of = await teamActivity(db, input.activityId);
  const found = await ownMate(db, member, input.name, input.staffTail);
  if (!covers(of.activity.audience, found.unitPath)) throw new Refusal('FORBIDDEN', '这个活动不面向他所在的单位');
  const team = await change(db, of, { do: 'add', u: member.uid, who: found._id }, markOf(input, key, member, now));
  if (team?.sent) await project(requestId, () => touch(db, of.activity._id, found._id, now));
  return { uid: found._id };
});

/** The one member of the own unit with this name; to a team 班组 (level 3) its unit is the union around it. */
async function ownMate(db: Database, member: Member, name: string, staffTail: string | undefined): Promise<Pick<MemberDocument, '_id' | 'unitPath'>> {
  const level = (await unionById(db, member.unitId))?.level ?? 0;
  const scope = level >= 3 ? pathsUpwards(member.unitPath).slice(-2)[0] : member.unitPath;
  const named = await membersNamed(db, wholeNameOf(name), scope ?? member.unitPath, 20);
  const found = staffTail === undefined ? named : named.filter((row) => row.staffTail.toUpperCase() === staffTail.toUpperCase());
  const [one] = found;
  if (!one) throw new Refusal('NOT_FOUND', staffTail === undefined ? '本单位名册里没有这个人，请写全名' : '本单位名册里没有这个姓名和工号');
  if (found.length > 1) throw new Refusal('BAD_INPUT', '本单位有同名的人，请填工号后两位');
  if (one._id === member.uid) throw teamRefusals.theyAreInTeam();
  return one;
}

const subject = v.strictObject({ activityId: id, uid: id });

const remove = defineAction('teams.remove', 'act', subject, async ({ db, input, key, member, now }) => {
  await change(db, await teamActivity(db, input.activityId), { do: 'remove', u: member.uid, who: input.uid }, markOf(input, key, member, now));
  return { done: true };
});

const handOver = defineAction('teams.handOver', 'act', subject, async ({ db, input, key, member, now }) => {
  await change(db, await teamActivity(db, input.activityId), { do: 'handOver', u: member.uid, who: input.uid }, markOf(input, key, member, now));
  return { done: true };
});

const own = v.strictObject({ activityId: id });

const renew = defineAction('teams.renew', 'act', own, async ({ db, input, key, member, now }) => {
  const fresh = codeOf(input.activityId, member.uid, key);
  await change(db, await teamActivity(db, input.activityId), { do: 'renew', u: member.uid, code: fresh }, markOf({ renew: input }, key, member, now));
  return { code: fresh };
});

const leave = defineAction('teams.leave', 'act', own, async ({ db, input, key, member, now }) => {
  await change(db, await teamActivity(db, input.activityId), { do: 'leave', u: member.uid }, markOf({ leave: input }, key, member, now));
  return { done: true };
});

const disband = defineAction('teams.disband', 'act', own, async ({ db, input, key, member, now }) => {
  await change(db, await teamActivity(db, input.activityId), { do: 'disband', u: member.uid }, markOf({ disband: input }, key, member, now));
  return { done: true };
});

export const teamActions: readonly Action[] = [make, join, add, remove, handOver, renew, leave, disband];

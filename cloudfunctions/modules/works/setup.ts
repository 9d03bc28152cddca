import * as v from 'valibot';
import { covers, holds } from '../../../miniprogram/domain/people/scope';
import { tidy } from '../../../miniprogram/domain/text/clean';
import { checkPlan, phaseOf } from '../../../miniprogram/domain/works/call';
import { wasDone } from '../../platform/acts';
import { Refusal } from '../../platform/errors';
import { id, millis } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { idOf, inputHash } from '../../platform/secrets';
import { activityById } from '../activity/store';
import { words } from '../text/words';
import type { CallDocument, WorkDocument } from './documents';
import { callField, callFor, cardOf, manages, mayMark, ownCall, planOf, recorded } from './guards';
import { callById, callsOf, changeCall, insertCall, worksOfJudge, worksOfWriter } from './store';

/** A call for works: made, approved by 宣教部, and what everybody sees of it. */

const whole = v.pipe(v.number(), v.safeInteger());
const range = v.strictObject({ least: whole, most: whole });

const approvalFields = { department: words(2, 30, '审定部门'), paper: words(2, 40, '文号或会议日期') };

const createSchema = v.strictObject({
  activityId: id,
  title: words(2, 40, '征集名称'),
  theme: words(0, 1000, '主题与要求', true),
  kinds: v.pipe(v.array(v.strictObject({ id: v.pipe(v.string(), v.regex(/^k\d$/)), name: v.pipe(v.string(), v.maxLength(40)), text: v.nullable(range), photos: range })), v.maxLength(6)),
  opensAt: millis,
  closesAt: millis,
  judging: v.strictObject({
    criteria: v.pipe(v.array(v.strictObject({ id: v.pipe(v.string(), v.regex(/^c\d{1,2}$/)), name: v.pipe(v.string(), v.maxLength(40)), weight: whole })), v.maxLength(10)),
    maximum: v.picklist([10, 100]),
    trim: v.picklist([0, 1, 2]),
    perWork: whole,
    until: millis,
  }),
  prizes: v.pipe(v.array(v.strictObject({ name: v.pipe(v.string(), v.maxLength(40)), count: whole })), v.maxLength(20)),
  approval: v.nullable(v.strictObject(approvalFields)),
});

const tidyApproval = ({ department, paper }: Api.Works.Approval) => ({ department: tidy(department), paper: tidy(paper) });

const create = defineAction('works.create', 'act', createSchema, async ({ db, input, key, member, now }) => {
  const activity = await activityById(db, input.activityId);
  if (!activity || !holds(member.grants, 'cadre', activity.scope, now)) throw new Refusal('NOT_FOUND', '没有找到这个活动');
  const callId = idOf('works', member.uid, key);
  const act = { k: key, h: inputHash(input), t: now, by: member.uid };
  const before = await callById(db, callId);
  if (before && wasDone(before, key, act.h)) return { callId };
  const fault = checkPlan(input, now)[0];
  if (fault !== undefined) throw new Refusal('BAD_INPUT', fault);
  const { kinds, judging, prizes } = input;
  const call: CallDocument = {
    ...{ _id: callId, activityId: activity._id, scope: activity.scope, organiser: activity.organiser, audience: activity.audience },
    ...planOf(input),
    ...{ title: tidy(input.title), theme: tidy(input.theme) },
    kinds: kinds.map((kind) => ({ ...kind, name: tidy(kind.name) })),
    judging: { ...judging, criteria: judging.criteria.map((one) => ({ ...one, name: tidy(one.name) })) },
    prizes: prizes.map((prize) => ({ ...prize, name: tidy(prize.name) })),
    approval: input.approval && { ...tidyApproval(input.approval), at: now, by: member.uid },
    ...{ state: 'open', createdAt: now, sealing: null, busy: false, v: 1, acts: [act], audit: [] },
  };
  // Another of the same key got in between: that one is the act.
  if (!(await insertCall(db, { ...call, audit: [recorded('works.create', call, act, input)] }))) wasDone((await callById(db, callId)) ?? call, key, act.h);
  return { callId };
});

const approve = defineAction('works.approve', 'act', v.strictObject({ ...callField, ...approvalFields }), async ({ db, input, key, member, now }) => {
  const call = await ownCall(db, input.callId, member, now);
  const act = { k: key, h: inputHash(input), t: now, by: member.uid };
  if (wasDone(call, key, act.h)) return { approved: true };
  const approval = { ...tidyApproval(input), at: now, by: member.uid };
  if (await changeCall(db, call._id, { approval: null }, act, recorded('works.approve', call, act, input), { approval: db.command.set(approval) })) return { approved: true };
  const after = await ownCall(db, input.callId, member, now);
  if (wasDone(after, key, act.h)) return { approved: true };
  throw new Refusal('USED', '这次征集已经审定过了');
});

const list = defineAction('works.calls', 'member', v.strictObject({ activityId: id }), async ({ db, input, member, now }) => {
  const found = await callsOf(db, input.activityId);
  const seen = found.filter((call) => manages(call, member, now) || (phaseOf(call, now) !== 'waiting' && (covers(call.audience, member.unitPath) || mayMark(call, member, now))));
  return { items: seen.map((call) => cardOf(call, now)), now };
});

/** @returns why this member cannot hand in; null: they can */
export function barOf(call: CallDocument, member: Member, now: number): string | null {
  if (!covers(call.audience, member.unitPath)) return '这次征集不面向您所在的单位';
  const phase = phaseOf(call, now);
  if (phase === 'waiting') return '征集主题还没有审定';
  if (phase === 'announced') return '征集还没有开始';
  return phase === 'open' ? null : '征集已经截稿';
}

const mineOf = (work: WorkDocument, published: boolean): Api.Works.Mine => ({
  ...{ kind: work.kind, title: work.title, at: work.at, state: work.state, why: work.why, held: work.verdict === 'held' && work.vet === 'look', v: work.v },
  result: published ? work.result : null,
});

const one = defineAction('works.call', 'member', v.strictObject(callField), async ({ db, input, member, now }) => {
  const call = await callFor(db, input.callId, member, now);
  const judges = mayMark(call, member, now) && call.state !== 'open';
  const [own, given] = await Promise.all([worksOfWriter(db, call._id, member.uid), judges ? worksOfJudge(db, call._id, member.uid) : null]);
  return {
    ...cardOf(call, now),
    ...planOf(call),
    approval: call.approval && { department: call.approval.department, paper: call.approval.paper },
    mine: own.filter(({ title }) => title !== '').map((work) => mineOf(work, call.state === 'published')),
    toJudge: given === null || given.length === 0 ? null : call.state === 'judging' ? given.filter(({ sheets }) => !sheets.some(({ judge }) => judge === member.uid)).length : 0,
    ...{ barred: barOf(call, member, now), manages: manages(call, member, now), now },
  };
});

export const setupActions: readonly Action[] = [create, approve, list, one];

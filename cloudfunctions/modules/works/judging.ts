import * as v from 'valibot';
import { hundredthsOf, sheetValue } from '../../../miniprogram/domain/contest/scores';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { unitOf } from '../../../miniprogram/domain/works/call';
import { substituteFor } from '../../../miniprogram/domain/works/assignment';
import { fraction } from '../../../miniprogram/domain/numbers/fraction';
import { wasDone } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { judgesAmong } from '../contest/panel-store';
import type { CallDocument, WorkDocument } from './documents';
import { blind, callField, cardOf, mayMark, noWork, notThere, photosFor, recorded, seenIn } from './guards';
import { callById, callsByIds, changeWork, handingOf, handingsTo, keepMarks, workById, workByNumber, worksOfJudge } from './store';

/** What a judge does: reads works that have a number and no name, marks each once, steps back from one. */

const numberField = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(9999));
const workFields = { ...callField, number: numberField };

type Kept = Pick<WorkDocument, 'sheets'>;
const sheetBy = ({ sheets }: Kept, uid: string) => sheets.find(({ judge }) => judge === uid);

/** A sheet's total in hundredths of a point. */
const totalOf = ({ criteria }: Api.Works.Judging, marks: Api.Works.Marks): number => hundredthsOf(fraction(sheetValue(criteria, marks)));

/** A call that this member may judge now. Throws NOT_FOUND */
async function judgedCall(db: Database, callId: string, member: Member, now: number): Promise<CallDocument> {
  const call = await callById(db, callId);
  if (!call || call.state === 'open' || !mayMark(call, member, now)) throw notThere();
  return call;
}

const mine = (work: WorkDocument | null, uid: string): WorkDocument => {
  if (!work || work.state !== 'in' || !work.judges.includes(uid)) throw noWork();
  return work;
};

const judging = defineAction('works.judging', 'member', v.strictObject({}), async ({ db, member, now }) => {
  const calls = await callsByIds(db, (await handingsTo(db, member.uid)).map(({ _id }) => _id));
  const own = calls.filter((call) => call.state !== 'open' && mayMark(call, member, now)).sort((a, b) => b.closesAt - a.closesAt);
  const given = await Promise.all(own.map(({ _id }) => worksOfJudge(db, _id, member.uid)));
  return {
    items: own.map((call, index) => {
      const works = given[index] ?? [];
      return { ...cardOf(call, now), given: works.length, open: works.filter((work) => !sheetBy(work, member.uid)).length, until: call.judging.until };
    }),
    now,
  };
});

const sheets = defineAction('works.sheets', 'member', v.strictObject(callField), async ({ db, input, member, now }) => {
  const call = await judgedCall(db, input.callId, member, now);
  const works = await worksOfJudge(db, call._id, member.uid);
  const items = works.map((work): Api.Works.Sheet => {
    const marks = sheetBy(work, member.uid)?.marks;
    return { number: work.number, kind: work.kind, title: blind({ ...work, text: '' }).title, total: marks === undefined ? null : totalOf(call.judging, marks) };
  });
  return { title: call.title, kinds: call.kinds, items: items.sort((a, b) => a.number - b.number), until: call.judging.until, phase: cardOf(call, now).phase, now };
});

const work = defineAction('works.work', 'member', v.strictObject(workFields), async ({ db, input, member, now }) => {
  const call = await judgedCall(db, input.callId, member, now);
  const [found, all] = await Promise.all([workByNumber(db, call._id, input.number), worksOfJudge(db, call._id, member.uid)]);
  const given = mine(found, member.uid);
  const photos = await photosFor([given], seenIn(given));
  const waiting = all.filter((one) => one.number !== given.number && !sheetBy(one, member.uid)).map(({ number }) => number).sort((a, b) => a - b);
  const { criteria, maximum, until } = call.judging;
  return {
    ...{ number: given.number, kindName: call.kinds.find(({ id: kind }) => kind === given.kind)?.name ?? '', ...blind(given), photos: photos(given) },
    ...{ marks: sheetBy(given, member.uid)?.marks ?? null, criteria, maximum, until, open: call.state === 'judging' && given.closedAt === 0 },
    next: waiting.find((number) => number > given.number) ?? waiting[0] ?? null,
  };
});

/** @throws BAD_INPUT: a criterion that is none, one that is missing, or a mark over the maximum */
function mustBeWhole({ criteria, maximum }: Api.Works.Judging, marks: Api.Works.Marks): void {
  if (Object.keys(marks).some((one) => !criteria.some(({ id: criterion }) => criterion === one))) throw new Refusal('BAD_INPUT', '评分表里没有这一项');
  for (const { id: criterion, name } of criteria) {
    const mark = marks[criterion];
    if (mark === undefined) throw new Refusal('BAD_INPUT', `${name}还没有打分`);
    if (mark > maximum * 100) throw new Refusal('BAD_INPUT', `${name}最高 ${maximum} 分`);
  }
}

export type Judge = Pick<Member, 'uid' | 'grants'>;

/** Marks a work once, in one write. What is not written is looked at to say why. */
export async function markWork(db: Database, call: CallDocument, judge: Judge, of: Pick<WorkDocument, '_id'>, marks: Api.Works.Marks, key: string, hash: string, now: number): Promise<{ total: number }> {
  if (await keepMarks(db, of._id, { judge: judge.uid, marks, at: now, k: key, h: hash })) return { total: totalOf(call.judging, marks) };
  const after = mine(await workById(db, of._id), judge.uid);
  const kept = sheetBy(after, judge.uid);
  if (!kept) throw new Refusal('CLOSED', '评审已经结束，不再收评分');
  if (kept.k !== key) throw new Refusal('USED', '这件作品您已经评过，评分只交一次');
  if (kept.h !== hash) throw new Refusal('KEY_REUSED');
  return { total: totalOf(call.judging, kept.marks) };
}

const mark = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(10_000));
const scoreSchema = v.strictObject({ ...workFields, marks: v.pipe(v.record(id, mark), v.check((given) => Object.keys(given).length <= 10)) });

const score = defineAction('works.score', 'act', scoreSchema, async ({ db, input, key, member, now }) => {
  const [call, found] = await Promise.all([judgedCall(db, input.callId, member, now), workByNumber(db, input.callId, input.number)]);
  const given = mine(found, member.uid);
  mustBeWhole(call.judging, input.marks);
  return markWork(db, call, member, given, input.marks, key, inputHash(input), now);
});

/** Who takes over: of the panel, who still has the role, is clear of the work, and has the least to do. */
async function successorOf(db: Database, call: CallDocument, given: WorkDocument, uid: string, now: number): Promise<string | null> {
  const handing = await handingOf(db, call._id);
  if (!handing) return null;
  const panel = await judgesAmong(db, handing.panel.map((one) => one.uid), call.scope, now);
  const loads = new Map(handing.panel.map((one, index) => [one.uid, handing.works.filter(({ judges }) => judges.includes(index)).length]));
  const out = [...given.judges, ...given.recused.map(({ judge }) => judge), given.uid, uid];
  const judges = panel.map((one) => ({ uid: one.uid, unit: one.unitPath, reserve: false }));
  return substituteFor({ units: [unitOf(given.unitPath, call.audience)] }, judges, out, loads);
}

const recuseSchema = v.strictObject({ ...workFields, reason: v.pipe(v.string(), v.check((text) => fits(text, 2, 60), '回避的原因写 2–60 个字')) });

const recuse = defineAction('works.recuse', 'act', recuseSchema, async ({ db, input, key, member, now }) => {
  const [call, found] = await Promise.all([judgedCall(db, input.callId, member, now), workByNumber(db, input.callId, input.number)]);
  if (!found) throw noWork();
  const act = { k: key, h: inputHash(input), t: now, by: member.uid };
  if (wasDone(found, key, act.h)) return { recused: true };
  const given = mine(found, member.uid);
  if (sheetBy(given, member.uid)) throw new Refusal('USED', '这件作品您已经评过，不能再回避');
  const successor = await successorOf(db, call, given, member.uid, now);
  const judges = given.judges.flatMap((uid) => (uid === member.uid ? (successor ?? []) : uid));
  // A work that nobody reads would fall out of the result unseen.
  if (judges.length === 0) throw new Refusal('FULL', '没有别的评委能接这件作品，请联系主办方');
  const { inc, neq, push, set } = db.command;
  const where = { v: given.v, state: 'in', closedAt: 0, judges: member.uid, 'sheets.judge': neq(member.uid) };
  const data = { judges: set(judges), recused: push([{ judge: member.uid, reason: tidy(input.reason), at: now }]), ...(successor === null ? { open: inc(-1) } : {}) };
  if (await changeWork(db, given._id, act, { where, data, record: recorded('works.recuse', call, act, input) })) return { recused: true };
  const after = await workById(db, given._id);
  if (after && wasDone(after, key, act.h)) return { recused: true };
  if (after && after.closedAt > 0) throw new Refusal('CLOSED', '评审已经结束');
  throw new Refusal('SLOW_DOWN', '这件作品刚刚有变，请再试一次');
});

export const judgingActions: readonly Action[] = [judging, sheets, work, score, recuse];

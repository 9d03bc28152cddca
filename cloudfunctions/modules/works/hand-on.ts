import * as v from 'valibot';
import { unitOf } from '../../../miniprogram/domain/works/call';
import { substituteFor } from '../../../miniprogram/domain/works/assignment';
import { wasDone } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction } from '../../platform/router';
import { inputHash, seal } from '../../platform/secrets';
import { judgesAmong, type MayJudge } from '../contest/panel-store';
import { tell } from '../notice/tell';
import type { CallDocument, HandingDocument } from './documents';
import { callField, ownCall, recorded } from './guards';
import { callById, changeWork, countWorks, handingOf, noteSpread, shiftHanding, type WorkIn, worksIn } from './store';
import { pageOfSheets, worksTexts } from './texts';

/** Works that nobody marks go to other judges: decided in the handing, carried to the works after. */

const schema = v.strictObject({ ...callField, from: v.nullable(id), to: v.pipe(v.array(id), v.minLength(1), v.maxLength(50)) });

/** @throws BAD_INPUT: somebody may not judge here */
async function newJudges(db: Database, call: CallDocument, to: readonly string[], now: number): Promise<MayJudge[]> {
  const [judges, wrote] = await Promise.all([judgesAmong(db, to, call.scope, now), countWorks(db, { callId: call._id, state: 'in', uid: db.command.in([...to]) })]);
  if (judges.length < new Set(to).size) throw new Refusal('BAD_INPUT', '有人没有评委授权，请重新选');
  if (wrote > 0) throw new Refusal('BAD_INPUT', '有评委自己也投了稿，不能当评委，请换一位');
  return judges;
}

const handOn = defineAction('works.handOn', 'act', schema, async ({ db, input, key, member, now, requestId }) => {
  const call = await ownCall(db, input.callId, member, now);
  const act = { k: key, h: inputHash(input), t: now, by: member.uid };
  const handing = await handingOf(db, call._id);
  if (!handing) throw new Refusal('NOT_OPEN', '评审还没有开始');
  if (!wasDone(handing, key, act.h)) {
    const { from } = input;
    const to = [...new Set(input.to)];
    if (call.state !== 'judging') throw new Refusal('CLOSED', '评审已经结束');
    if (from !== null && (to.includes(from) || !handing.panel.some(({ uid }) => uid === from))) throw new Refusal('BAD_INPUT', '请选别的评委来接');
    const judges = await newJudges(db, call, to, now);
    const joining = judges.filter(({ uid }) => !handing.panel.some((one) => one.uid === uid)).map(({ uid, name, unitName }) => ({ uid, name: seal(name), unitName }));
    if (handing.panel.length + joining.length > 50) throw new Refusal('FULL', '评委最多 50 位');
    if (!(await shiftHanding(db, call._id, { from, to, k: key }, joining, act, recorded('works.handOn', call, act, input)))) {
      const after = await handingOf(db, call._id);
      if (!after || !wasDone(after, key, act.h)) throw new Refusal('SLOW_DOWN', '作品正在分给评委，请过一会儿再试');
    }
  }
  await project(requestId, async () => {
    const decided = await handingOf(db, call._id);
    if (decided?.shift) await carryShift(db, decided, now);
  });
  return { handed: true };
});

/** What one of them has still to mark. */
const loadsOf = (works: readonly WorkIn[], uids: readonly string[]): Map<string, number> =>
  new Map(uids.map((uid) => [uid, works.filter(({ judges, sheets }) => judges.includes(uid) && !sheets.some(({ judge }) => judge === uid)).length]));

/** Carries out what was decided, and tells those who got works. May be repeated: each work is changed once. */
export async function carryShift(db: Database, handing: HandingDocument, now: number): Promise<void> {
  const call = await callById(db, handing._id);
  const { shift } = handing;
  if (!call || !shift) return;
  const { from, to, k } = shift;
  const works = await worksIn(db, call._id);
  const judges = (await judgesAmong(db, to, call.scope, now)).map(({ uid, unitPath }) => ({ uid, unit: unitPath, reserve: false }));
  const loads = loadsOf(works, to);
  const got = new Map<string, number>();
  const wants = (work: WorkIn) => (from === null ? work.judges.length < handing.perWork : work.judges.includes(from) && !work.sheets.some(({ judge }) => judge === from));
  for (const work of works.filter(wants)) {
    const out = [...work.judges, ...work.recused.map(({ judge }) => judge), work.uid];
    const next = substituteFor({ units: [unitOf(work.unitPath, call.audience)] }, judges, out, loads);
    if (next !== null && (await giveOn(db, work, from, next, { k, now }))) {
      loads.set(next, (loads.get(next) ?? 0) + 1);
      got.set(next, (got.get(next) ?? 0) + 1);
    }
  }
  for (const [uid, count] of got) {
    const about = { title: worksTexts.given, text: worksTexts.givenText(call.title, count, call.judging.until), page: pageOfSheets(call._id) };
    await tell(db, { template: 'matter', to: [uid], about, key: `works:given:${call._id}:${k}` }, now);
  }
  const left = (await worksIn(db, call._id)).filter(({ judges: own }) => own.length < handing.perWork).length;
  await noteSpread(db, call._id, left);
}

/** @returns whether it was written: the work is still as it was, and marks are taken */
function giveOn(db: Database, { _id, v: version, judges }: WorkIn, from: string | null, next: string, { k, now }: { k: string; now: number }): Promise<boolean> {
  const { inc, neq, set } = db.command;
  const where = { v: version, state: 'in', closedAt: 0, ...(from === null ? {} : { 'sheets.judge': neq(from) }) };
  const data = from === null ? { judges: set([...judges, next]), open: inc(1) } : { judges: set(judges.map((uid) => (uid === from ? next : uid))) };
  return changeWork(db, _id, { k, h: '', t: now, by: next }, { where, data });
}

export const handOnActions: readonly Action[] = [handOn];

import * as v from 'valibot';
import { chanceFrom, shuffled } from '../../../miniprogram/domain/draw/stream';
import { arrivalGrace, unitOf } from '../../../miniprogram/domain/works/call';
import { handOut } from '../../../miniprogram/domain/works/assignment';
import { wasDone } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction } from '../../platform/router';
import { inputHash, newSecret, seal } from '../../platform/secrets';
import { judgesAmong, type MayJudge } from '../contest/panel-store';
import { tell } from '../notice/tell';
import type { CallDocument, HandingDocument } from './documents';
import { callField, ownCall, recorded } from './guards';
import { looksOf } from './desk';
import { callById, giveNumber, handingOf, insertHanding, noteSpread, stepCall, worksIn } from './store';
import { pageOfSheets, worksTexts } from './texts';

/** Works get a number by lot and go to their judges: decided in one document, spread to the works after. */

const atATime = 20;

const schema = v.strictObject({ ...callField, judges: v.pipe(v.array(id), v.minLength(1), v.maxLength(50)), perWork: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(15)) });

/** Who judges what, by lot. @throws NOT_OPEN: there is nothing to judge */
async function laid(db: Database, call: CallDocument, panel: readonly MayJudge[], perWork: number): Promise<Pick<HandingDocument, 'panel' | 'perWork' | 'seed' | 'works' | 'short'>> {
  const works = await worksIn(db, call._id);
  if (works.length === 0) throw new Refusal('NOT_OPEN', '没有参评的作品');
  const seed = newSecret();
  const below = chanceFrom(Buffer.from(seed, 'base64url'));
  const order = shuffled(works, below);
  const given = order.map(({ _id, uid, unitPath }) => ({ id: _id, uid, units: [unitOf(unitPath, call.audience)] }));
  const wrote = panel.filter(({ uid }) => given.some((work) => work.uid === uid));
  if (wrote.length > 0) throw new Refusal('BAD_INPUT', '有评委自己也投了稿，不能当评委，请换一位');
  const { judges, short } = handOut(given, panel.map(({ uid, unitPath }) => ({ uid, unit: unitPath, reserve: false })), perWork, below);
  const bare = [...judges.values()].filter((list) => list.length === 0).length;
  if (bare > 0) throw new Refusal('BAD_INPUT', `有 ${bare} 件作品没有评委能评：选的评委都和作者同单位，请再选一位`);
  const place = new Map(panel.map(({ uid }, index) => [uid, index]));
  return {
    panel: panel.map(({ uid, name, unitName }) => ({ uid, name: seal(name), unitName })),
    ...{ perWork, seed, short: short.length },
    works: order.map(({ _id }) => ({ id: _id, judges: (judges.get(_id) ?? []).map((uid) => place.get(uid) ?? 0) })),
  };
}

const begin = defineAction('works.begin', 'act', schema, async ({ db, input, key, member, now, requestId }) => {
  const call = await ownCall(db, input.callId, member, now);
  const act = { k: key, h: inputHash(input), t: now, by: member.uid };
  let handing = await handingOf(db, call._id);
  if (!handing) {
    if (call.approval === null) throw new Refusal('NOT_OPEN', '征集主题还没有审定');
    if (now < call.closesAt + arrivalGrace) throw new Refusal('NOT_OPEN', now < call.closesAt ? '截稿以后才能开始评审' : '刚刚截稿，一分钟后再开始，等最后交的作品到齐');
    if (new Set(input.judges).size < input.judges.length) throw new Refusal('BAD_INPUT', '同一位评委选了两次');
    if (input.perWork > input.judges.length) throw new Refusal('BAD_INPUT', `每件要 ${input.perWork} 位评委，只选了 ${input.judges.length} 位`);
    const [looks, panel] = await Promise.all([looksOf(db, call._id), judgesAmong(db, input.judges, call.scope, now)]);
    if (looks > 0) throw new Refusal('NOT_OPEN', `还有 ${looks} 件作品要先看过`);
    if (panel.length < input.judges.length) throw new Refusal('BAD_INPUT', '有人没有评委授权，请重新选');
    const made = await laid(db, call, panel, input.perWork);
    await insertHanding(db, { _id: call._id, ...made, spread: false, shift: null, acts: [act], audit: [recorded('works.begin', call, act, input)] });
    handing = await handingOf(db, call._id);
  }
  if (!handing || !wasDone(handing, key, act.h)) throw new Refusal('USED', '评审已经开始了');
  const kept = handing;
  const { works, short } = kept;
  await project(requestId, () => spread(db, call, kept, now));
  return { works: works.length, short };
});

/** Gives the works their numbers and judges, then opens judging and tells the judges. May be repeated. */
async function spread(db: Database, call: CallDocument, handing: HandingDocument, now: number): Promise<void> {
  if (handing.spread) return;
  const { works, panel } = handing;
  for (let from = 0; from < works.length; from += atATime) {
    const some = works.slice(from, from + atATime);
    await Promise.all(some.map((work, index) => giveNumber(db, work.id, from + index + 1, work.judges.flatMap((one) => panel[one]?.uid ?? []))));
  }
  await stepCall(db, call._id, { state: 'open' }, { state: 'judging' });
  for (const [index, { uid }] of panel.entries()) {
    const count = works.filter(({ judges }) => judges.includes(index)).length;
    const about = { title: worksTexts.given, text: worksTexts.givenText(call.title, count, call.judging.until), page: pageOfSheets(call._id) };
    if (count > 0) await tell(db, { template: 'matter', to: [uid], about, key: `works:given:${call._id}` }, now);
  }
  await noteSpread(db, call._id);
}

/** Finishes what a crash left. */
export async function spreadHanding(db: Database, handing: HandingDocument, now: number): Promise<void> {
  const call = await callById(db, handing._id);
  if (call) await spread(db, call, handing, now);
}

export const handOutActions: readonly Action[] = [begin];

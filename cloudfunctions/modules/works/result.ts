import * as v from 'valibot';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { linesOfResult, resultOf } from '../../../miniprogram/domain/works/result';
import { wasDone } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { project } from '../../platform/log';
import { type Action, defineAction } from '../../platform/router';
import { digestOf, inputHash, unseal } from '../../platform/secrets';
import { tell } from '../notice/tell';
import type { CallDocument, WorkDocument } from './documents';
import { blind, callField, callFor, manages, noWork, ownCall, photosFor, recorded, seenIn, version } from './guards';
import { changeCall, closeWorks, countWorks, handingOf, insertResult, keepPlace, placedWorks, resultOfCall, stepCall, workByNumber, worksIn } from './store';
import { pageOfCall, worksTexts } from './texts';

/** The result: marks are closed, it is made and sealed; only then names stand beside the numbers 拆封; then it is published and told. */

const atATime = 20;

const sealSchema = v.strictObject({ ...callField, v: version, reason: v.pipe(v.string(), v.check((text) => fits(text, 0, 100), '原因最多 100 个字')) });

/** @throws NOT_OPEN: sheets are missing, and it is not time to go without them */
async function mustBeMarked(db: Database, { _id, judging }: CallDocument, reason: string, now: number): Promise<void> {
  const [open, unmarked] = await Promise.all([
    countWorks(db, { callId: _id, state: 'in', open: db.command.gt(0) }),
    countWorks(db, { callId: _id, state: 'in', 'sheets.judge': db.command.exists(false) }),
  ]);
  if (open === 0 && unmarked === 0) return;
  if (now < judging.until) throw new Refusal('NOT_OPEN', `还有 ${Math.max(open, unmarked)} 件作品没有评完`);
  if (unmarked > 0) throw new Refusal('NOT_OPEN', `有 ${unmarked} 件作品还没有一位评委评过，不能封存`);
  if (reason.length < 2) throw new Refusal('BAD_INPUT', `还有 ${open} 件作品缺评分，要封存请写明原因，会公开`);
}

const sealIt = defineAction('works.seal', 'act', sealSchema, async ({ db, input, key, member, now, requestId }) => {
  const call = await ownCall(db, input.callId, member, now);
  const act = { k: key, h: inputHash(input), t: now, by: member.uid };
  const reason = tidy(input.reason);
  let sealed = call;
  if (!wasDone(call, key, act.h)) {
    if (call.state !== 'judging') throw new Refusal(call.state === 'open' ? 'NOT_OPEN' : 'USED', call.state === 'open' ? '评审还没有开始' : '结果已经封存了');
    await mustBeMarked(db, call, reason, now);
    const sealing = { at: now, reason };
    const done = await changeCall(db, call._id, { state: 'judging', v: input.v }, act, recorded('works.seal', call, act, input), { state: 'sealing', sealing: db.command.set(sealing), busy: true });
    sealed = await ownCall(db, input.callId, member, now);
    if (!done && !wasDone(sealed, key, act.h)) throw new Refusal('USED', '刚刚有变，请返回重新打开');
  }
  await project(requestId, () => makeResult(db, sealed));
  return { sealed: true };
});

/** Closes marks, makes the result of those that are in, and seals it. May be repeated: the first result stands. */
export async function makeResult(db: Database, call: CallDocument): Promise<void> {
  if (call.state !== 'sealing' || !call.sealing) return;
  await closeWorks(db, call._id, call.sealing.at);
  const works = await worksIn(db, call._id);
  const marked = works.map(({ _id, kind, number, sheets }) => ({ id: _id, kind, number, sheets: sheets.map(({ marks }) => marks) }));
  const placed = resultOf(marked, call.kinds, call.judging, call.prizes);
  const rows = linesOfResult(placed);
  const counts = Object.fromEntries(call.kinds.map(({ id }) => [id, placed.filter(({ kind }) => kind === id).length]));
  await insertResult(db, { _id: call._id, rows, digest: digestOf(rows), works: counts, judges: [...new Set(works.flatMap(({ sheets }) => sheets.map(({ judge }) => judge)))], at: call.sealing.at });
  for (let from = 0; from < placed.length; from += atATime) {
    await Promise.all(placed.slice(from, from + atATime).map(({ id, announced, place, prize }) => keepPlace(db, id, { announced, place, prize })));
  }
  await stepCall(db, call._id, { state: 'sealing' }, { state: 'sealed', busy: false });
}

const publish = defineAction('works.publish', 'act', v.strictObject({ ...callField, v: version }), async ({ db, input, key, member, now, requestId }) => {
  const call = await ownCall(db, input.callId, member, now);
  const act = { k: key, h: inputHash(input), t: now, by: member.uid };
  let published = call;
  if (!wasDone(call, key, act.h)) {
    if (call.state === 'published') throw new Refusal('USED', '结果已经公布了');
    if (call.state !== 'sealed') throw new Refusal('NOT_OPEN', '结果封存以后才能公布');
    const done = await changeCall(db, call._id, { state: 'sealed', v: input.v }, act, recorded('works.publish', call, act, input), { state: 'published', busy: true });
    published = await ownCall(db, input.callId, member, now);
    if (!done && !wasDone(published, key, act.h)) throw new Refusal('USED', '刚刚有变，请返回重新打开');
  }
  await project(requestId, () => tellResult(db, published, now));
  return { published: true };
});

/** Tells every writer of the result, once. May be repeated. */
export async function tellResult(db: Database, call: CallDocument, now: number): Promise<void> {
  if (call.state !== 'published' || !call.busy) return;
  const prized = await placedWorks(db, call._id, true);
  const winners = new Map(prized.map((work): [string, WorkDocument] => [work.uid, work]));
  const others = [...new Set((await worksIn(db, call._id)).map(({ uid }) => uid))].filter((uid) => !winners.has(uid));
  const about = { title: call.title, page: pageOfCall(call._id) };
  const key = `works:result:${call._id}`;
  for (const [uid, { title, result }] of winners) await tell(db, { template: 'resultOut', to: [uid], about: { ...about, result: worksTexts.prize(title, result?.prize ?? '') }, key }, now);
  await tell(db, { template: 'resultOut', to: others, about: { ...about, result: worksTexts.noPrize }, key }, now);
  await stepCall(db, call._id, { state: 'published' }, { busy: false });
}

const nameOf = (sealed: string) => (sealed === '' ? '已退出的会员' : unseal(sealed));

const show = defineAction('works.result', 'member', v.strictObject(callField), async ({ db, input, member, now }) => {
  const call = await callFor(db, input.callId, member, now);
  const runs = manages(call, member, now);
  const open = call.state === 'published' || (runs && call.state === 'sealed');
  const [result, handing] = open ? await Promise.all([resultOfCall(db, call._id), handingOf(db, call._id)]) : [null, null];
  if (!result || !handing) throw new Refusal('NOT_OPEN', runs ? '结果还没有封存' : '结果还没有公布');
  const works = await placedWorks(db, call._id, !runs);
  return {
    ...{ title: call.title, organiser: call.organiser },
    kinds: call.kinds.map(({ id, name }) => ({ id, name, works: result.works[id] ?? 0 })),
    lines: works.map((work) => ({
      ...{ number: work.number, kind: work.kind, title: work.title, name: nameOf(work.name), unitName: work.unitName },
      ...{ place: work.result?.place ?? 0, announced: work.result?.announced ?? 0, prize: work.result?.prize ?? '', mine: work.uid === member.uid },
    })),
    judges: handing.panel.filter(({ uid }) => result.judges.includes(uid)).map(({ name, unitName }) => ({ name: unseal(name), unitName })),
    ...{ digest: result.digest, sealedAt: result.at, reason: call.sealing?.reason ?? '', published: call.state === 'published', manages: runs },
  };
});

const read = defineAction('works.read', 'member', v.strictObject({ ...callField, number: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(9999)) }), async ({ db, input, member, now }) => {
  const call = await callFor(db, input.callId, member, now);
  const work = call.state === 'published' ? await workByNumber(db, call._id, input.number) : null;
  if (!work?.result || work.result.prize === '' || work.state !== 'in') throw noWork();
  const photos = await photosFor([work], seenIn(work));
  // What the desk covered stays covered: it may name others than the writer.
  return { ...blind(work), photos: photos(work), name: nameOf(work.name), unitName: work.unitName, prize: work.result.prize };
});

export const resultActions: readonly Action[] = [sealIt, publish, show, read];

import * as v from 'valibot';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { arrivalGrace, lengthOf, phaseOf } from '../../../miniprogram/domain/works/call';
import { wasDone } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction } from '../../platform/router';
import { inputHash, unseal } from '../../platform/secrets';
import { judgesOver } from '../contest/panel-store';
import { tell } from '../notice/tell';
import type { CallDocument, HandingDocument, WorkDocument } from './documents';
import { callField, cardOf, noWork, ownCall, photosFor, planOf, recorded, version } from './guards';
import { changeWork, countWorks, handingOf, pileOf, resultOfCall, workById } from './store';
import { pageOfCall, worksTexts } from './texts';

/** The desk of a call: what came in, without names; what has to be looked at before judges read it; how judging goes. */

/** Works that wait for the desk: words, or photos without WeChat's word, that nobody has looked at. */
export const looksOf = (db: Database, callId: string): Promise<number> => countWorks(db, { callId, state: 'in', vet: 'look' });

async function countsOf(db: Database, { _id, kinds }: CallDocument): Promise<Record<string, number>> {
  const counts = await Promise.all(kinds.map(({ id: kind }) => countWorks(db, { callId: _id, kind, state: 'in' })));
  return Object.fromEntries(kinds.map(({ id: kind }, index) => [kind, counts[index] ?? 0]));
}

/** How far each judge is: two counts a judge, all at once, however many works there are. */
async function panelOf(db: Database, callId: string, handing: HandingDocument | null) {
  if (!handing) return { panel: [], open: 0, unmarked: 0 };
  const inCall = { callId, state: 'in' } as const;
  const [unmarked, ...panel] = await Promise.all([
    countWorks(db, { ...inCall, 'sheets.judge': db.command.exists(false) }),
    ...handing.panel.map(async ({ uid, name, unitName }) => {
      const [given, marked] = await Promise.all([countWorks(db, { ...inCall, judges: uid }), countWorks(db, { ...inCall, 'sheets.judge': uid })]);
      return { uid, name: unseal(name), unitName, given, open: given - marked };
    }),
  ]);
  return { panel, open: panel.reduce((sum, one) => sum + one.open, 0), unmarked };
}

const desk = defineAction('works.desk', 'member', v.strictObject(callField), async ({ db, input, member, now }) => {
  const call = await ownCall(db, input.callId, member, now);
  const [counts, looks, handing, result, choices] = await Promise.all([
    countsOf(db, call),
    call.state === 'open' ? looksOf(db, call._id) : 0,
    call.state === 'open' ? null : handingOf(db, call._id),
    call.state === 'open' ? null : resultOfCall(db, call._id),
    call.state === 'open' || call.state === 'judging' ? judgesOver(db, call.scope, now) : [],
  ]);
  return {
    ...cardOf(call, now),
    ...planOf(call),
    approval: call.approval && { department: call.approval.department, paper: call.approval.paper },
    ...{ v: call.v, counts, looks, beginsAt: call.closesAt + arrivalGrace },
    choices: choices.map(({ uid, name, unitName }) => ({ uid, name, unitName })),
    ...(await panelOf(db, call._id, handing)),
    ...{ short: handing?.short ?? 0, handing: handing?.spread === false, digest: result?.digest ?? '', now },
  };
});

const viewOf = (work: WorkDocument, photos: Api.Works.Photo[]): Api.Works.DeskWork => ({
  ...{ workId: work._id, kind: work.kind, title: work.title, text: work.text, photos, length: lengthOf(work.text) },
  findings: { words: work.words, text: work.verdict, photos: work.photos.some(({ state }) => state !== 'pass') },
  ...{ vet: work.vet, state: work.state, why: work.why, v: work.v },
});

const pageSize = 10;
const pileSchema = v.strictObject({ ...callField, look: v.boolean(), cursor: v.exactOptional(id) });

const pile = defineAction('works.pile', 'member', pileSchema, async ({ db, input, member, now }) => {
  const call = await ownCall(db, input.callId, member, now);
  const found = await pileOf(db, call._id, input.look, input.cursor ?? '', pageSize + 1);
  const page = found.slice(0, pageSize);
  const photos = await photosFor(page, ({ state }) => state !== 'risky');
  return {
    items: page.filter(({ state }) => state !== 'withdrawn').map((work) => viewOf(work, photos(work))),
    next: found.length > pageSize ? (page[page.length - 1]?._id ?? null) : null,
  };
});

const vetSchema = v.strictObject({
  ...callField,
  workId: id,
  v: version,
  verdict: v.picklist(['pass', 'mask', 'strike']),
  reason: v.pipe(v.string(), v.check((text) => fits(text, 0, 60), '原因写 2–60 个字')),
});

const vet = defineAction('works.vet', 'act', vetSchema, async ({ db, input, key, member, now, requestId }) => {
  const call = await ownCall(db, input.callId, member, now);
  const work = await workById(db, input.workId);
  if (!work || work.callId !== call._id) throw noWork();
  const act = { k: key, h: inputHash(input), t: now, by: member.uid };
  const answer = { v: input.v + 1 };
  const striking = input.verdict === 'strike';
  const reason = tidy(input.reason);
  if (striking !== reason.length >= 2) throw new Refusal('BAD_INPUT', striking ? '写明不参评的原因' : '不用写原因');
  if (!wasDone(work, key, act.h)) {
    const phase = phaseOf(call, now);
    if (phase !== 'vetting' && !(striking && phase === 'judging')) throw new Refusal(now < call.closesAt ? 'NOT_OPEN' : 'CLOSED', now < call.closesAt ? '截稿以后再整理，作者现在还可以改' : '评审已经开始，不能再改');
    const data = striking ? { state: 'struck', why: reason } : { vet: input.verdict === 'mask' ? 'masked' : 'passed', photosAt: 0 };
    // What is being judged stays as the judges have it; once marks are closed the result is being made.
    const where = { v: input.v, state: 'in', closedAt: 0, ...(striking ? {} : { number: 0 }) };
    if (!(await changeWork(db, work._id, act, { where, data, record: recorded('works.vet', call, act, input) }))) {
      const after = await workById(db, work._id);
      if (!after || !wasDone(after, key, act.h)) throw new Refusal('USED', '这件作品刚刚被别人处理过，请返回重新打开');
    }
  }
  if (striking) {
    const about = { title: worksTexts.struck, text: worksTexts.struckText(work.title, call.title, reason), page: pageOfCall(call._id) };
    await project(requestId, () => tell(db, { template: 'matter', to: [work.uid], about, key: `works:struck:${work._id}` }, now));
  }
  return answer;
});

export const deskActions: readonly Action[] = [desk, pile, vet];

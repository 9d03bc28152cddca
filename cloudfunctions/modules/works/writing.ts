import * as v from 'valibot';
import { pathsUpwards } from '../../../miniprogram/domain/people/scope';
import { minute } from '../../../miniprogram/domain/time/shanghai';
import { tidy } from '../../../miniprogram/domain/text/clean';
import { faultOfWork } from '../../../miniprogram/domain/works/call';
import { tellingWords } from '../../../miniprogram/domain/works/identity';
import { type Act, wasDone } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { mediaId } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { inputHash, seal } from '../../platform/secrets';
import { checkLongText } from '../contest/words';
import { claimFiles } from '../media/claim';
import { mediaByIds } from '../media/store';
import { unionsByPath } from '../people/store';
import type { CallDocument, WorkDocument, WorkPhoto } from './documents';
import { callField, callFor, kindField, version, vetOf } from './guards';
import { barOf } from './setup';
import { changeWork, countWorks, insertWork, workById, workId, worksOfWriter } from './store';

/** What a writer does: hands a work in, another in its place, takes it back. */

/** So many works a call takes: what is handed out must fit into one document. */
const mostWorks = 3000;

const mine = defineAction('works.mine', 'member', v.strictObject({ ...callField, kind: kindField }), async ({ db, input, member, now }) => {
  const call = await callFor(db, input.callId, member, now);
  const work = await workById(db, workId(call._id, input.kind, member.uid));
  return { work: work && { kind: work.kind, title: work.title, text: work.text, photos: work.photos.map(({ id }) => id), v: work.v, state: work.state } };
});

/** Photos as they are kept; those that are new must be this person's for this activity. */
async function photosOf(db: Database, call: CallDocument, uid: string, ids: readonly string[], before: WorkDocument | null): Promise<WorkPhoto[]> {
  const fresh = ids.filter((id) => !before?.photos.some((photo) => photo.id === id));
  const [kept] = await Promise.all([mediaByIds(db, ids), claimFiles(db, { activityId: call.activityId, by: [uid], files: new Map([['work', fresh]]) }, () => '作品图片')]);
  return ids.flatMap((id) => kept.filter(({ _id }) => _id === id).map(({ fileId, state }) => ({ id, fileId, state })));
}

const changed = () => new Refusal('USED', '作品刚刚在别处改过，请返回重新打开');

const schema = v.strictObject({
  ...callField,
  kind: kindField,
  v: version,
  title: v.pipe(v.string(), v.maxLength(400)),
  text: v.string(),
  photos: v.pipe(v.array(mediaId), v.maxLength(9)),
});

const submit = defineAction('works.submit', 'act', schema, async ({ db, input, key, member, openid, now }) => {
  const call = await callFor(db, input.callId, member, now);
  const kind = call.kinds.find(({ id }) => id === input.kind);
  if (!kind) throw new Refusal('BAD_INPUT', '这次征集没有这个类别');
  const _id = workId(call._id, kind.id, member.uid);
  const act = { k: key, h: inputHash(input), t: now, by: member.uid };
  const before = await workById(db, _id);
  if (before && wasDone(before, key, act.h)) return { v: input.v + 1, held: before.verdict === 'held' };
  const bar = barOf(call, member, now);
  if (bar !== null) throw new Refusal(now < call.opensAt ? 'NOT_OPEN' : 'CLOSED', bar);
  if (before?.state === 'struck') throw new Refusal('CLOSED', '这件作品已经定为不参评');
  if ((before?.v ?? 0) !== input.v) throw changed();
  const { title, text } = { title: tidy(input.title), text: tidy(input.text) };
  const fault = faultOfWork(kind, { title, text, photos: input.photos });
  if (fault !== null) throw new Refusal('BAD_INPUT', fault);
  if (!before && (await countWorks(db, { callId: call._id })) >= mostWorks) throw new Refusal('FULL', `这次征集已经收满 ${mostWorks} 件作品`);
  const [photos, verdict, units] = await Promise.all([
    photosOf(db, call, member.uid, input.photos, before),
    checkLongText(openid, `${title}\n${text}`),
    unionsByPath(db, pathsUpwards(member.unitPath)),
  ]);
  if (verdict === 'risky') throw new Refusal('BAD_INPUT', '作品里有不合适的内容，请修改后再交');
  const found = tellingWords(`${title}\n${text}`, { name: member.name, units: units.map(({ name }) => name) });
  const content: Content = {
    ...{ title, text, photos, at: now, state: 'in', why: '', words: found, verdict, vet: vetOf({ words: found, verdict, photos }) },
    photosAt: photos.every(({ state }) => state === 'pass') ? 0 : now + minute,
  };
  const first = firstOf({ _id, callId: call._id, kind: kind.id }, member, content, act);
  const set = { ...content, photos: db.command.set(photos), words: db.command.set(found), name: first.name, unitName: member.unitName, unitPath: member.unitPath };
  const done = before ? await changeWork(db, _id, act, { where: { v: input.v, number: 0 }, data: set }) : await insertWork(db, first);
  if (!done) {
    const there = await workById(db, _id);
    if (!there || !wasDone(there, key, act.h)) throw changed();
  }
  return { v: input.v + 1, held: verdict === 'held' };
});

type Content = Pick<WorkDocument, 'title' | 'text' | 'photos' | 'at' | 'state' | 'why' | 'words' | 'verdict' | 'vet' | 'photosAt'>;

const firstOf = (of: Pick<WorkDocument, '_id' | 'callId' | 'kind'>, { uid, name, unitName, unitPath }: Member, content: Content, act: Act): WorkDocument => ({
  ...of,
  ...{ uid, name: seal(name), unitName, unitPath },
  ...content,
  ...{ number: 0, judges: [], recused: [], sheets: [], open: 0, closedAt: 0, result: null, v: 1, acts: [act] },
});

const withdraw = defineAction('works.withdraw', 'act', v.strictObject({ ...callField, kind: kindField, v: version }), async ({ db, input, key, member, now }) => {
  const call = await callFor(db, input.callId, member, now);
  const _id = workId(call._id, input.kind, member.uid);
  const act = { k: key, h: inputHash(input), t: now, by: member.uid };
  const work = await workById(db, _id);
  if (work && wasDone(work, key, act.h)) return { v: input.v + 1 };
  if (now >= call.closesAt) throw new Refusal('CLOSED', '已经截稿，不能撤回了');
  const wiped = { title: '', text: '', photos: db.command.set([]), words: db.command.set([]), verdict: null, vet: 'clear', photosAt: 0, state: 'withdrawn' };
  if (work && (await changeWork(db, _id, act, { where: { v: input.v, number: 0, state: 'in' }, data: wiped }))) return { v: input.v + 1 };
  const there = await workById(db, _id);
  if (!there || !wasDone(there, key, act.h)) throw changed();
  return { v: input.v + 1 };
});

const recheck = defineAction('works.recheck', 'member', v.strictObject(callField), async ({ db, input, member, openid, now }) => {
  const call = await callFor(db, input.callId, member, now);
  let held = 0;
  for (const work of (await worksOfWriter(db, call._id, member.uid)).filter(({ verdict, vet }) => verdict === 'held' && vet === 'look')) {
    const verdict = await checkLongText(openid, `${work.title}\n${work.text}`);
    if (verdict === 'held') held += 1;
    // What WeChat would not have goes to the desk, which sees why.
    else await changeWork(db, work._id, { k: `recheck:${work.v}`, h: '', t: now, by: member.uid }, { where: { v: work.v }, data: { verdict: verdict === null ? null : 'review', vet: vetOf({ ...work, verdict }) } });
  }
  return { held };
});

export const writingActions: readonly Action[] = [mine, submit, withdraw, recheck];

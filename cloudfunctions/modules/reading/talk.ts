import * as v from 'valibot';
import { answered, mostReply, reply as addReply, report as addReport, type TalkRefusal, withdraw as takeOut } from '../../../miniprogram/domain/reading/talk';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { dayOf } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { idOf, inputHash, seal } from '../../platform/secrets';
import { checkText } from '../../platform/wechat';
import { tell } from '../notice/tell';
import type { NoteDocument } from './documents';
import { noNote, noteFor, replyView } from './feed';
import { judgeWords, sightOf } from './judge';
import { noticeTexts, pageOfNote } from './notice-texts';
import { changeTalk, heldOf, noteById } from './talk-store';

const words = (what: Record<TalkRefusal, string>) => (reason: TalkRefusal) => {
  const codes: Record<TalkRefusal, Api.ErrorCode> = { hidden: 'CLOSED', full: 'FULL', often: 'USED', none: 'NOT_FOUND', own: 'BAD_INPUT', again: 'USED' };
  return new Refusal(codes[reason], what[reason]);
};

const replyWords = words({ hidden: '这篇读后感现在不能回复', full: '这篇的回复已经满了', often: '您在这篇下面已经回复很多次了', none: '没有找到', own: '没有找到', again: '没有找到' });
const replySchema = v.strictObject({ editionId: id, noteId: id, text: v.pipe(v.string(), v.check((text) => fits(text, 1, mostReply), `回复写 1–${mostReply} 个字，不分行`)) });

const reply = defineAction('reading.reply', 'act', replySchema, async ({ db, input, key, member, openid, now }) => {
  const { editionId, noteId } = input;
  const text = tidy(input.text);
  const [replyId, hash] = [idOf('reply', member.uid, key), inputHash(input)];
  const find = () => noteFor(db, editionId, noteId, member, now);
  const own = ({ replies }: NoteDocument) => replies.find((one) => one.id === replyId);
  const first = await find();
  if (!own(first)) {
    const given = { id: replyId, h: hash, uid: member.uid, name: seal(member.name), unitName: member.unitName, text, at: now, state: 'held' as const, why: '' };
    // What is refused is not worth WeChat's time.
    const dry = addReply(first, given);
    if (dry.do === 'refuse') throw replyWords(dry.reason);
    const state = await judgeWords(openid, text, member.since, now, '回复');
    await changeTalk(db, find, (note) => (own(note) ? null : addReply(note, { ...given, state })), replyWords);
  }
  const note = await find();
  const kept = own(note);
  if (!kept) throw new Refusal('SLOW_DOWN');
  if (kept.h !== hash) throw new Refusal('KEY_REUSED');
  if (kept.state === 'shown' && note.uid !== member.uid) {
    const about = { title: noticeTexts.replied, text: noticeTexts.repliedText(note.title, text), page: pageOfNote(note) };
    // Once a day for a note, however many answer it.
    await tell(db, { template: 'matter', to: [note.uid], key: `replied:${noteId}:${dayOf(kept.at)}`, about }, now);
  }
  return replyView(kept, member);
});

const replyId = v.nullable(id);
const reasons = ['ad', 'copied', 'abuse', 'privacy', 'improper', 'offTopic'] as const;
const reportWords = words({ hidden: '工会已经在看了', full: '举报已经很多，工会会看', often: '举报已经很多，工会会看', none: '没有找到这条回复', own: '这是您自己写的，可以收回', again: '您已经举报过，工会会看' });
const reportSchema = v.strictObject({ editionId: id, noteId: id, replyId, reason: v.picklist(reasons) });

const report = defineAction('reading.report', 'act', reportSchema, async ({ db, input, key, member, now }) => {
  const { editionId, noteId, reason } = input;
  const given = { id: idOf('report', member.uid, key), h: inputHash(input), uid: member.uid, of: input.replyId ?? '', reason, at: now, settled: false };
  // Who has reported a note may repeat the act when it is out of sight already.
  const find = async () => {
    const note = await noteById(db, noteId);
    return note?.reports.some(({ id: done }) => done === given.id) ? note : noteFor(db, editionId, noteId, member, now);
  };
  const done = (note: NoteDocument) => {
    const before = note.reports.find((one) => one.id === given.id);
    if (before && before.h !== given.h) throw new Refusal('KEY_REUSED');
    return before !== undefined;
  };
  await changeTalk(db, find, (note) => (done(note) ? null : addReport(note, given, note.uid)), reportWords);
  return { reported: true };
});

const withdrawWords = words({ hidden: '没有找到', full: '没有找到', often: '没有找到', none: '没有找到这条回复', own: '没有找到', again: '已经收回' });

const withdraw = defineAction('reading.withdraw', 'member', v.strictObject({ editionId: id, noteId: id, replyId }), async ({ db, input, member }) => {
  const of = input.replyId ?? '';
  const find = async () => {
    const note = await noteById(db, input.noteId);
    if (!note || note.edition !== input.editionId || (of === '' ? note.uid !== member.uid : !note.replies.some(({ uid, id: one }) => uid === member.uid && one === of))) throw noNote();
    return note;
  };
  const isDone = (note: NoteDocument) => (of === '' ? note.state : note.replies.find((one) => one.id === of)?.state) === 'withdrawn';
  await changeTalk(db, find, (note) => (isDone(note) ? null : takeOut(note, of, member.uid)), withdrawWords);
  return { withdrawn: true };
});

/** Held notes asked about in one call: who has more asks again at the next visit. */
const asked = 5;
const answerWords = words({ hidden: '', full: '', often: '', none: '已经有结果', own: '', again: '' });

/** Asks about what of a note is this member's and held. @returns how much of it is held still */
async function askAgain(db: Database, note: NoteDocument, openid: string, member: Member): Promise<number> {
  const texts = new Map(note.replies.filter(({ uid, state }) => uid === member.uid && state === 'held').map(({ id: of, text, at }) => [of, { text, at }]));
  if (note.uid === member.uid && note.state === 'held') texts.set('', { text: note.text, at: note.at });
  let held = 0;
  for (const [of, { text, at }] of texts) {
    const verdict = await checkText(openid, text);
    const state = verdict === 'risky' ? 'hidden' : sightOf(verdict, member.since, at);
    if (state === 'held') held += 1;
    else await changeTalk(db, async () => (await noteById(db, note._id)) ?? note, (now) => settle(now, of, state), answerWords);
  }
  return held;
}

/** null: somebody decided meanwhile. */
function settle(note: NoteDocument, of: string, state: Api.Reading.Sight) {
  const next = answered(note, of, state, state === 'hidden' ? '没有通过微信的内容检查' : '');
  return next.do === 'refuse' ? null : next;
}

const recheck = defineAction('reading.recheck', 'member', v.strictObject({ editionId: id }), async ({ db, input, member, openid }) => {
  const found = await heldOf(db, input.editionId, member.uid, asked + 1);
  let held = found.length > asked ? 1 : 0;
  for (const note of found.slice(0, asked)) held += await askAgain(db, note, openid, member);
  return { held };
});

export const talkActions: readonly Action[] = [reply, report, withdraw, recheck];

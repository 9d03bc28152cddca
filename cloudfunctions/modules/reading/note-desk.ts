import * as v from 'valibot';
import { maskName } from '../../../miniprogram/domain/people/names';
import { holds, scopesOf } from '../../../miniprogram/domain/people/scope';
import { decide, type TalkRefusal, waiting } from '../../../miniprogram/domain/reading/talk';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { Refusal } from '../../platform/errors';
import { cursor, id, readCursor, writeCursor } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { inputHash, unseal } from '../../platform/secrets';
import { recordOf } from '../audit/record';
import { tell } from '../notice/tell';
import type { NoteDocument } from './documents';
import { takeBack } from './duplicates';
import { addressesIn, noNote, ownPhotos, photosOf } from './feed';
import { noticeTexts, pageOfNote } from './notice-texts';
import { notThere } from './setup';
import { editionById } from './store';
import { changeTalk, noteById, waitingNotes } from './talk-store';

/** Ids of the units that this member is a cadre of. */
const unitsOf = ({ grants }: Member, now: number): string[] => scopesOf(grants, 'cadre', now).map((scope) => scope.slice(scope.lastIndexOf('/', scope.length - 2) + 1, -1));

const masked = (sealed: string) => (sealed === '' ? '' : maskName(unseal(sealed)));
const pageSize = 20;

function deskNote(note: NoteDocument, addresses: ReadonlyMap<string, string>): Api.Reading.DeskNote {
  const { _id: noteId, title: bookTitle, day, at, name, unitName, text, state, same, reports, replies, desk: since } = note;
  const open = waiting(note);
  const told = (of: string) => reports.filter((one) => !one.settled && one.of === of).map((one) => ({ reason: one.reason, at: one.at }));
  return {
    ...{ noteId, bookTitle, day, at, name: masked(name), unitName, text, photos: photosOf(note, addresses), state, waits: open.note, same: same?.words ?? '', reports: told(''), since },
    replies: replies
      .filter((one) => open.replies.includes(one.id))
      .map((one) => ({ replyId: one.id, name: masked(one.name), unitName: one.unitName, text: one.text, at: one.at, state: one.state, reports: told(one.id) })),
  };
}

const held = defineAction('reading.held', 'member', v.strictObject({ editionId: id, cursor: v.exactOptional(cursor) }), async ({ db, input, member, now }) => {
  const edition = await editionById(db, input.editionId);
  const units = unitsOf(member, now);
  if (!edition || units.length === 0) throw notThere();
  const all = holds(member.grants, 'cadre', edition.scope, now);
  const found = await waitingNotes(db, edition._id, all ? null : units, input.cursor === undefined ? undefined : readCursor(input.cursor), pageSize + 1);
  const page = found.slice(0, pageSize);
  const addresses = await addressesIn(page, ownPhotos);
  const last = page[page.length - 1];
  return { items: page.map((note) => deskNote(note, addresses)), next: found.length > pageSize && last ? writeCursor(last.desk, last._id) : null, title: edition.title };
});

const refusals: Record<TalkRefusal, string> = { hidden: '', full: '', often: '', none: '这条已经有人看过了', own: '', again: '' };
const reviewSchema = v.strictObject({
  editionId: id,
  noteId: id,
  replyId: v.nullable(id),
  verdict: v.picklist(['show', 'hide', 'void']),
  reason: v.pipe(v.string(), v.check((text) => fits(text, 0, 60), '原因最多写 60 个字')),
});

const review = defineAction('reading.review', 'act', reviewSchema, async ({ db, input, key, member, now }) => {
  const { editionId, noteId, verdict } = input;
  const of = input.replyId ?? '';
  const reason = tidy(input.reason);
  if (verdict === 'show' ? reason !== '' : !fits(reason, 2, 60)) throw new Refusal('BAD_INPUT', verdict === 'show' ? '放行不用写原因' : '请写明原因，作者会看到');
  if (verdict === 'void' && of !== '') throw new Refusal('BAD_INPUT', '回复没有积分，隐藏就可以');
  const edition = await editionById(db, editionId);
  const units = unitsOf(member, now);
  if (!edition) throw notThere();
  const all = holds(member.grants, 'cadre', edition.scope, now);
  const hash = inputHash(input);
  const find = async () => {
    const note = await noteById(db, noteId);
    if (!note || note.edition !== editionId || !(all || note.unitIds.some((one) => units.includes(one)))) throw noNote();
    return note;
  };
  const done = ({ acts }: NoteDocument) => acts.find(({ k }) => k === key);
  const stateOf = (note: NoteDocument) => (of === '' ? note.state : (note.replies.find((one) => one.id === of)?.state ?? 'hidden'));
  const before = await find();
  const act = done(before);
  if (act && act.h !== hash) throw new Refusal('KEY_REUSED');
  if (act) return { state: verdict === 'show' ? 'shown' : 'hidden' };
  const dry = decide(before, of, verdict === 'show', reason);
  if (dry.do === 'refuse') throw new Refusal('USED', refusals[dry.reason]);
  if (verdict === 'void') {
    if (edition.state !== 'open') throw new Refusal('CLOSED', '排名已经封存，积分不能再改，可以只隐藏');
    // The points first: a repeat after a crash takes nothing twice and finds the note still waiting.
    await takeBack(db, before, reason, now);
  }
  const record = recordOf({ act: 'reading.review', by: member.uid, key, at: now, subject: editionId, scope: edition.scope, scopeName: edition.organiser, details: input });
  const seen = ({ photos }: NoteDocument) => photos.map((photo) => (verdict === 'show' && of === '' && photo.state !== 'risky' ? { ...photo, state: 'pass' as const } : photo));
  const after = await changeTalk(
    db,
    find,
    (note) => (done(note) ? null : decide(note, of, verdict === 'show', reason)),
    (why) => new Refusal('USED', refusals[why]),
    (note) => ({ photos: seen(note), act: { k: key, h: hash, t: now, by: member.uid }, record }),
  );
  const writer = of === '' ? after.uid : after.replies.find((one) => one.id === of)?.uid;
  if (verdict !== 'show' && writer !== undefined) {
    const about = { title: noticeTexts.hidden, text: noticeTexts.hiddenText(after.title, reason), page: pageOfNote(after) };
    await tell(db, { template: 'matter', to: [writer], key: `hidden:${noteId}:${of}:${key}`, about }, now);
  }
  return { state: stateOf(after) };
});

export const noteDeskActions: readonly Action[] = [held, review];

import * as v from 'valibot';
import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { reachedBy } from '../../../miniprogram/domain/points/levels';
import { pathsUpwards } from '../../../miniprogram/domain/people/scope';
import { checkAmounts, dayOfCheckIn, mostNote, noteLength } from '../../../miniprogram/domain/reading/check-in';
import { type CheckInRefusal, decideCheckIn, emptyRecord } from '../../../miniprogram/domain/reading/record';
import { streakOn } from '../../../miniprogram/domain/reading/streak';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { dayOf } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id, mediaId } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { idOf, inputHash, seal } from '../../platform/secrets';
import type { MediaDocument } from '../media/store';
import type { KeptCheckIn, NotePhoto, ReaderDocument } from './documents';
import { judgeWords } from './judge';
import { dayField, notThere } from './setup';
import { editionWithReader, insertReader, keepReader, readerId } from './store';
import { lineOf } from './views';

const refusals: Record<CheckInRefusal, () => Refusal> = {
  before: () => new Refusal('NOT_OPEN', '读书月还没有开始'),
  after: () => new Refusal('CLOSED', '读书月已经结束'),
  often: () => new Refusal('USED', '这一天已经打过 5 次卡了，明天再来'),
  read: () => new Refusal('USED', '这一天已经打过卡，不用补'),
  late: () => new Refusal('CLOSED', '这一天已经过了补卡的时间'),
  spent: () => new Refusal('USED', '这一届的补卡次数用完了'),
  noMakeUp: () => new Refusal('BAD_INPUT', '这个读书月不能补卡'),
  future: () => new Refusal('BAD_INPUT', '只能补以前的日子'),
};

export const amountFaults = { nothing: '读了多少分钟或多少页，至少写一项', minutes: '分钟数要在 0–1440 之间', pages: '页数要在 0–2000 之间' } as const;

/** Two phones of one member at once: whoever finds the document changed decides anew. */
const tries = 12;

export type ReaderIdentity = Pick<Member, 'uid' | 'name' | 'unitName' | 'unitPath' | 'since'>;
export type CheckInInput = Omit<Api.Input<'reading.checkIn'>, 'editionId'>;

/** A check-in from paper 代录: the day that stands on it, the cadre who entered it, and the record of that. */
export interface PaperEntry {
  day: string;
  by: string;
  record: AuditRecord;
}

/**
 * One check-in: one conditional write on the member's document of the edition. A repeat of the act finds what it kept.
 * @param judge asks whether others may read the note: once, after all else is decided
 */
export async function checkInFor(
  db: Database,
  editionId: string,
  reader: ReaderIdentity,
  input: CheckInInput,
  act: { key: string; hash: string; now: number; paper?: PaperEntry },
  judge: (note: string) => Promise<Api.Reading.NoteState>,
): Promise<Api.Reading.CheckedIn> {
  const { key, hash, now } = act;
  const note = tidy(input.note);
  let state: Api.Reading.NoteState | null = null;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const edition = await editionWithReader(db, editionId, reader.uid, { book: input.bookId, photos: input.photos ?? [] });
    if (!edition) throw notThere();
    const { mine, book, rules } = edition;
    const done = mine?.checkIns.find(({ k }) => k === key);
    if (done && done.h !== hash) throw new Refusal('KEY_REUSED');
    if (mine && done) return answerOf(mine, done);
    if (!reader.unitPath.startsWith(edition.audience)) throw notThere();
    if (now < edition.opensAt) throw refusals.before();
    if (now >= edition.closesAt) throw refusals.after();
    if (!book || book.edition !== edition._id) throw new Refusal('BAD_INPUT', '这本书不在书单里，请换一本');
    if (edition.approval && !book.approved) throw new Refusal('CLOSED', '这本书还在审定，请换一本');
    if (book.removedAt > 0) throw new Refusal('CLOSED', '这本书已经移出书单，请换一本');
    const photos = photosOf(edition.photos, editionId, reader.uid, input.photos ?? []);
    const today = dayOf(now);
    const { paper } = act;
    const booked = paper?.day ?? input.makeUpFor ?? dayOfCheckIn(rules, now, input.night);
    if (booked === null) throw new Refusal('BAD_INPUT', rules.nightUntil === null ? '这个读书月不能记到前一天' : `过了 ${rules.nightUntil} 点，不能再记到前一天`);
    const before = mine ?? newReader(editionId, reader);
    const checkInId = idOf('checkIn', reader.uid, key);
    const read = { book: book._id, minutes: input.minutes, pages: input.pages, note: noteLength(note), madeUp: input.makeUpFor !== null };
    const given = { id: checkInId, k: key, h: hash, at: now, day: booked, ...read, ...(paper ? { by: paper.by } : {}) };
    const decision = decideCheckIn(before, rules, edition, given, today);
    if (decision.do === 'refuse') throw refusals[decision.reason]();
    if (note !== '' || photos.length > 0) state ??= await judge(note);
    const kept: KeptCheckIn = { ...given, upTo: decision.record.entries.length, state };
    const text = state === null ? [] : [{ id: checkInId, text: note, state, title: book.title, photos }];
    const next: ReaderDocument = {
      ...{ ...before, ...decision.record, checkIns: [...before.checkIns, kept], dirty: true, out: [...before.out, ...text] },
      ...(paper ? { audit: [...(before.audit ?? []), paper.record] } : {}),
    };
    if (mine ? await keepReader(db, mine, next) : await insertReader(db, next)) return answerOf(next, kept);
  }
  throw new Refusal('SLOW_DOWN', '您在别的手机上也在打卡，请稍后再试');
}

/** The photos in their order. Throws BAD_INPUT where one is not this member's own of this edition, or did not pass. */
function photosOf(kept: readonly MediaDocument[], editionId: string, uid: string, ids: readonly string[]): NotePhoto[] {
  return ids.map((id) => {
    const photo = kept.find(({ _id }) => _id === id);
    if (!photo || photo.uid !== uid || photo.activityId !== editionId || photo.what !== 'note') throw new Refusal('BAD_INPUT', '有一张照片不能用，请重新选');
    if (photo.state === 'risky') throw new Refusal('BAD_INPUT', '有一张照片没有通过内容检查，请换一张');
    return { id, fileId: photo.fileId, state: photo.state };
  });
}

const newReader = (edition: string, { uid, name, unitName, unitPath }: ReaderIdentity): ReaderDocument => ({
  ...{ ...emptyRecord, _id: readerId(edition, uid), edition, uid, name: seal(name), unitName, checkIns: [] },
  ...{ unitIds: pathsUpwards(unitPath).map((path) => path.slice(path.lastIndexOf('/', path.length - 2) + 1, -1)), dirty: true, folded: { batch: 0, v: 0, points: 0, days: 0, n: 0 }, out: [] },
});

/** The answer as it was when the check-in was kept, whatever came after it. */
function answerOf({ entries, checkIns }: ReaderDocument, kept: KeptCheckIn): Api.Reading.CheckedIn {
  const then = entries.slice(0, kept.upTo);
  const lines = then.filter(({ of, n }) => of === kept.id && n > 0);
  const points = then.reduce((sum, { n }) => sum + n, 0);
  const days = checkIns.slice(0, checkIns.findIndex((one) => one.id === kept.id) + 1).map((one) => one.day);
  return {
    ...{ checkInId: kept.id, day: kept.day, lines: lines.map(lineOf), points, streak: streakOn(days, dayOf(kept.at)), note: kept.state },
    levels: reachedBy(points - lines.reduce((sum, { n }) => sum + n, 0), points).map(({ name }) => name),
  };
}

const schema = v.strictObject({
  editionId: id,
  bookId: id,
  minutes: v.number(),
  pages: v.number(),
  note: v.pipe(v.string(), v.check((text) => fits(text, 0, mostNote, true), `读后感最多 ${mostNote} 个字`)),
  night: v.boolean(),
  makeUpFor: v.nullable(dayField),
  photos: v.exactOptional(v.pipe(v.array(mediaId), v.maxLength(3), v.check((ids) => new Set(ids).size === ids.length, '有一张照片选了两次'))),
});

const checkIn = defineAction('reading.checkIn', 'act', schema, async ({ db, input, key, member, now, openid }) => {
  const fault = checkAmounts(input);
  if (fault) throw new Refusal('BAD_INPUT', amountFaults[fault]);
  if (input.night && input.makeUpFor !== null) throw new Refusal('BAD_INPUT', '补卡不能再选夜班');
  const judge = (note: string) => judgeWords(openid, note, member.since, now, '读后感');
  return checkInFor(db, input.editionId, member, input, { key, hash: inputHash(input), now }, judge);
});

export const checkInActions: readonly Action[] = [checkIn];

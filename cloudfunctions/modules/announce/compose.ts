import * as v from 'valibot';
import { pathsUpwards } from '../../../miniprogram/domain/people/scope';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { isPhoto } from '../../../miniprogram/domain/media/file';
import { day } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id, millis } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { idOf, inputHash } from '../../platform/secrets';
import { checkText } from '../../platform/wechat';
import { recordOf } from '../audit/record';
import { mediaByIds } from '../media/store';
import { addressed, countOf } from './audience';
import type { AnnouncementDocument } from './documents';
import { announcementById, insertAnnouncement, passed } from './store';

const mediaId = v.pipe(v.string(), v.regex(/^[\w-]{22}$/));
const short = v.pipe(v.string(), v.maxLength(200));

const audience = v.variant('kind', [
  v.strictObject({ kind: v.literal('union'), unionId: id }),
  v.strictObject({ kind: v.literal('role'), unionId: id, role: v.picklist(['cadre', 'gate', 'judge', 'official']) }),
  v.strictObject({ kind: v.literal('activity'), activityId: id }),
  v.strictObject({ kind: v.literal('answer'), activityId: id, field: v.pipe(v.string(), v.regex(/^f[1-9]\d?$/)), option: short }),
  v.strictObject({ kind: v.literal('absent'), unionId: id, activityId: id }),
]);

const text = (min: number, max: number, message: string, lines = false) => v.pipe(v.string(), v.check((words) => fits(words, min, max, lines), message));

/** Own pages alone: a link never leads out of the app. */
const page = v.pipe(v.string(), v.maxLength(200), v.regex(/^(packages\/[a-z]+\/)?pages\/[a-z]+\/[a-z]+(\?[\w=&:.-]*)?$/));

const draft = v.strictObject({
  title: text(2, 40, '标题写 2–40 个字'),
  text: text(1, 2000, '正文写 1–2000 个字', true),
  pictures: v.pipe(v.array(mediaId), v.maxLength(6)),
  file: v.nullable(v.strictObject({ mediaId, name: text(1, 80, '附件的名字太长') })),
  link: v.nullable(v.strictObject({ label: text(1, 20, '按钮写 1–20 个字'), page })),
  asks: v.boolean(),
  audience,
  sendAt: v.nullable(millis),
});

const latest = 90 * day;

const count = defineAction('announce.count', 'member', v.strictObject({ audience }), async ({ db, input, member, now }) => {
  const to = await addressed(db, input.audience, member, now);
  return { people: await countOf(db, input.audience, to, now), words: to.words, two: to.two };
});

/** Pictures and file must be this cadre's own, kept for announcements. Throws BAD_INPUT. */
async function claim(db: Database, { pictures, file }: Api.Announce.Draft, uid: string): Promise<void> {
  const kept = new Map((await mediaByIds(db, [...pictures, ...(file ? [file.mediaId] : [])])).map((media) => [media._id, media]));
  const own = (one: string, photo: boolean): void => {
    const media = kept.get(one);
    if (!media || media.uid !== uid || media.what !== 'announcement' || isPhoto(media.ending) !== photo) throw new Refusal('BAD_INPUT', photo ? '有一张图片不能用，请重新选' : '附件不能用，请重新选');
    if (media.state === 'risky') throw new Refusal('BAD_INPUT', '有一张图片没有通过内容检查，请换一张');
  };
  for (const picture of pictures) own(picture, true);
  if (file) own(file.mediaId, false);
}

/** Where words may go on to: out, or to a second person. */
const onwards = (two: boolean) => (two ? ({ state: 'waits', open: false } as const) : ({ state: 'scheduled', open: true } as const));

const send = defineAction('announce.send', 'act', draft, async ({ db, input, key, member, openid, now }) => {
  const _id = idOf('announcement', member.uid, key);
  const h = inputHash(input);
  const before = await announcementById(db, _id);
  if (before) return repeated(before, h);
  if (input.sendAt !== null && (input.sendAt < now - 60_000 || input.sendAt > now + latest)) throw new Refusal('BAD_INPUT', '发送时间要在今后 90 天之内');
  const to = await addressed(db, input.audience, member, now);
  await claim(db, input, member.uid);
  const expected = await countOf(db, input.audience, to, now);
  if (expected === 0) throw new Refusal('NOT_FOUND', '这个范围里现在没有人，请换一个范围');
  const verdict = await checkText(openid, tidy(`${input.title}\n${input.text}\n${input.link?.label ?? ''}`));
  if (verdict === 'risky') throw new Refusal('BAD_INPUT', '内容里有不合适的词句，请修改后再发');
  const record = recordOf({ act: 'announce.send', by: member.uid, key, at: now, subject: _id, scope: to.scope, scopeName: to.scopeName, details: input });
  const sendAt = input.sendAt ?? now;
  const announcement: AnnouncementDocument = {
    ...{ _id, k: key, h, by: member.uid, at: now, scope: to.scope, scopes: pathsUpwards(to.scope), scopeName: to.scopeName, words: to.words },
    ...{ title: tidy(input.title), text: tidy(input.text), pictures: input.pictures, file: input.file, link: input.link, asks: input.asks, audience: input.audience },
    ...(verdict === 'pass' ? onwards(to.two) : { state: 'held', open: false }),
    ...{ sendAt, due: sendAt, expected, batch: 0, cursor: '', pinScope: '', pinnedUntil: 0, recall: null, reminders: [], acts: [], v: 1, audit: [record] },
  };
  if (await insertAnnouncement(db, announcement)) return { announcementId: _id, state: announcement.state };
  const stored = await announcementById(db, _id);
  if (!stored) throw new Refusal('SLOW_DOWN');
  return repeated(stored, h);
});

function repeated(announcement: AnnouncementDocument, h: string): Api.Output<'announce.send'> {
  if (announcement.h !== h) throw new Refusal('KEY_REUSED');
  return { announcementId: announcement._id, state: announcement.state };
}

/** Everybody of a whole city: two people must want it. */
export const needsTwo = ({ scope, audience: { kind } }: Pick<AnnouncementDocument, 'scope' | 'audience'>): boolean => (kind === 'union' || kind === 'absent') && pathsUpwards(scope).length === 1;

const recheck = defineAction('announce.recheck', 'act', v.strictObject({ announcementId: id }), async ({ db, input, member, openid }) => {
  const announcement = await announcementById(db, input.announcementId);
  if (!announcement || announcement.by !== member.uid) throw new Refusal('NOT_FOUND', '没有找到这条通知');
  if (announcement.state !== 'held') return { state: announcement.state };
  const verdict = await checkText(openid, tidy(`${announcement.title}\n${announcement.text}\n${announcement.link?.label ?? ''}`));
  if (verdict === 'risky') throw new Refusal('BAD_INPUT', '内容里有不合适的词句，请撤回后重新写');
  if (verdict !== 'pass') throw new Refusal('HELD', verdict === 'review' ? '微信要求人工再看一遍，请另一位干部确认后发出' : '内容检查暂时不可用，请过一会儿再点');
  await passed(db, announcement, onwards(needsTwo(announcement)));
  return { state: (await announcementById(db, announcement._id))?.state ?? announcement.state };
});

export const composeActions: readonly Action[] = [count, send, recheck];

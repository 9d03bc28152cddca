import * as v from 'valibot';
import { beginsAs, endingOf, faultOfFile, isPhoto, type Kind } from '../../../miniprogram/domain/media/file';
import { covers, holds } from '../../../miniprogram/domain/people/scope';
import { day } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id, mediaId } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { addressOf, deleteFiles, readFile } from '../../platform/storage';
import { type ActivityDocument, activityById } from '../activity/store';
import { memberById } from '../people/roster-store';
import { unionById } from '../people/store';
import { ask, isOwed } from './check';
import { insertMedia, keptSince, type MediaDocument, mediaById, mediaByIds } from './store';

/** A file that a phone of ours put there: nothing else of the storage is given a purpose, or deleted. */
const uploaded = v.pipe(v.string(), v.maxLength(300), v.regex(/^cloud:\/\/[\w.-]+\/media\/[\w-]{22}\.(jpg|png|pdf|docx|xlsx|mp3|m4a|wav)$/));

/** So many files one person uploads in a day. */
const mostADay = 60;

const keepSchema = v.strictObject({ fileId: uploaded, activityId: id, what: v.pipe(v.string(), v.regex(/^(sealed|brief|note|marks|announcement|entry|sound|slips|work|f[1-9]\d?)$/)) });

/** Those who keep the sheets of a meet. */
const keepsMarks = ({ scope }: ActivityDocument, { grants }: Member, now: number) => holds(grants, 'official', scope, now) || holds(grants, 'cadre', scope, now);

/** Photos and the accompaniment of an entry are a unit's cadres' to hand in. */
const leads = ({ audience }: ActivityDocument, { grants }: Member, now: number) =>
  grants.some(({ role, scope, expires }) => role === 'cadre' && now < expires && (covers(audience, scope) || covers(scope, audience)));

/** What is asked for under a purpose; a form takes documents too. */
const kindOf = (what: string): Kind => (what === 'sound' ? 'sound' : ['entry', 'slips', 'work'].includes(what) ? 'photo' : 'form');

/**
 * Does this activity ask this member for such a file? Photos of a brief are its organiser's cadres', those of a note its readers', those of a
 * meet's sheets and of paper slips the officials', those of an entry its unit's cadres'; one of a work 征文 anybody's for whom the activity is.
 */
function asksFor(activity: ActivityDocument, what: string, member: Member, now: number): boolean {
  const { programme, audience, rules, fields, scope } = activity;
  if (what === 'note') return programme === 'reading' && covers(audience, member.unitPath);
  if (what === 'work') return covers(audience, member.unitPath);
  if (what === 'marks') return programme === 'meet' && keepsMarks(activity, member, now);
  if (what === 'entry' || what === 'sound') return programme === 'contest' && leads(activity, member, now);
  if (what === 'slips') return programme === 'contest' && keepsMarks(activity, member, now);
  if (what === 'brief') return holds(member.grants, 'cadre', scope, now);
  return what === 'sealed' ? rules.sealedForm : fields.some((field) => field.id === what && field.kind === 'file');
}

/** Does somebody ask this member for such a file? Files of an announcement are the union's cadres'; all others an activity asks for. */
async function isAsked(db: Database, of: string, what: string, member: Member, now: number): Promise<boolean> {
  if (what === 'announcement') {
    const union = await unionById(db, of);
    return union !== null && holds(member.grants, 'cadre', union.path, now);
  }
  const activity = await activityById(db, of);
  return activity !== null && asksFor(activity, what, member, now);
}

const keep = defineAction('media.keep', 'act', keepSchema, async ({ db, input, key, member, openid, now }) => {
  const { fileId, activityId, what } = input;
  const name = fileId.slice(fileId.lastIndexOf('/') + 1);
  const _id = name.slice(0, name.indexOf('.'));
  const hash = inputHash(input);
  const before = await mediaById(db, _id);
  if (before) return again(db, before, { key, hash, openid, now });
  const [asked, kept] = await Promise.all([isAsked(db, activityId, what, member, now), keptSince(db, member.uid, now - day)]);
  if (!asked) throw new Refusal('NOT_FOUND', '这里不用上传文件，请重新打开');
  if (kept >= mostADay) throw new Refusal('SLOW_DOWN', '今天上传的文件太多了，请明天再试');
  const ending = await lookAt(fileId, kindOf(what));
  const state = isPhoto(ending) ? ('checking' as const) : ('unchecked' as const);
  const document: MediaDocument = { _id, k: key, h: hash, uid: member.uid, activityId, what, fileId, ending, state, trace: '', askedAt: now, at: now };
  if (await insertMedia(db, document)) return { mediaId: _id, state: await ask(db, document, openid, now) };
  const stored = await mediaById(db, _id);
  if (!stored) throw new Refusal('SLOW_DOWN');
  return again(db, stored, { key, hash, openid, now });
});

/** A repeat gets the stored answer; where the first one died before it could ask, it asks. */
async function again(db: Database, media: MediaDocument, { key, hash, openid, now }: { key: string; hash: string; openid: string; now: number }): Promise<Api.Media.Kept> {
  if (media.k !== key || media.h !== hash) throw new Refusal('KEY_REUSED');
  return { mediaId: media._id, state: media.state === 'checking' && isOwed(media, now) ? await ask(db, media, openid, now) : media.state };
}

/** Reads the file itself: its size and its first bytes, not what a phone says of them. What is not taken is deleted. @returns its ending */
async function lookAt(fileId: string, kind: Kind): Promise<string> {
  const content = await readFile(fileId).catch(() => null);
  if (content === null) throw new Refusal('NOT_FOUND', '没有收到这个文件，请重新上传');
  const ending = endingOf(fileId);
  const fault = faultOfFile(fileId, content.length, kind) ?? (ending !== null && beginsAs(ending, content) ? null : '这个文件打不开，请换一个');
  if (fault === null && ending !== null) return ending;
  await deleteFiles([fileId]);
  throw new Refusal('BAD_INPUT', fault ?? undefined);
}

const notThere = () => new Refusal('NOT_FOUND', '没有找到这个文件');

/** What the cadres of its author's unit may open too: the sealed form that they pass, the entry that they lead. */
const ofUnit: readonly string[] = ['sealed', 'entry', 'sound'];
/** … and what those may who work on the day. */
const ofOfficials: readonly string[] = ['marks', 'slips', 'entry', 'sound'];

/** Who uploaded it, the organiser's cadre, of a contest its officials, and for what is the unit's the cadre of that unit. */
async function mayOpen(db: Database, media: MediaDocument, member: Member, now: number): Promise<boolean> {
  // Slips are drawn in public: anybody looks at them once WeChat has.
  if (media.uid === member.uid || (media.what === 'slips' && media.state === 'pass')) return true;
  const [activity, author] = await Promise.all([activityById(db, media.activityId), ofUnit.includes(media.what) ? memberById(db, media.uid) : null]);
  if (activity && (holds(member.grants, 'cadre', activity.scope, now) || (ofOfficials.includes(media.what) && keepsMarks(activity, member, now)))) return true;
  return author !== null && holds(member.grants, 'cadre', author.unitPath, now);
}

/** An address lasts as long as somebody looks at it, seconds. */
const lasts = 600;

const open = defineAction('media.open', 'member', v.strictObject({ mediaId }), async ({ db, input, member, now }) => {
  const media = await mediaById(db, input.mediaId);
  if (!media || !(await mayOpen(db, media, member, now))) throw notThere();
  if (media.state === 'risky') throw new Refusal('FORBIDDEN', '这张照片没有通过内容检查，不能打开');
  const url = await addressOf(media.fileId, lasts);
  if (url === null) throw notThere();
  return { url, ending: media.ending, state: media.state };
});

const recheckSchema = v.strictObject({ mediaIds: v.pipe(v.array(mediaId), v.minLength(1), v.maxLength(20)) });

const recheck = defineAction('media.recheck', 'member', recheckSchema, async ({ db, input, member, openid, now }) => {
  const mine = (await mediaByIds(db, input.mediaIds)).filter(({ uid }) => uid === member.uid);
  const items = mine.map(async (media) => ({ mediaId: media._id, state: isOwed(media, now) ? await ask(db, media, openid, now) : media.state }));
  return { items: await Promise.all(items) };
});

export const mediaActions: readonly Action[] = [keep, open, recheck];

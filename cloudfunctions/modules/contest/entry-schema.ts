import * as v from 'valibot';
import { fits } from '../../../miniprogram/domain/text/clean';
import { mediaId } from '../../platform/fields';

/** Shapes of what phones send of an entry; whether it suits the rulebook is asked of domain/contest/entry. */

/** `contestId:n` */
export const entryIdSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,40}:[A-Za-z0-9_-]{1,40}$/));

export const reasonSchema = v.pipe(v.string(), v.check((text) => fits(text, 2, 60), '原因写 2–60 个字'));

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
export const draftSchema = v.strictObject({
  title: text(200),
  form: v.picklist(['solo', 'duet', 'group', 'choir']),
  songs: v.pipe(v.array(v.strictObject({ title: text(200), kind: v.picklist(['set', 'own']), author: text(200), seconds: v.pipe(v.number(), v.safeInteger()) })), v.maxLength(5)),
  performers: v.pipe(v.array(v.strictObject({ name: text(100), part: v.picklist(['lead', 'singer', 'conductor', 'accompanist']), outside: v.boolean() })), v.maxLength(200)),
  accompaniment: v.strictObject({ kind: v.picklist(['file', 'live', 'none']), fileId: v.union([v.literal(''), mediaId]) }),
  photos: v.pipe(v.array(mediaId), v.maxLength(6)),
  video: text(300),
  lyrics: text(20_000),
  contact: text(40),
});

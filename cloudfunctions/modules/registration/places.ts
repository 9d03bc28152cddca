import * as v from 'valibot';
import { accept, askLeave } from '../../../miniprogram/domain/registration/acts';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { id } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { inputHash, seal } from '../../platform/secrets';
import { checkInOf } from '../checkin/store';
import { actOn } from './deciding';
import { refusals } from './refusals';
import { readBucketOf } from './store';

/** What members do with a place of their own: take an offered one, ask for leave. */

export const reason = v.pipe(v.string(), v.check((text) => fits(text, 2, 60), '原因写 2–60 个字'));

const acceptPlace = defineAction('registration.accept', 'act', v.strictObject({ activityId: id }), async ({ db, input, key, member, now }) => {
  const act = { k: key, h: inputHash(input), t: now, by: member.uid };
  await actOn(db, () => readBucketOf(db, input.activityId, member.uid, key), now, (seats) => accept(seats, member.uid, act));
  return { accepted: true };
});

const leaveSchema = v.strictObject({ activityId: id, reason: v.nullable(reason) });

const leave = defineAction('registration.leave', 'act', leaveSchema, async ({ db, input, key, member, now }) => {
  if (await checkInOf(db, input.activityId, member.uid)) throw refusals.begun();
  const act = { k: key, h: inputHash(input), t: now, by: member.uid };
  const why = input.reason === null ? null : seal(tidy(input.reason));
  await actOn(db, () => readBucketOf(db, input.activityId, member.uid, key), now, (seats) => askLeave(seats, member.uid, why, act));
  return { onLeave: input.reason !== null };
});

export const placeActions: readonly Action[] = [acceptPlace, leave];

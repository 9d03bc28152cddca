import * as v from 'valibot';
import { holds } from '../../../miniprogram/domain/people/scope';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { activityById } from '../activity/store';
import { answersOf } from './forms';

const answersInput = v.strictObject({ activityId: id, uid: v.exactOptional(id) });

/** One's own answers, or those of somebody in an activity that this cadre runs: to all others there is no such form. */
const answers = defineAction('registration.answers', 'member', answersInput, async ({ db, input, member, now }) => {
  const uid = input.uid ?? member.uid;
  const activity = await activityById(db, input.activityId);
  if (!activity || (uid !== member.uid && !holds(member.grants, 'cadre', activity.scope, now))) throw new Refusal('NOT_FOUND', '没有找到这份报名表');
  return { fields: activity.fields, answers: (await answersOf(db, activity._id, [uid])).get(uid) ?? null };
});

export const formActions: readonly Action[] = [answers];

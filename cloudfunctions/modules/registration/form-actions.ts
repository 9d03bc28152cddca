import * as v from 'valibot';
import { holds } from '../../../miniprogram/domain/people/scope';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { activityById } from '../activity/store';
import { applicationOf } from '../application/store';
import { addAnswers, answersOf, answersSchema, formOf } from './forms';
import { notThere, refusals, tooMany } from './refusals';
import { viewSeats } from './views';

const answersInput = v.strictObject({ activityId: id, uid: v.exactOptional(id) });

/** One's own answers, or those of somebody in an activity that this cadre runs: to all others there is no such form. */
const answers = defineAction('registration.answers', 'member', answersInput, async ({ db, input, member, now }) => {
  const uid = input.uid ?? member.uid;
  const activity = await activityById(db, input.activityId);
  if (!activity || (uid !== member.uid && !holds(member.grants, 'cadre', activity.scope, now))) throw new Refusal('NOT_FOUND', '没有找到这份报名表');
  return { fields: activity.fields, answers: (await answersOf(db, activity._id, [uid])).get(uid) ?? null };
});

/** Who may answer more: whoever is in or in line, of a team its leader, and who has applied. */
const stillAsked: readonly Api.Application.State[] = ['applied', 'passed', 'confirmed'];
const attempts = 4;

const answer = defineAction('registration.answer', 'act', v.strictObject({ activityId: id, answers: answersSchema }), async ({ db, input, key, member, now }) => {
  const { activityId } = input;
  const h = inputHash(input);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const [activity, view, application, before] = await Promise.all([
      activityById(db, activityId),
      viewSeats(db, activityId, member.uid),
      applicationOf(db, activityId, member.uid),
      formOf(db, activityId, member.uid),
    ]);
    if (!activity || !view) throw notThere();
    if (before?.more?.k === key) {
      if (before.more.h !== h) throw refusals.keyReused();
      return { answered: true };
    }
    if (view.standing?.entry.u !== member.uid && !(application && stillAsked.includes(application.state))) throw refusals.notIn();
    if (view.cancelled) throw refusals.activityCancelled();
    if (now >= view.endsAt) throw refusals.over();
    if (await addAnswers(db, before, { activity, uid: member.uid, answers: input.answers, key, now }, h)) return { answered: true };
  }
  throw tooMany();
});

export const formActions: readonly Action[] = [answers, answer];

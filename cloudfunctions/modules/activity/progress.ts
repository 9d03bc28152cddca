import * as v from 'valibot';
import { phaseOf } from '../../../miniprogram/domain/activity/phase';
import { covers, scopesOf } from '../../../miniprogram/domain/people/scope';
import { peopleOf } from '../../../miniprogram/domain/registration/seats';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { unitsBelow } from '../people/store';
import { unitsOf } from '../registration/roll-call-store';
import { readPlaces } from '../registration/store';
import { activityById } from './store';

/** Figures of a group smaller than this are shown to nobody. */
const smallest = 10;

const progress = defineAction('activity.progress', 'member', v.strictObject({ activityId: id }), async ({ db, input, member, now }) => {
  const [activity, seats] = await Promise.all([activityById(db, input.activityId), readPlaces(db, input.activityId)]);
  const scopes = scopesOf(member.grants, 'cadre', now);
  if (!activity || !seats) throw new Refusal('NOT_FOUND', '没有找到这个活动');
  // The organiser reaches the whole audience, a cadre within it their own part.
  const reach = scopes.some((scope) => covers(scope, activity.scope)) ? activity.audience : scopes.find((scope) => covers(scope, activity.audience) || covers(activity.audience, scope));
  if (reach === undefined) throw new Refusal('NOT_FOUND', '没有找到这个活动');
  const people = [...seats.held, ...seats.waiting, ...seats.last].flatMap(peopleOf);
  const [units, paths] = await Promise.all([unitsBelow(db, covers(reach, activity.audience) ? activity.audience : reach), unitsOf(db, people)]);
  const signedUp = new Map<string, number>();
  for (const path of paths.values()) {
    const unit = units.find((one) => covers(one.path, path));
    if (unit) signedUp.set(unit._id, (signedUp.get(unit._id) ?? 0) + 1);
  }
  const shown = units.filter(({ members }) => members >= smallest);
  return {
    title: activity.title,
    capacity: seats.cap,
    held: seats.held.length,
    waiting: seats.waiting.length,
    signUpClosesAt: activity.signUpClosesAt,
    phase: phaseOf({ ...activity, cancelled: seats.cancelled }, now),
    units: shown.map(({ _id, name, members }) => ({ unionId: _id, name, members, signedUp: signedUp.get(_id) ?? 0 })),
    small: units.length - shown.length,
    now,
  };
});

export const progressActions: readonly Action[] = [progress];

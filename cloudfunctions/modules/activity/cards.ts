import { phaseOf } from '../../../miniprogram/domain/activity/phase';
import type { Database } from '../../platform/database';
import { type SeatsView, viewsOf } from '../registration/store';
import type { ActivityDocument } from './store';

/** What lists show of these activities, with live places and the member's own state, in the order given. */
export async function cardsOf(db: Database, activities: ActivityDocument[], uid: string | null, now: number): Promise<Api.Activity.Card[]> {
  const ids = activities.map((activity) => activity._id);
  const views = await viewsOf(db, ids, uid ?? '');
  return activities.map((activity) => cardOf(activity, views.get(activity._id) ?? null, now));
}

/** One card. `seats` null: they are not there yet, so nothing can be taken. */
export function cardOf(activity: ActivityDocument, seats: SeatsView | null, now: number): Api.Activity.Card {
  return {
    activityId: activity._id,
    title: activity.title,
    programme: activity.programme,
    organiser: activity.organiser,
    place: activity.place,
    startsAt: activity.startsAt,
    endsAt: activity.endsAt,
    signUpOpensAt: activity.signUpOpensAt,
    signUpClosesAt: activity.signUpClosesAt,
    phase: phaseOf({ ...activity, cancelled: seats?.cancelled ?? activity.cancelled !== null }, now),
    capacity: seats?.cap ?? activity.capacity,
    left: seats?.left ?? 0,
    waiting: seats?.waits ?? 0,
    mine: seats?.standing?.state ?? null,
  };
}

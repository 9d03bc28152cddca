import { movedSince } from '../../../miniprogram/domain/activity/edit';
import { phaseOf } from '../../../miniprogram/domain/activity/phase';
import { countsFor } from '../../../miniprogram/domain/registration/counts';
import type { Database } from '../../platform/database';
import type { Member } from '../../platform/router';
import { type SeatsView, standingNow, viewsOf } from '../registration/views';
import type { ActivityDocument } from './store';

/** What lists show of these activities, with live places and the member's own state, in the order given. null: as a cadre sees them, over all quotas. */
export async function cardsOf(db: Database, activities: ActivityDocument[], member: Member | null, now: number): Promise<Api.Activity.Card[]> {
  const ids = activities.map((activity) => activity._id);
  const views = await viewsOf(db, ids, member?.uid ?? '');
  return activities.map((activity) => cardOf(activity, views.get(activity._id) ?? null, member, now));
}

/** One card. `seats` null: they are not there yet, so nothing can be taken. */
export function cardOf(activity: ActivityDocument, seats: SeatsView | null, member: Member | null, now: number): Api.Activity.Card {
  const counts = seats ? countsFor(seats.buckets, member?.unitPath ?? null, seats.standing?.bucket, now) : { capacity: activity.capacity, left: 0, waiting: 0, quota: null };
  const standing = seats && standingNow(seats, now);
  const changed = standing ? movedSince(activity.edits ?? [], standing.at) : [];
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
    ...counts,
    mine: standing?.state ?? null,
    ...(changed.length === 0 ? {} : { changed }),
  };
}

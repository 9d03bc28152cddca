import type { Database } from '../../platform/database';
import type { ActivityDocument } from '../activity/store';
import { seatsOf } from './store';

/** Gives an activity's buckets its times as they are since this edition; one that has a later edition keeps it. */
export async function reschedule(db: Database, activity: ActivityDocument, edition: number): Promise<void> {
  const { and, or, lt, exists, inc } = db.command;
  const { startsAt, endsAt, signUpClosesAt, rules } = activity;
  await seatsOf(db)
    .where(and({ activityId: activity._id }, or({ edition: lt(edition) }, { edition: exists(false) })))
    // Due at once: the job works out anew what the clock owes.
    .update({ data: { startsAt, endsAt, closesAt: signUpClosesAt, substituteUntil: rules.substituteUntil, returnAt: rules.quotasReturnAt, edition, v: inc(1), dirty: true } });
}

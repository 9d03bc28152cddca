import { isWaking } from '../../../miniprogram/domain/notice/hours';
import { whenOf } from '../../../miniprogram/domain/activity/steps';
import { day } from '../../../miniprogram/domain/time/shanghai';
import { holders } from '../../../miniprogram/domain/registration/roster';
import type { Database } from '../../platform/database';
import { causeOf, log } from '../../platform/log';
import { type ActivityDocument, dueForReminder, keepReminded } from '../activity/store';
import { readPlaces } from '../registration/store';
import { tell } from './tell';

/** At most this many people of an activity a run: the next run goes on behind them. */
const batch = 100;

/** Sorts behind every member id: everybody has been reminded. */
const everybody = '~';

/**
 * Reminds those who hold a place in an activity of the next 24 hours, by day. The cursor is the last member dealt with, moved by compare-and-set.
 * @returns how many people were dealt with
 */
export async function remind(db: Database, now: number): Promise<number> {
  if (!isWaking(now)) return 0;
  let dealtWith = 0;
  for (const activity of await dueForReminder(db, now, now + day, everybody, 20)) {
    try {
      dealtWith += await remindOf(db, activity, now);
    } catch (error) {
      // The next run takes it up where this one stopped; the others are not to wait for it.
      log('remind', { activityId: activity._id, ...causeOf(error) });
    }
  }
  return dealtWith;
}

async function remindOf(db: Database, activity: ActivityDocument, now: number): Promise<number> {
  const seats = await readPlaces(db, activity._id);
  if (!seats || seats.cancelled) return 0;
  const cursor = activity.reminded ?? '';
  const ahead = holders(seats).filter((uid) => uid > cursor).sort();
  const page = ahead.slice(0, batch);
  const about = { activityId: activity._id, title: activity.title, when: whenOf(activity.startsAt, activity.startsAt), place: activity.place.name };
  // Another start is another message.
  await tell(db, { template: 'activityTomorrow', to: page, key: `activityTomorrow:${activity._id}:${activity.startsAt}`, about }, now);
  await keepReminded(db, activity._id, activity.reminded, ahead.length > batch ? (page[page.length - 1] ?? everybody) : everybody);
  return page.length;
}

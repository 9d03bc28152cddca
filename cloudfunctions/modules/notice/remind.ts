import { whenOf } from '../../../miniprogram/domain/activity/steps';
import { calendarTime, day } from '../../../miniprogram/domain/time/shanghai';
import { holders } from '../../../miniprogram/domain/registration/roster';
import type { Database } from '../../platform/database';
import { causeOf, log } from '../../platform/log';
import { type ActivityDocument, dueForReminder, keepReminded } from '../activity/store';
import { readPlaces } from '../registration/store';
import { acceptedBy } from './store';
import { sendOnce, shortThing } from './send';

/** At most this many people of an activity a run: the next run goes on behind them. */
const batch = 100;
/** Nobody is rung out of bed: reminders go out from 8:00 to 21:00 in Shanghai. */
const wakingHours = { from: 8, to: 21 };

/** Sorts behind every member id: everybody has been reminded. */
const everybody = '~';

/**
 * Reminds those who hold a place in an activity of the next 24 hours and asked for it (活动前一天通知我).
 * The cursor is the last member dealt with, moved by compare-and-set; each message is claimed before it is sent.
 * @returns how many people were dealt with
 */
export async function remind(db: Database, now: number): Promise<number> {
  const hour = calendarTime(now).hour;
  if (hour < wakingHours.from || hour >= wakingHours.to) return 0;
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
  for (const uid of await acceptedBy(db, page, 'activityTomorrow')) {
    await sendOnce(
      db,
      {
        // Another start is another message.
        id: `activityTomorrow:${activity._id}:${uid}:${activity.startsAt}`,
        uid,
        template: 'activityTomorrow',
        page: `packages/activity/pages/detail/detail?id=${activity._id}`,
        data: { thing1: shortThing(activity.title), time2: whenOf(activity.startsAt, activity.startsAt), thing3: shortThing(activity.place.name) },
      },
      now,
    );
  }
  await keepReminded(db, activity._id, activity.reminded, ahead.length > batch ? (page[page.length - 1] ?? everybody) : everybody);
  return page.length;
}

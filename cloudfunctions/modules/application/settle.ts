import { whenOf } from '../../../miniprogram/domain/activity/steps';
import type { Database } from '../../platform/database';
import { causeOf, log } from '../../platform/log';
import { activityById } from '../activity/store';
import { tell } from '../notice/tell';
import { openDraws } from './draw-store';
import { freezeLists } from './freeze';
import { giveConfirmed } from './give';
import { settleDraw } from './results';
import { applicationOf, type ApplicationDocument, openApplications, settled } from './store';

/** At most this many a run: the next run takes the rest. */
const batch = 100;

/**
 * Brings up to date what follows from applications: lists of lotteries that closed, places of draws and of confirmed applications, messages.
 * Every step may be repeated; one that fails is tried again by the next run and holds up no other.
 * @returns how many were settled
 */
export async function settleApplications(db: Database, now: number): Promise<number> {
  let done = await freezeLists(db, now);
  for (const draw of await openDraws(db, 10)) done += await attempt(draw._id, () => settleDraw(db, draw, now));
  for (const application of await openApplications(db, batch)) done += await attempt(application.activityId, () => settleOne(db, application, now));
  return done;
}

async function attempt(activityId: string, work: () => Promise<void>): Promise<number> {
  try {
    await work();
    return 1;
  } catch (error) {
    log('application', { activityId, ...causeOf(error) });
    return 0;
  }
}

async function settleOne(db: Database, application: ApplicationDocument, now: number): Promise<void> {
  await giveConfirmed(db, application, now);
  const { activityId, uid, v } = application;
  const [activity, after] = await Promise.all([activityById(db, activityId), applicationOf(db, activityId, uid)]);
  if (activity && after) {
    const phrase = after.state === 'refused' ? '未通过' : after.lack === '' ? '审核通过' : '名额已满';
    const about = { activityId, title: activity.title, phrase, when: whenOf(activity.startsAt, activity.startsAt) };
    await tell(db, { template: 'reviewed', to: [uid], key: `reviewed:${application._id}:${v}`, about }, now);
  }
  await settled(db, application._id, v);
}

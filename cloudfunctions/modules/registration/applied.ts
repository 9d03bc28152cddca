import type { Database } from '../../platform/database';
import type { ActivityDocument } from '../activity/store';
import { lineOf } from '../application/draw-store';
import { applicationId, type ApplicationDocument } from '../application/store';
import { frameOf } from './cards';
import { standingNow, type SeatsView } from './views';

/** What a member's list is made of, by activity; applications by their own id. */
interface Read {
  activities: ReadonlyMap<string, ActivityDocument>;
  views: ReadonlyMap<string, SeatsView>;
  applications: ReadonlyMap<string, ApplicationDocument>;
}

/** Cards of the applications that have brought no place so far. Only of a lottery that closed is the published list asked what it gave. */
export async function appliedCards(db: Database, activityIds: string[], { activities, views, applications }: Read, uid: string, now: number): Promise<Api.Registration.Applied[]> {
  const cards = activityIds.map(async (activityId): Promise<Api.Registration.Applied[]> => {
    const [activity, view, application] = [activities.get(activityId), views.get(activityId), applications.get(applicationId(activityId, uid))];
    if (!activity || !view || !application || standingNow(view, now)) return [];
    const frame = frameOf(activity, view, now);
    const { state } = application;
    if (state === 'withdrawn') return [];
    if (activity.rules.mode !== 'lottery' || now < activity.signUpClosesAt) return [{ ...frame, state }];
    const lot = (await lineOf(db, activityId, uid))?.lot ?? null;
    // Who won and has no place gave it back.
    return lot === null ? [{ ...frame, state }] : lot < 0 ? [{ ...frame, state: 'lost' }] : [];
  });
  return (await Promise.all(cards)).flat();
}

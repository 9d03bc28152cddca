import type { Database } from '../../platform/database';
import { lineOf } from '../application/draw-store';
import { applicationId, type ApplicationDocument } from '../application/store';
import { frameOf } from './cards';
import { type ActivityView, standingNow } from './views';

/** What a member's list is made of, by activity; applications by their own id. */
interface Read {
  views: ReadonlyMap<string, ActivityView>;
  applications: ReadonlyMap<string, ApplicationDocument>;
}

/** Cards of the applications that have brought no place so far. Only of a lottery that closed is the published list asked what it gave. */
export async function appliedCards(db: Database, activityIds: string[], { views, applications }: Read, uid: string, now: number): Promise<Api.Registration.Applied[]> {
  const cards = activityIds.map(async (activityId): Promise<Api.Registration.Applied[]> => {
    const [found, application] = [views.get(activityId), applications.get(applicationId(activityId, uid))];
    if (!found || !application || standingNow(found.view, now)) return [];
    const { activity, view } = found;
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

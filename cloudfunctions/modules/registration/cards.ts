import { phaseOf } from '../../../miniprogram/domain/activity/phase';
import type { ActivityDocument } from '../activity/store';
import type { SeatsView } from './views';

/** What a card of one's own shows of an activity. */
export function frameOf(activity: ActivityDocument, { cancelled }: Pick<SeatsView, 'cancelled'>, now: number): Omit<Api.Registration.Card, 'state' | 'offerUntil' | 'checkedInAt'> {
  const { _id: activityId, title, programme, place, startsAt, endsAt } = activity;
  return { activityId, title, programme, place, startsAt, endsAt, phase: phaseOf({ ...activity, cancelled }, now) };
}

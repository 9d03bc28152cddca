import { activitiesIn, type Attempt, type Facts, inDoubt } from '../../../miniprogram/domain/registration/series';
import type { Database } from '../../platform/database';
import { type ApplicationDocument, applicationId, applicationsById } from '../application/store';
import { filledDraws } from '../application/draw-store';
import { keyIsGone } from '../registration/store';
import { type SeatsView, standingNow, viewsOf } from '../registration/views';
import { grace } from '../unions/move-store';

/** What stands behind somebody's attempts, read from what decides: the places, and applications that may still become one. */
export async function factsOf(db: Database, attempts: readonly Attempt[], uid: string, now: number): Promise<Facts> {
  const ids = activitiesIn(attempts);
  // Applications first: one that has become a place by then is found among the places, which are read after.
  const [applications, filled] = await Promise.all([applicationsById(db, ids.map((activityId) => applicationId(activityId, uid))), filledDraws(db, ids)]);
  const views = await viewsOf(db, ids, uid);
  const asked = (activityId: string) => mayBecomePlace(applications.get(applicationId(activityId, uid)), filled.has(activityId));
  const standing = new Set(ids.filter((activityId) => stands(views.get(activityId), asked(activityId), now)));
  const over = now - grace;
  const ended = new Set<Attempt>();
  for (const attempt of inDoubt(attempts, { standing, over })) {
    const application = applications.get(applicationId(attempt.a, uid));
    const known = views.get(attempt.a)?.cancelled === true || application?.acts.some(({ k }) => k === attempt.k) === true;
    if (known || (await keyIsGone(db, attempt.a, attempt.k))) ended.add(attempt);
  }
  return { standing, ended, over };
}

/** An application that was made and neither refused, withdrawn nor carried out. */
function mayBecomePlace(application: Pick<ApplicationDocument, 'state' | 'open'> | undefined, filled: boolean): boolean {
  if (!application) return false;
  const { state, open } = application;
  return (state === 'applied' && !filled) || state === 'passed' || (state === 'confirmed' && open);
}

/** A place counts for good, also when the activity is over; waiting and asking only until then. */
function stands(view: SeatsView | undefined, asked: boolean, now: number): boolean {
  if (!view || view.cancelled) return false;
  const place = standingNow(view, now);
  return (place !== null && place.state !== 'waiting') || (now < view.endsAt && (place !== null || asked));
}

import type { Answer, Entry } from '../../../miniprogram/domain/registration/seats';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { grace } from '../unions/move-store';
import { refusals } from './refusals';
import { keyIsGone } from './store';
import { viewSeats } from './views';

/**
 * Where somebody stands already whose unit has changed: their place is in the old unit's bucket, where the deciding write for the new one
 * does not look. A sign-up that read the old unit may still be on its way, so for a while after the change nobody comes into a second bucket.
 * @param changedAt when the unit last changed; 0: never, and nothing is read
 * @returns null: nowhere, so that they may sign up
 * @throws Refusal keyCancelled, keyReused, or SLOW_DOWN while the change is too fresh to know
 */
export async function standingElsewhere(db: Database, activityId: string, { u, k, h }: Pick<Entry, 'u' | 'k' | 'h'>, changedAt: number, now: number): Promise<Answer | null> {
  if (changedAt === 0) return null;
  const [view, gone] = await Promise.all([viewSeats(db, activityId, u), keyIsGone(db, activityId, k)]);
  // One bucket: its own write sees everything.
  if (!view || view.buckets.length < 2) return null;
  if (gone) throw refusals.keyCancelled();
  const { standing } = view;
  if (standing?.entry.k === k && standing.entry.h !== h) throw refusals.keyReused();
  if (standing) return { state: standing.state, position: standing.position, at: standing.at };
  if (now < changedAt + grace) throw new Refusal('SLOW_DOWN', '单位刚有变动，请过三分钟再报名');
  return null;
}

import type { Entry } from '../../../miniprogram/domain/registration/seats';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { signUpFor } from '../registration/deciding';
import { type ApplicationDocument, noteLack } from './store';

/** The entry that an application becomes among the places: under the key of its own act, so that it comes there once. */
export function entryOf({ uid, acts, at, formed }: ApplicationDocument, t = at): Entry {
  const applied = [...acts].reverse().find((act) => act.do === 'apply');
  if (!applied) throw new Error('an application that nobody made');
  return { u: uid, k: applied.k, h: applied.h, t, ...(applied.by === undefined ? {} : { by: applied.by }), ...(formed ? { f: 1 as const } : {}) };
}

/**
 * The organiser's yes is kept with the application; this takes the place, or one in the waitlist, that it gives. May be repeated.
 * @returns what they have now, in words; where there is no place for them that is kept with the application
 */
export async function giveConfirmed(db: Database, application: ApplicationDocument, now: number): Promise<string> {
  if (application.state !== 'confirmed') return '';
  try {
    const { state, position } = await signUpFor(db, application.activityId, entryOf(application, now), application.unitPath, now, { admitted: true });
    return state === 'waiting' ? `已确认，候补第 ${position ?? 1} 位` : '已确认，有名额';
  } catch (error) {
    // Come too late for a place: the yes stands, and says so. Everything else is tried again.
    if (!(error instanceof Refusal) || error.code === 'SLOW_DOWN') throw error;
    if (application.lack !== error.sentence) await noteLack(db, application._id, application.v, error.sentence);
    return `已确认，${error.sentence}`;
  }
}

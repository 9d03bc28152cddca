import { whenOf } from '../../../miniprogram/domain/activity/steps';
import type { Entry } from '../../../miniprogram/domain/registration/seats';
import type { Database } from '../../platform/database';
import { causeOf, log } from '../../platform/log';
import { activityById, markCancelled } from '../activity/store';
import { sendOnce, shortThing } from '../notice/send';
import { claimedOf } from '../notice/store';
import { dirtySeats, readSeats, settle, touch, untouched } from './store';

/** At most this many activities a run: the next run takes the rest. */
const batch = 50;

/**
 * Brings everything that follows from the seats up to date: rows of the index that a failed write left out, the activity's own
 * note of its cancel, and the message to whoever moved up. Every step may be repeated; runs may overlap; an activity that
 * fails is tried again by the next run and holds up no other.
 * @returns how many activities were settled
 */
export async function settleSeats(db: Database, now: number): Promise<number> {
  let settled = 0;
  for (const activityId of await dirtySeats(db, batch)) {
    try {
      await settleOne(db, activityId, now);
      settled += 1;
    } catch (error) {
      log('settle', { activityId, ...causeOf(error) });
    }
  }
  return settled;
}

async function settleOne(db: Database, activityId: string, now: number): Promise<void> {
  const seats = await readSeats(db, activityId);
  if (!seats) return;
  const touchedAt = new Map([...seats.gone, ...seats.held, ...seats.waiting].map(({ u, t }) => [u, t]));
  for (const uid of await untouched(db, activityId, [...touchedAt.keys()])) await touch(db, activityId, uid, touchedAt.get(uid) ?? now);
  if (seats.cancel) await markCancelled(db, activityId, { at: seats.cancel.t, reason: seats.cancel.reason });
  if (!seats.cancelled && now < seats.endsAt) await tellMovedUp(db, activityId, seats.held, now);
  await settle(db, activityId, seats.v);
}

/** Tells those who moved up from the waitlist, each once. */
async function tellMovedUp(db: Database, activityId: string, held: Entry[], now: number): Promise<void> {
  const movedUp = held.filter((entry) => entry.p !== undefined).map((entry) => ({ uid: entry.u, id: `placeFreed:${activityId}:${entry.k}` }));
  const told = await claimedOf(db, movedUp.map(({ id }) => id));
  const untold = movedUp.filter(({ id }) => !told.has(id));
  const activity = untold.length > 0 ? await activityById(db, activityId) : null;
  if (!activity) return;
  const data = { thing1: shortThing(activity.title), phrase2: '候补成功', time3: whenOf(activity.startsAt, activity.startsAt) };
  const page = `packages/activity/pages/detail/detail?id=${activityId}`;
  for (const { id, uid } of untold) await sendOnce(db, { id, uid, template: 'placeFreed', page, data }, now);
}

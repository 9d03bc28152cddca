import { whenOf } from '../../../miniprogram/domain/activity/steps';
import type { Database } from '../../platform/database';
import { activityById, markCancelled } from '../activity/store';
import { sendOnce, shortThing } from '../notice/send';
import { dirtySeats, settle, touch, untouched } from './store';

/** At most this many activities a run: the next run takes the rest. */
const batch = 20;

/**
 * Brings everything that follows from the seats up to date: rows of the index that a failed write left out, the activity's own
 * note of its cancel, and the message to whoever moved up. Every step may be repeated; runs may overlap.
 * @returns how many activities were settled
 */
export async function settleSeats(db: Database, now: number): Promise<number> {
  const all = await dirtySeats(db, batch);
  for (const seats of all) {
    const entries = [...seats.held, ...seats.waiting];
    const touchedAt = new Map([...seats.gone, ...entries].map(({ u, t }) => [u, t]));
    for (const uid of await untouched(db, seats._id, [...touchedAt.keys()])) await touch(db, seats._id, uid, touchedAt.get(uid) ?? now);
    if (seats.cancel) await markCancelled(db, seats._id, { at: seats.cancel.t, reason: seats.cancel.reason });
    const movedUp = seats.held.filter((entry) => entry.p !== undefined);
    const activity = movedUp.length > 0 && now < seats.endsAt ? await activityById(db, seats._id) : null;
    if (activity) {
      for (const entry of movedUp) {
        await sendOnce(
          db,
          {
            id: `placeFreed:${seats._id}:${entry.k}`,
            uid: entry.u,
            template: 'placeFreed',
            page: `packages/activity/pages/detail/detail?id=${seats._id}`,
            data: { thing1: shortThing(activity.title), phrase2: '候补成功', time3: whenOf(activity.startsAt, activity.startsAt) },
          },
          now,
        );
      }
    }
    await settle(db, seats._id, seats.v);
  }
  return all.length;
}

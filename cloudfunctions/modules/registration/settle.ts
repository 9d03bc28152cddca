import { whenOf } from '../../../miniprogram/domain/activity/steps';
import { settleLine } from '../../../miniprogram/domain/registration/line';
import { type Entry, isLapsed, peopleOf } from '../../../miniprogram/domain/registration/seats';
import type { Database } from '../../platform/database';
import { causeOf, log } from '../../platform/log';
import { activityById, markCancelled } from '../activity/store';
import { toldAmong } from '../notice/inbox-store';
import { tell } from '../notice/tell';
import { noteAbsences } from './absences';
import { readBuckets, type SeatsDocument, settle, touch, unsettled, untouched } from './store';
import { balance } from './transfers';
import { closeBuckets, swap } from './writes';

/** At most this many activities a run: the next run takes the rest. */
const batch = 50;

/**
 * Brings everything that follows from the seats up to date: what the clock owes the line, places that return, rows of the index that a
 * failed write left out, the activity's own note of its cancel, and the message to whoever moved up. Every step may be repeated; runs
 * may overlap; an activity that fails is tried again by the next run and holds up no other.
 * @returns how many activities were settled
 */
export async function settleSeats(db: Database, now: number): Promise<number> {
  let settled = 0;
  for (const activityId of await unsettled(db, now, batch)) {
    try {
      await settleOne(db, activityId, now);
      settled += 1;
    } catch (error) {
      log('settle', { activityId, ...causeOf(error) });
    }
  }
  return settled;
}

/** So often a run looks again where others act meanwhile; then the next run goes on. */
const looks = 4;

async function settleOne(db: Database, activityId: string, now: number): Promise<void> {
  let buckets = await readBuckets(db, activityId);
  for (let look = 0; look < looks; look += 1) {
    for (const seats of buckets) {
      if (seats.bucket === 0 && seats.cancelled && buckets.some(({ cancelled }) => !cancelled)) await closeBuckets(db, activityId);
      const line = settleLine(seats, now);
      if (line !== seats) await swap(db, seats, line, now);
    }
    await balance(db, activityId, now);
    const after = await readBuckets(db, activityId);
    const still = after.every(({ v }, index) => v === buckets[index]?.v);
    buckets = after;
    // What is noted as settled is exactly what this look found nothing to do for.
    if (!still) continue;
    for (const seats of buckets) await settleBucket(db, seats, now);
    return;
  }
}

async function settleBucket(db: Database, seats: SeatsDocument, now: number): Promise<void> {
  const { activityId } = seats;
  const touchedAt = new Map(seats.gone.map(({ u, t }) => [u, t]));
  for (const entry of [...seats.held, ...seats.waiting, ...seats.last]) for (const uid of peopleOf(entry)) touchedAt.set(uid, entry.t);
  for (const uid of await untouched(db, activityId, [...touchedAt.keys()])) await touch(db, activityId, uid, touchedAt.get(uid) ?? now);
  if (seats.cancel) await markCancelled(db, activityId, { at: seats.cancel.t, reason: seats.cancel.reason });
  if (!seats.cancelled && now < seats.endsAt) await tellMovedUp(db, activityId, seats.held, now);
  await noteAbsences(db, seats, now);
  await settle(db, seats, now);
}

/** Tells those who moved up from the waitlist or have a place to confirm, each once. */
async function tellMovedUp(db: Database, activityId: string, held: Entry[], now: number): Promise<void> {
  const movedUp = held.filter((entry) => entry.p !== undefined && !isLapsed(entry, now)).map((entry) => ({ entry, key: `placeFreed:${activityId}:${entry.k}` }));
  const told = await toldAmong(db, movedUp.map(({ entry, key }) => `${key}:${entry.u}`));
  const untold = movedUp.filter(({ entry, key }) => !told.has(`${key}:${entry.u}`));
  const activity = untold.length > 0 ? await activityById(db, activityId) : null;
  if (!activity) return;
  for (const { key, entry } of untold) {
    const phrase = entry.o !== undefined ? '名额待确认' : entry.s ? '替换参加' : '候补成功';
    const next = entry.o !== undefined ? `请在${whenOf(entry.o, entry.o)}前确认，过时名额会给下一位。` : '名额已经是您的，不来请及时取消。';
    await tell(db, { template: 'placeFreed', to: [entry.u], key, about: { activityId, title: activity.title, phrase, when: whenOf(activity.startsAt, activity.startsAt), next } }, now);
  }
}

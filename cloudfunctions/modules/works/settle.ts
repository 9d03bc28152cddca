import { day, minute } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { mediaByIds } from '../media/store';
import { vetOf } from './guards';
import { carryShift } from './hand-on';
import { spreadHanding } from './hand-out';
import { makeResult, tellResult } from './result';
import { busyCalls, handingsToSpread, keepPhotoStates, worksWithOpenPhotos } from './store';

/** Documents of each kind a run at most. */
const atATime = 20;
const photosAtATime = 50;

/** The timer's work: finishes what a crash left of handing out, of a result, of telling. @returns how many calls it looked at */
export async function settleWorks(db: Database, now: number): Promise<number> {
  const [handings, calls] = await Promise.all([handingsToSpread(db, atATime), busyCalls(db, atATime)]);
  for (const handing of handings) await (handing.shift ? carryShift(db, handing, now) : spreadHanding(db, handing, now));
  for (const call of calls) await (call.state === 'sealing' ? makeResult(db, call) : tellResult(db, call, now));
  return handings.length + calls.length;
}

/** Takes WeChat's verdicts on photos over into their works, looking ever more seldom; what it would not have goes to the desk. @returns works looked at */
export async function lookAfterWorkPhotos(db: Database, now: number): Promise<number> {
  const works = await worksWithOpenPhotos(db, now, photosAtATime);
  const kept = new Map((await mediaByIds(db, works.flatMap(({ photos }) => photos.map(({ id }) => id)))).map((media) => [media._id, media.state]));
  for (const work of works) {
    const photos = work.photos.map((photo) => ({ ...photo, state: kept.get(photo.id) ?? photo.state }));
    const waits = photos.some(({ state }) => state === 'checking' || state === 'held') && now - work.at < 30 * day;
    // What somebody at the desk has looked at stays as it is.
    await keepPhotoStates(db, work, { photos, photosAt: waits ? now + Math.max(minute, Math.floor((now - work.at) / 2)) : 0, ...(work.vet === 'look' ? { vet: vetOf({ ...work, photos }) } : {}) });
  }
  return works.length;
}

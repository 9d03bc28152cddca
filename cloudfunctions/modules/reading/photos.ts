import { day, minute } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { mediaByIds } from '../media/store';
import { keepPhotos, notesWithOpenPhotos } from './talk-store';

/** Notes a run at most. */
const atATime = 100;
const open: readonly Api.Media.State[] = ['checking', 'held'];

/**
 * The timer's work: verdicts on photos come to the photo, and from there to its note. A note is looked at again later and later, until its
 * photos have one; after a month nobody waits any more.
 * @returns notes looked at
 */
export async function lookAfterPhotos(db: Database, now: number): Promise<number> {
  const notes = await notesWithOpenPhotos(db, now, atATime);
  const kept = new Map((await mediaByIds(db, notes.flatMap(({ photos }) => photos.map(({ id }) => id)))).map((media) => [media._id, media.state]));
  for (const note of notes) {
    const photos = note.photos.map((photo) => ({ ...photo, state: kept.get(photo.id) ?? photo.state }));
    const waits = photos.some(({ state }) => open.includes(state)) && now - note.at < 30 * day;
    await keepPhotos(db, note, photos, waits ? now + Math.max(minute, Math.floor((now - note.at) / 2)) : 0);
  }
  return notes.length;
}

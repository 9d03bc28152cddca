import { isPhoto } from '../../../miniprogram/domain/media/file';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { deleteFiles } from '../../platform/storage';
import { type MediaDocument, mediaByIds, mediaOf, removeMedia } from './store';

/** Files as somebody hands them in with an act. */
export interface Claimed {
  activityId: string;
  /** Who may have uploaded them: the person, or the cadre who acts for them. */
  by: readonly string[];
  /** Ids by what they are for. */
  files: ReadonlyMap<string, readonly string[]>;
}

/** Every file must be this person's and for this very question. Throws BAD_INPUT, with words for whoever answers. `labelOf`: the question's. */
export async function claimFiles(db: Database, { activityId, by, files }: Claimed, labelOf: (what: string) => string): Promise<void> {
  const kept = new Map((await mediaByIds(db, [...files.values()].flat())).map((media) => [media._id, media]));
  for (const [what, ids] of files) {
    for (const id of ids) {
      const media = kept.get(id);
      if (!media || media.activityId !== activityId || media.what !== what || !by.includes(media.uid)) throw new Refusal('BAD_INPUT', `${labelOf(what)}：请重新上传`);
      if (media.state === 'risky') throw new Refusal('BAD_INPUT', `${labelOf(what)}：照片没有通过内容检查，请换一张`);
    }
  }
}

/** The photos of an activity's brief, in the order asked for. Throws BAD_INPUT where one is not of it, or did not pass. */
export async function briefPhotos(db: Database, activityId: string, ids: readonly string[]): Promise<MediaDocument[]> {
  const kept = new Map((await mediaByIds(db, ids)).map((media) => [media._id, media]));
  return ids.map((id) => {
    const media = kept.get(id);
    if (!media || media.activityId !== activityId || media.what !== 'brief' || !isPhoto(media.ending)) throw new Refusal('BAD_INPUT', '有一张照片不能用，请重新选');
    if (media.state === 'risky') throw new Refusal('BAD_INPUT', '有一张照片没有通过内容检查，请换一张');
    return media;
  });
}

/** Deletes the files of somebody who leaves. May be repeated. */
export async function dropMedia(db: Database, uid: string): Promise<void> {
  for (;;) {
    const some = await mediaOf(db, uid, 50);
    if (some.length === 0) return;
    await deleteFiles(some.map(({ fileId }) => fileId));
    await removeMedia(db, some.map(({ _id }) => _id));
  }
}

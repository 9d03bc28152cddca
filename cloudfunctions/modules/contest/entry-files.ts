import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { claimFiles } from '../media/claim';
import { hasNoVerdict } from '../media/check';
import { mediaByIds } from '../media/store';
import type { EntryDocument } from './documents';

/** Photos and the accompaniment of an entry: kept media, whose photos WeChat has looked at before the organiser accepts them. */

type Files = Pick<EntryDocument, 'photos' | 'accompaniment'>;

const soundOf = ({ accompaniment }: Files) => (accompaniment.kind === 'file' && accompaniment.fileId !== '' ? [accompaniment.fileId] : []);

/** What is handed in anew must have been uploaded by this person for this contest. @param before what the entry has already */
export async function claimEntryFiles(db: Database, contestId: string, uid: string, draft: Files, before: Files | null): Promise<void> {
  const had = before ? [...before.photos, ...soundOf(before)] : [];
  const fresh = (ids: readonly string[]) => ids.filter((id) => !had.includes(id));
  const files = new Map([['entry', fresh(draft.photos)], ['sound', fresh(soundOf(draft))]]);
  await claimFiles(db, { activityId: contestId, by: [uid], files }, (what) => (what === 'sound' ? '伴奏' : '排练照片'));
}

/** @throws where a photo of the entry did not pass WeChat's check, or has no verdict yet */
export async function mustHavePassed(db: Database, { photos }: Files): Promise<void> {
  const kept = await mediaByIds(db, photos);
  if (kept.some(({ state }) => state === 'risky')) throw new Refusal('BAD_INPUT', '有照片没有通过内容检查，请退回修改');
  if (kept.some(hasNoVerdict)) throw new Refusal('HELD', '照片的内容检查还没有结果，通常几分钟；一直没有的，请报送人打开小程序再查一次');
}

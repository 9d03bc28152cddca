import { endingOf, faultOfFile, isPhoto, type Kind } from '../domain/media/file';
import { common } from '../texts/common';
import { call } from './client';
import { ServiceError } from './errors';
import { makeKey } from './keys';
import { once } from './once';

/**
 * Downloads a cloud file.
 * @returns the path of a temporary file on the phone.
 * @throws ServiceError UNREACHABLE
 */
export async function download(fileId: string): Promise<string> {
  try {
    const { tempFilePath } = await wx.cloud.downloadFile({ fileID: fileId });
    return tempFilePath;
  } catch {
    throw new ServiceError('UNREACHABLE', common.unreachable);
  }
}

/**
 * Fetches a file from its address and keeps it under a name that a person reads.
 * @returns its path on the phone, until `forget`.
 * @throws ServiceError UNREACHABLE
 */
export async function fetchAs(url: string, name: string): Promise<string> {
  const filePath = `${wx.env.USER_DATA_PATH}/${name}`;
  const { statusCode } = await new Promise<{ statusCode: number }>((resolve) => {
    wx.downloadFile({ url, filePath, success: resolve, fail: () => resolve({ statusCode: 0 }) });
  });
  if (statusCode !== 200) throw new ServiceError('UNREACHABLE', common.unreachable);
  return filePath;
}

/** Deletes a fetched file: lists of names do not stay on the phone. */
export function forget(filePath: string): void {
  wx.getFileSystemManager().unlink({ filePath, fail: ({ errMsg }) => console.warn('unlink', errMsg) });
}

/**
 * Puts a file of the phone into storage, under a name that nobody can guess.
 * @returns its file id
 * @throws ServiceError UNREACHABLE
 */
export async function putFile(path: string, folder: string, ending: string): Promise<string> {
  try {
    const { fileID } = await wx.cloud.uploadFile({ cloudPath: `${folder}/${makeKey()}.${ending}`, filePath: path });
    return fileID;
  } catch {
    throw new ServiceError('UNREACHABLE', common.unreachable);
  }
}

/** A file that somebody chose on the phone. */
export interface Chosen {
  path: string;
  /** As people call it; a photo's is its path. */
  name: string;
  bytes: number;
}

/** Lets a person choose up to so many photos; none where they think better of it. */
export async function choosePhotos(count: number): Promise<Chosen[]> {
  const chosen = await wx.chooseMedia({ count, mediaType: ['image'], sizeType: ['compressed'] }).catch(() => null);
  return (chosen?.tempFiles ?? []).map(({ tempFilePath, size }) => ({ path: tempFilePath, name: tempFilePath, bytes: size }));
}

/**
 * Uploads a file for a question of an activity's form, `sealed` for the photo of the sealed form, `note` for one of a 读后感. WeChat is asked about photos.
 * @throws ServiceError: the file is too large or of a kind that is not taken, or the server's refusal
 */
export async function keepFile({ path, name, bytes }: Chosen, activityId: string, what: string, kind: Kind = 'form'): Promise<Api.Media.Kept> {
  const ending = endingOf(name);
  const fault = faultOfFile(name, bytes, kind);
  if (fault !== null || ending === null) throw new ServiceError('BAD_INPUT', fault ?? common.internal);
  const fileId = await putFile(path, 'media', ending);
  const kept = await once(`keep:${fileId}`, 'media.keep', { fileId, activityId, what });
  if (kept.state === 'checking' || kept.state === 'held') owe([...owed(), kept.mediaId]);
  return kept;
}

/** Where a kept file lies for the next ten minutes. */
export const fileAddress = async (mediaId: string): Promise<string> => (await call('media.open', { mediaId })).url;

/** Shows a kept file: a photo in WeChat's viewer, a document in its reader. @returns what WeChat's check says of it */
export async function showFile(mediaId: string): Promise<Api.Media.State> {
  const { url, ending, state } = await call('media.open', { mediaId });
  if (isPhoto(ending)) {
    await wx.previewImage({ urls: [url] });
    return state;
  }
  const filePath = await fetchAs(url, `${mediaId}.${ending}`);
  await wx.openDocument({ filePath });
  return state;
}

const owedName = 'v1:media.owed';
const mostOwed = 20;

/** My photos that had no verdict when I last heard of them. */
function owed(): string[] {
  const kept: unknown = wx.getStorageSync(owedName);
  return Array.isArray(kept) ? kept.map(String) : [];
}

/** Storage may be full: then the check of a photo is left to who opens it. */
function owe(mediaIds: readonly string[]): void {
  try {
    if (mediaIds.length === 0) wx.removeStorageSync(owedName);
    else wx.setStorageSync(owedName, mediaIds.slice(-mostOwed));
  } catch (cause) {
    console.warn('storage', cause);
  }
}

/** At each visit: WeChat is asked again about my photos that have no verdict, for it answers only about who was just here. */
export async function recheckFiles(): Promise<void> {
  const mediaIds = owed();
  if (mediaIds.length === 0) return;
  try {
    const { items } = await call('media.recheck', { mediaIds });
    const open = items.filter(({ state }) => state === 'checking' || state === 'held').map(({ mediaId }) => mediaId);
    // What was kept while we asked stays on the list.
    owe([...open, ...owed().filter((id) => !mediaIds.includes(id))]);
  } catch (cause) {
    console.warn('recheck', cause);
  }
}

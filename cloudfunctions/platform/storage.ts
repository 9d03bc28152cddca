import { randomBytes } from 'node:crypto';
import cloud from 'wx-server-sdk';

/** File storage, through wx-server-sdk. Who knows a path or an id may read the file, so paths of personal files hold a secret of their own. */

/** A path that nobody guesses: 192 bits of chance. */
export function secretPath(folder: string, ending: string): string {
  return `${folder}/${randomBytes(24).toString('base64url')}.${ending}`;
}

/** Keeps a file, in place of one that is there. @returns its file id */
export async function storeFile(cloudPath: string, content: Buffer): Promise<string> {
  return (await cloud.uploadFile({ cloudPath, fileContent: content })).fileID;
}

export async function readFile(fileId: string): Promise<Buffer> {
  return (await cloud.downloadFile({ fileID: fileId })).fileContent;
}

/** Deletes what is stored at a path, known or not: the id comes from writing an empty file over it. Idempotent. */
export async function wipeFile(cloudPath: string): Promise<void> {
  const fileId = await storeFile(cloudPath, Buffer.from('\n'));
  await cloud.deleteFile({ fileList: [fileId] });
}

/** Deletes files; those that are gone are no matter. At most 50. */
export async function deleteFiles(fileIds: readonly string[]): Promise<void> {
  await cloud.deleteFile({ fileList: [...fileIds] });
}

/** Files in one question for addresses. */
export const addressesAtOnce = 50;

/** Addresses by file id, for so many seconds; a file that is gone has none. At most `addressesAtOnce`. */
export async function addressesOf(fileIds: readonly string[], seconds: number): Promise<Map<string, string>> {
  if (fileIds.length === 0) return new Map();
  const found = await cloud.getTempFileURL({ fileList: fileIds.map((fileID) => ({ fileID, maxAge: seconds })) });
  return new Map((found?.fileList ?? []).flatMap(({ fileID, tempFileURL }): [string, string][] => (tempFileURL ? [[fileID, tempFileURL]] : [])));
}

/** An address of a file that anybody may open for so many seconds; null: there is no such file. */
export async function addressOf(fileId: string, seconds: number): Promise<string | null> {
  return (await addressesOf([fileId], seconds)).get(fileId) ?? null;
}

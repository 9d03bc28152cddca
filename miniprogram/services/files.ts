import { common } from '../texts/common';
import { ServiceError } from './errors';
import { makeKey } from './keys';

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

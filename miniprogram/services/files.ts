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

import { common } from '../texts/common';
import { ServiceError } from './errors';

/**
 * Puts a file of the phone into cloud storage.
 * @returns its file id
 * @throws ServiceError UNREACHABLE
 */
export async function upload(cloudPath: string, filePath: string): Promise<string> {
  try {
    const { fileID } = await wx.cloud.uploadFile({ cloudPath, filePath });
    return fileID;
  } catch {
    throw new ServiceError('UNREACHABLE', common.unreachable);
  }
}

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

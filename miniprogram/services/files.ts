import { common } from '../texts/common';
import { ServiceError } from './errors';

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

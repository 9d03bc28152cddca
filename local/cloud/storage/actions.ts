import { createHash } from 'node:crypto';
import type { Files } from './files';
import { cloudPathOf, fileIdOf, isCloudPath } from './paths';
import type { Signer } from './signature';

const uploadSeconds = 900;
const defaultDownloadSeconds = 7200;
const mostFilesAtOnce = 50;

type Refusal = { code: string; message: string };

interface DownloadUrl {
  readonly fileID: string;
  readonly fileid: string;
  readonly tempFileURL: string;
  readonly download_url: string;
  readonly maxAge?: number;
  readonly code: 'SUCCESS' | 'STORAGE_FILE_NONEXIST';
}

/** The `storage.*` actions of the wire protocol. */
export class StorageActions {
  /** @param baseUrl the server's own address, known once it listens */
  constructor(
    private readonly files: Files,
    private readonly signer: Signer,
    private readonly baseUrl: () => string,
  ) {}

  getUploadMetadata(path: unknown): { data: Record<string, string> } | Refusal {
    if (!isCloudPath(path)) return { code: 'STORAGE_REQUEST_FAIL', message: '[InvalidParameter] cloudPath is not allowed' };
    const expires = secondsFromNow(uploadSeconds);
    const sign = this.signer.sign('put', path, expires);
    const url = `${this.baseUrl()}/cos/${path.split('/').map(encodeURIComponent).join('/')}?t=${expires}&sign=${sign}`;
    const cosFileId = createHash('md5').update(path).digest('hex');
    return { data: { url, token: 'local', authorization: 'q-sign=local', fileId: fileIdOf(path), cosFileId } };
  }

  async batchGetDownloadUrl(list: unknown): Promise<{ data: { download_list: DownloadUrl[] } } | Refusal> {
    const items = fileList(list);
    if (items === undefined) return tooMany();
    const urls = items.map((item: unknown) => {
      const { fileid, max_age }: { fileid?: unknown; max_age?: unknown } = typeof item === 'object' && item !== null ? item : {};
      return this.downloadUrl(String(fileid), typeof max_age === 'number' && max_age > 0 ? max_age : defaultDownloadSeconds);
    });
    return { data: { download_list: await Promise.all(urls) } };
  }

  async batchDeleteFile(list: unknown): Promise<{ data: { delete_list: { fileID: string; code: string }[] } } | Refusal> {
    const items = fileList(list);
    if (items === undefined) return tooMany();
    const deleted = items.map(async (item: unknown) => {
      const fileID = String(item);
      const path = cloudPathOf(fileID);
      if (path === undefined || (await this.files.read(path)) === undefined) return { fileID, code: 'STORAGE_FILE_NONEXIST' };
      await this.files.remove(path);
      return { fileID, code: 'SUCCESS' };
    });
    return { data: { delete_list: await Promise.all(deleted) } };
  }

  /** @param maxAge seconds that the address is good for. The path stays unencoded: the SDKs encode the address themselves. */
  async downloadUrl(fileID: string, maxAge: number = defaultDownloadSeconds): Promise<DownloadUrl> {
    const path = cloudPathOf(fileID);
    if (path === undefined || (await this.files.read(path)) === undefined) {
      return { fileID, fileid: fileID, tempFileURL: '', download_url: '', code: 'STORAGE_FILE_NONEXIST' };
    }
    const expires = secondsFromNow(maxAge);
    const url = `${this.baseUrl()}/cos/${path}?t=${expires}&sign=${this.signer.sign('get', path, expires)}`;
    return { fileID, fileid: fileID, tempFileURL: url, download_url: url, maxAge, code: 'SUCCESS' };
  }
}

/** Addresses expire by the machine's clock: a shifted local clock must not break pictures that are on screen. */
function secondsFromNow(seconds: number): number {
  return Math.ceil(Date.now() / 1000) + Math.ceil(seconds);
}

function fileList(list: unknown): readonly unknown[] | undefined {
  return Array.isArray(list) && list.length <= mostFilesAtOnce ? list : undefined;
}

function tooMany(): Refusal {
  return { code: 'INVALID_PARAM', message: `[InvalidParameter] a list of at most ${mostFilesAtOnce} files is expected` };
}

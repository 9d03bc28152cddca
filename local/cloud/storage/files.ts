import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isMissingFile } from '../server/error-code';

export interface StoredFile {
  readonly path: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** Types of files that arrive without one, as the real store derives them from the name. */
const typesByExtension: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.json': 'application/json',
  '.zip': 'application/zip',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/**
 * Files on disk. The name on disk is a hash of the cloud path, so no cloud path can reach out of the folder,
 * and `a` and `a/b` can exist side by side as in an object store.
 */
export class Files {
  constructor(private readonly directory: string) {}

  /** Replaces what is there; a reader sees the old or the new file, never a part. */
  async write(cloudPath: string, content: Buffer, contentType: string | undefined): Promise<void> {
    const target = this.target(cloudPath);
    await mkdir(path.dirname(target), { recursive: true });
    const type = contentType ?? typesByExtension[path.extname(cloudPath).toLowerCase()] ?? 'application/octet-stream';
    const head = Buffer.from(`${JSON.stringify({ path: cloudPath, contentType: type })}\n`);
    const unfinished = `${target}.${randomUUID()}`;
    await writeFile(unfinished, Buffer.concat([head, content]));
    await rename(unfinished, target);
  }

  /** @returns undefined when there is no such file */
  async read(cloudPath: string): Promise<StoredFile | undefined> {
    let bytes: Buffer;
    try {
      bytes = await readFile(this.target(cloudPath));
    } catch (error) {
      if (isMissingFile(error)) return undefined;
      throw error;
    }
    const headEnd = bytes.indexOf('\n');
    const { contentType }: { contentType: string } = JSON.parse(bytes.toString('utf8', 0, headEnd));
    return { path: cloudPath, contentType, content: bytes.subarray(headEnd + 1) };
  }

  async remove(cloudPath: string): Promise<void> {
    await rm(this.target(cloudPath), { force: true });
  }

  private target(cloudPath: string): string {
    const hash = createHash('sha256').update(cloudPath).digest('hex');
    return path.join(this.directory, hash.slice(0, 2), hash);
  }
}

import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from './place';

/**
 * Files that documents name: photos, signed sheets, codes. They lie in the folder `files`, each under the hash of what is in it, and `files.json`
 * says which file id had which. A file's path is never used twice, so they are copied while the functions are open.
 */

/** Hash of the content by file id; null: named by a document, but gone when it was copied. */
export type Named = Record<string, string | null>;

const nameIn = /"(cloud:\/\/[^/"\\]+\/[^"\\]+)"/g;
/** Files on their way at the same time. */
const atOnce = 8;

const contentIn = (folder: string, hash: string) => join(folder, 'files', hash);
const listIn = (folder: string) => join(folder, 'files.json');
const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');

/** @param text documents as JSON @returns the ids of the files they name */
export const filesNamedIn = (text: string): string[] => [...text.matchAll(nameIn)].flatMap(([, id]) => id ?? []);

/** `cloud://environment.bucket/`: the part of a file id that is the place's. */
const placeOf = (fileId: string): string => fileId.slice(0, fileId.indexOf('/', 'cloud://'.length) + 1);

async function each<T>(items: readonly T[], work: (item: T, index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) await work(items[index] as T, index);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Copies these files into the folder. @returns the hash of the list of them */
export async function copyFiles(place: Pick<Place, 'file'>, folder: string, ids: readonly string[], said: (done: number) => void): Promise<{ kept: number; gone: number; sha256: string }> {
  await mkdir(join(folder, 'files'), { recursive: true });
  const named: Named = {};
  let done = 0;
  await each(ids, async (id) => {
    const content = await place.file(id);
    named[id] = content && hashOf(content);
    if (content) await writeFile(contentIn(folder, hashOf(content)), content);
    done += 1;
    if (done % 500 === 0) said(done);
  });
  const list = Buffer.from(JSON.stringify(named));
  await writeFile(listIn(folder), list);
  const gone = Object.values(named).filter((hash) => hash === null).length;
  return { kept: ids.length - gone, gone, sha256: hashOf(list) };
}

/** @returns what is not as it was copied: file ids, or `files.json` itself */
export async function damagedFiles(folder: string, sha256: string): Promise<string[]> {
  const list = await readFile(listIn(folder));
  if (hashOf(list) !== sha256) return ['files.json'];
  const bad: string[] = [];
  await each(Object.entries(JSON.parse(list.toString('utf8')) as Named), async ([id, hash]) => {
    if (hash === null) return;
    // A copy that is not there is damaged too.
    const content = await readFile(contentIn(folder, hash)).catch(() => null);
    if (!content || hashOf(content) !== hash) bad.push(id);
  });
  return bad;
}

/**
 * Puts the files back under their paths. Ids name their environment: in another one they are others.
 * @returns documents' JSON with the ids that the files have here
 */
export async function putFilesBack(place: Pick<Place, 'keep'>, folder: string): Promise<{ files: number; renamed: (text: string) => string }> {
  const named = JSON.parse(await readFile(listIn(folder), 'utf8')) as Named;
  const places = new Map<string, string>();
  let files = 0;
  await each(Object.entries(named), async ([id, hash]) => {
    if (hash === null) return;
    const here = await place.keep(id.slice(placeOf(id).length), await readFile(contentIn(folder, hash)));
    places.set(placeOf(id), placeOf(here));
    files += 1;
  });
  const same = [...places].every(([from, to]) => from === to);
  const renamed = (text: string) => (same ? text : text.replace(nameIn, (_, id: string) => `"${places.get(placeOf(id)) ?? placeOf(id)}${id.slice(placeOf(id).length)}"`));
  return { files, renamed };
}

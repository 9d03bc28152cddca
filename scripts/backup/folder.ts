import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { damagedFiles } from './files';
import type { Plain } from './place';

/** What a backup is: a file of lines a collection, a document a line, the files that they name, and the manifest that says how many and their hash. */
export interface Manifest {
  format: 2;
  place: string;
  at: number;
  collections: { name: string; documents: number; sha256: string }[];
  /** Files that the documents name; `gone`: those that were no longer there. */
  files: { kept: number; gone: number; sha256: string };
}

const manifestOf = (folder: string) => join(folder, 'manifest.json');
const fileOf = (folder: string, collection: string) => join(folder, `${collection}.jsonl`);

/** Writes one collection. @param seen what of it is written, as it is written @returns its line of the manifest */
export async function writeCollection(folder: string, name: string, pages: AsyncIterable<Plain[]>, seen: (text: string) => void): Promise<Manifest['collections'][number]> {
  const hash = createHash('sha256');
  let documents = 0;
  await mkdir(folder, { recursive: true });
  await writeFile(fileOf(folder, name), '');
  for await (const page of pages) {
    const text = page.map((document) => `${JSON.stringify(document)}\n`).join('');
    hash.update(text);
    seen(text);
    documents += page.length;
    await appendFile(fileOf(folder, name), text);
  }
  return { name, documents, sha256: hash.digest('hex') };
}

/** The manifest last: a folder without one is no backup. */
export const writeManifest = (folder: string, manifest: Manifest): Promise<void> => writeFile(manifestOf(folder), `${JSON.stringify(manifest, null, 2)}\n`);

export async function readManifest(folder: string): Promise<Manifest> {
  const manifest = JSON.parse(await readFile(manifestOf(folder), 'utf8')) as Manifest;
  if (manifest.format !== 2) throw new Error('备份的格式不认识，请用同一版本恢复');
  return manifest;
}

/** Documents of a collection, some at a time. @param renamed what a document's JSON becomes on its way */
export async function* readCollection(folder: string, name: string, renamed: (text: string) => string, size = 500): AsyncGenerator<Plain[]> {
  let page: Plain[] = [];
  for await (const line of createInterface({ input: createReadStream(fileOf(folder, name), 'utf8') })) {
    page.push(JSON.parse(renamed(line)) as Plain);
    if (page.length === size) {
      yield page;
      page = [];
    }
  }
  if (page.length > 0) yield page;
}

/** Files whose content is not what the manifest says. */
export async function damaged(folder: string, { collections, files }: Manifest): Promise<string[]> {
  const bad = await damagedFiles(folder, files.sha256);
  for (const { name, sha256 } of collections) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(fileOf(folder, name))) hash.update(chunk as Buffer);
    if (hash.digest('hex') !== sha256) bad.push(name);
  }
  return bad;
}

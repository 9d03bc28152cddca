import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Plain } from './place';

/** What a backup is: a file of lines a collection, a document a line, and the manifest that says how many and their hash. */
export interface Manifest {
  format: 1;
  place: string;
  at: number;
  collections: { name: string; documents: number; sha256: string }[];
}

const manifestOf = (folder: string) => join(folder, 'manifest.json');
const fileOf = (folder: string, collection: string) => join(folder, `${collection}.jsonl`);

/** Writes one collection. @returns its line of the manifest */
export async function writeCollection(folder: string, name: string, pages: AsyncIterable<Plain[]>): Promise<Manifest['collections'][number]> {
  const hash = createHash('sha256');
  let documents = 0;
  await mkdir(folder, { recursive: true });
  await writeFile(fileOf(folder, name), '');
  for await (const page of pages) {
    const text = page.map((document) => `${JSON.stringify(document)}\n`).join('');
    hash.update(text);
    documents += page.length;
    await appendFile(fileOf(folder, name), text);
  }
  return { name, documents, sha256: hash.digest('hex') };
}

/** The manifest last: a folder without one is no backup. */
export const writeManifest = (folder: string, manifest: Manifest): Promise<void> => writeFile(manifestOf(folder), `${JSON.stringify(manifest, null, 2)}\n`);

export async function readManifest(folder: string): Promise<Manifest> {
  const manifest = JSON.parse(await readFile(manifestOf(folder), 'utf8')) as Manifest;
  if (manifest.format !== 1) throw new Error('备份的格式不认识，请用同一版本恢复');
  return manifest;
}

/** Documents of a collection, some at a time. */
export async function* readCollection(folder: string, name: string, size = 500): AsyncGenerator<Plain[]> {
  let page: Plain[] = [];
  for await (const line of createInterface({ input: createReadStream(fileOf(folder, name), 'utf8') })) {
    page.push(JSON.parse(line) as Plain);
    if (page.length === size) {
      yield page;
      page = [];
    }
  }
  if (page.length > 0) yield page;
}

/** Files whose content is not what the manifest says. */
export async function damaged(folder: string, { collections }: Manifest): Promise<string[]> {
  const bad: string[] = [];
  for (const { name, sha256 } of collections) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(fileOf(folder, name))) hash.update(chunk as Buffer);
    if (hash.digest('hex') !== sha256) bad.push(name);
  }
  return bad;
}

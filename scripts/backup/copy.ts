import { collections } from '../../database/collections';
import { copyFiles, filesNamedIn, putFilesBack } from './files';
import { damaged, type Manifest, readCollection, readManifest, writeCollection, writeManifest } from './folder';
import { brokenInvariants } from './invariants';
import type { Place } from './place';

export type Say = (line: string) => void;

/**
 * Copies all documents into a folder. The functions are closed meanwhile: what is in the folder is one moment. They open again whatever happens,
 * unless they were closed before: after a restore that did not hold, somebody must look first. The files that the documents name are copied after
 * it: no path is used for a second file.
 */
export async function backup(place: Place, folder: string, now: number, say: Say): Promise<Manifest> {
  const wasClosed = await place.isClosed();
  say('正在暂停服务…');
  const named = new Set<string>();
  const lines: Manifest['collections'] = [];
  await place.close(true);
  try {
    for (const { name } of collections) {
      const line = await writeCollection(folder, name, place.read(name), (text) => filesNamedIn(text).forEach((id) => named.add(id)));
      lines.push(line);
      if (line.documents > 0) say(`${name}　${line.documents}`);
    }
  } finally {
    if (!wasClosed) await place.close(false);
    say(wasClosed ? '服务在备份前就是关闭的，保持关闭' : '服务已恢复');
  }
  if (named.size > 0) say(`正在复制照片和文件，共 ${named.size} 个…`);
  const files = await copyFiles(place, folder, [...named], (done) => say(`已复制 ${done} 个文件`));
  const manifest: Manifest = { format: 2, place: place.name, at: now, collections: lines, files };
  await writeManifest(folder, manifest);
  return manifest;
}

export interface Restored {
  documents: number;
  files: number;
  /** Empty: the functions are open again. */
  invariants_failed: { check: string; wrong: string[] }[];
  s: number;
}

/**
 * Puts a backup back. What is there goes, if `replace` says so. The functions open only when every document is there and all invariants hold;
 * else they stay closed, for somebody to look.
 */
export async function restore(place: Place, folder: string, options: { replace: boolean }, say: Say): Promise<Restored> {
  const started = Date.now();
  const manifest = await readManifest(folder);
  const bad = await damaged(folder, manifest);
  if (bad.length > 0) throw new Error(`备份文件已损坏，没有恢复：${bad.join('、')}`);
  const missing = manifest.collections.filter(({ name }) => !collections.some((one) => one.name === name));
  if (missing.length > 0) throw new Error(`这一版没有这些集合，请用备份时的版本恢复：${missing.map(({ name }) => name).join('、')}`);
  // Looked at before anything is touched: what a failed restore left closed stays closed.
  if (!options.replace) await checkEmpty(place);
  const { files, renamed } = await putFilesBack(place, folder);
  say('正在暂停服务…');
  await place.close(true);
  if (options.replace) for (const { name } of collections) await place.empty(name);
  let documents = 0;
  for (const { name } of manifest.collections) {
    for await (const page of readCollection(folder, name, renamed)) {
      await place.write(name, page);
      documents += page.length;
    }
  }
  say(`已放回 ${documents} 份文档、${files} 个文件，正在核对…`);
  const failed = [...(await uncounted(place, manifest)), ...(await brokenInvariants(place))];
  if (failed.length === 0) await place.close(false);
  return { documents, files, invariants_failed: failed, s: Math.round((Date.now() - started) / 100) / 10 };
}

async function checkEmpty(place: Place): Promise<void> {
  for (const { name } of collections) {
    if (!(await place.read(name).next()).done) throw new Error(`这里已有数据（${name}）。确定要换成备份里的，请加 --replace`);
  }
}

async function uncounted(place: Place, { collections: lines }: Manifest): Promise<Restored['invariants_failed']> {
  const wrong: string[] = [];
  for (const { name, documents } of lines) {
    let found = 0;
    for await (const page of place.read(name)) found += page.length;
    if (found !== documents) wrong.push(`${name}: ${found} of ${documents}`);
  }
  return wrong.length === 0 ? [] : [{ check: 'documents', wrong }];
}

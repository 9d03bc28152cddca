import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { type Database, insertOnce } from '../../platform/database';
import type { MemberDocument } from '../people/store';

/** One import, decided by its insert: its chunks are there before it, its rows are put in after it, chunk by chunk. */
export interface ImportDocument {
  _id: string;
  k: string;
  h: string;
  by: string;
  at: number;
  kind: Api.Unions.Import['kind'];
  unitId: string;
  unitName: string;
  total: number;
  /** Rows put in or skipped so far. */
  done: number;
  chunks: number;
  /** The next chunk to put in: changed by compare-and-set. */
  chunk: number;
  open: boolean;
  skipped: Api.Unions.Fault[];
  audit: AuditRecord[];
}

export interface UnionEntry extends Api.Unions.Attributes {
  id: string;
  row: number;
  name: string;
  level: number;
  parentId: string;
  depth: number;
}

/** A roster row as it waits: the name sealed, of the staff number its digests. */
export interface RosterEntry extends Pick<MemberDocument, '_id' | 'name' | 'kind' | 'staffTail' | 'tailKey'> {
  row: number;
}

/** A stretch of an import's rows; removed once they are in. */
export interface ChunkDocument<R> {
  /** Import and number. */
  _id: string;
  at: number;
  rows: R[];
}

const imports = (db: Database) => db.collection<ImportDocument>('imports');
const chunksOf = <R>(db: Database) => db.collection<ChunkDocument<R>>('import_chunks');

export const chunkSize = 200;
const chunkId = (importId: string, chunk: number) => `${importId}.${chunk}`;

export async function importById(db: Database, id: string): Promise<ImportDocument | null> {
  return (await imports(db).doc(id).get()).data;
}

/** Lays the rows ready, then decides. May be repeated before the decision. @returns false: it was decided before */
export async function decideImport<R>(db: Database, document: Omit<ImportDocument, 'chunks' | 'chunk' | 'done' | 'total' | 'open' | 'skipped'>, rows: readonly R[]): Promise<boolean> {
  const chunks = Math.ceil(rows.length / chunkSize);
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    const data = { at: document.at, rows: rows.slice(chunk * chunkSize, (chunk + 1) * chunkSize) };
    await chunksOf<R>(db).doc(chunkId(document._id, chunk)).set({ data });
  }
  return insertOnce(imports(db), { ...document, total: rows.length, done: 0, chunks, chunk: 0, open: true, skipped: [] });
}

export async function openImports(db: Database, limit: number): Promise<ImportDocument[]> {
  return (await imports(db).where({ open: true }).limit(limit).get()).data;
}

export async function chunkRows<R>(db: Database, importId: string, chunk: number): Promise<R[] | null> {
  return (await chunksOf<R>(db).doc(chunkId(importId, chunk)).get()).data?.rows ?? null;
}

/** A chunk is in: the next one is due, unless another run has said so. */
export async function chunkDone(db: Database, { _id, chunk, chunks }: ImportDocument, rows: number, skipped: Api.Unions.Fault[]): Promise<void> {
  const { inc, push } = db.command;
  await imports(db)
    .where({ _id, chunk, open: true })
    .update({ data: { chunk: chunk + 1, done: inc(rows), skipped: push(skipped), open: chunk + 1 < chunks } });
  await chunksOf(db).where({ _id: chunkId(_id, chunk) }).remove();
}

/** Removes chunks of before this instant that no import has any use for: the call that laid them broke off. @returns how many */
export async function dropStrayChunks(db: Database, before: number): Promise<number> {
  const { data } = await chunksOf(db).where({ at: db.command.lt(before) }).field({ _id: true }).limit(100).get();
  let dropped = 0;
  for (const { _id } of data) {
    const found = await importById(db, _id.slice(0, _id.lastIndexOf('.')));
    if (found?.open) continue;
    dropped += (await chunksOf(db).where({ _id }).remove()).stats.removed;
  }
  return dropped;
}

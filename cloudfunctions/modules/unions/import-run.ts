import { insertOnce, type Database } from '../../platform/database';
import { causeOf, log } from '../../platform/log';
import { unseal } from '../../platform/secrets';
import { memberRow, membersAmong, recount } from '../people/roster-store';
import { type MemberDocument, type UnionDocument, unionById } from '../people/store';
import { newUnion } from './change';
import { chunkDone, chunkRows, dropStrayChunks, type ImportDocument, importById, openImports, type RosterEntry, type UnionEntry } from './import-store';
import { insertUnion, recountBelow, unionsByIds } from './store';

type Fault = Api.Unions.Fault;

/** Chunks a run puts in, so that it ends within a function's time; the next run takes the rest. */
const chunksARun = 20;
const together = 20;

/**
 * Puts the rows of open imports in, chunk by chunk. A chunk may be repeated: what is there stays as it is. The paths are those of now,
 * wherever the union above has gone since the list was read. @returns how many chunks
 */
export async function settleImports(db: Database, now: number): Promise<number> {
  let put = 0;
  for (const one of await openImports(db, 5)) {
    try {
      put += await putIn(db, one._id, chunksARun - put);
    } catch (error) {
      log('import', { importId: one._id, ...causeOf(error) });
    }
  }
  await dropStrayChunks(db, now - 3_600_000);
  return put;
}

/** Puts in at most so many chunks of one import. @returns how many */
export async function putIn(db: Database, importId: string, most: number): Promise<number> {
  for (let put = 0; put < most; put += 1) {
    const found = await importById(db, importId);
    if (!found?.open) return put;
    if (found.kind === 'unions') await putUnions(db, found);
    else await putMembers(db, found);
  }
  return most;
}

async function putUnions(db: Database, one: ImportDocument): Promise<void> {
  const rows = (await chunkRows<UnionEntry>(db, one._id, one.chunk)) ?? [];
  const standing = await unionsByIds(db, [...new Set(rows.flatMap(({ id, parentId }) => [id, parentId]))]);
  const skipped: Fault[] = [];
  const depths = [...new Set(rows.map(({ depth }) => depth))].sort((a, b) => a - b);
  for (const depth of depths) {
    const level = rows.filter((row) => row.depth === depth && !standing.has(row.id));
    for (let from = 0; from < level.length; from += together) {
      await Promise.all(level.slice(from, from + together).map((row) => putUnion(db, row, standing, skipped)));
    }
  }
  await recountBelow(db, [...new Set(rows.map(({ parentId }) => parentId))]);
  await chunkDone(db, one, rows.length, skipped.sort((a, b) => a.line - b.line));
}

async function putUnion(db: Database, row: UnionEntry, standing: Map<string, UnionDocument>, skipped: Fault[]): Promise<void> {
  const parent = standing.get(row.parentId);
  if (!parent || parent.mergedInto) {
    skipped.push({ line: row.row, why: parent ? '上级工会已经并入别的工会' : '上级工会没有建成' });
    return;
  }
  const union = newUnion(row.id, parent, row.name, row.level, row);
  const there = (await insertUnion(db, union)) ? union : await unionById(db, row.id);
  if (there) standing.set(row.id, there);
  else skipped.push({ line: row.row, why: `“${parent.name}”下面刚刚有了同名的工会` });
}

async function putMembers(db: Database, one: ImportDocument): Promise<void> {
  const rows = (await chunkRows<RosterEntry>(db, one._id, one.chunk)) ?? [];
  const found = await unionById(db, one.unitId);
  const unit = found?.mergedInto ? await unionById(db, found.mergedInto.id) : found;
  if (!unit) throw new Error('an import without its unit');
  const there = await membersAmong(db, rows.map(({ _id }) => _id));
  const members = db.collection<MemberDocument>('members');
  const missing = rows.filter(({ _id }) => !there.has(_id));
  for (let from = 0; from < missing.length; from += together) {
    await Promise.all(missing.slice(from, from + together).map((row) => insertOnce(members, { ...memberRow(unit, unseal(row.name), row, one.at), name: row.name })));
  }
  if (one.chunk + 1 >= one.chunks) await recount(db, unit.path);
  await chunkDone(db, one, rows.length, []);
}

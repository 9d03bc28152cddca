import { emptyBoard, type Increments } from '../../../miniprogram/domain/balance/cell';
import { type Database, insertOnce } from '../../platform/database';
import type { UnionDocument } from '../people/store';
import type { BatchDocument, BoardDocument, CellDocument, HeadDocument } from './documents';

const boards = (db: Database) => db.collection<BoardDocument>('balance_boards');
const cells = (db: Database) => db.collection<CellDocument>('balance_cells');
const heads = (db: Database) => db.collection<HeadDocument>('balance_heads');
const batches = (db: Database) => db.collection<BatchDocument>('balance_batches');
const unions = (db: Database) => db.collection<UnionDocument>('unions');

const numbered = (year: number, number: number) => `${year}:${String(number).padStart(7, '0')}`;
export const boardId = (year: number, union: string) => `${year}:${union}`;

/** Boards by id; absent: nothing was counted there. */
export async function boardsById(db: Database, ids: string[]): Promise<Map<string, BoardDocument>> {
  const { data } = await boards(db).where({ _id: db.command.in(ids) }).limit(ids.length).get();
  return new Map(data.map((board) => [board._id, board]));
}

export async function cellsById(db: Database, ids: string[]): Promise<Map<string, CellDocument>> {
  if (ids.length === 0) return new Map();
  const { data } = await cells(db).where({ _id: db.command.in(ids) }).limit(ids.length).get();
  return new Map(data.map((cell) => [cell._id, cell]));
}

/** Adds a batch's change to a board, once: batches come in their order. */
export async function addToBoard(db: Database, { year, number, at }: BatchDocument, union: string, increments: Increments, marks: object): Promise<void> {
  const { inc, lt } = db.command;
  const _id = boardId(year, union);
  const data = { batch: number, at, ...marks, ...Object.fromEntries(Object.entries(increments).map(([path, by]) => [path, inc(by)])) };
  const add = () => boards(db).where({ _id, batch: lt(number) }).update({ data });
  if ((await add()).stats.updated > 0) return;
  await keepBefore(db, year - 1, union);
  if (await insertOnce(boards(db), { _id, path: '', name: '', level: 0, batch: 0, at: 0, ...emptyBoard })) await add();
}

/** A year begins: the one before it takes along what the year before that came to, so that three stand in two documents. May be repeated. */
async function keepBefore(db: Database, year: number, union: string): Promise<void> {
  const earlier = (await boards(db).doc(boardId(year - 1, union)).get()).data;
  if (!earlier) return;
  const { members, joined, times } = earlier;
  await boards(db).where({ _id: boardId(year, union) }).update({ data: { before: db.command.set({ year: year - 1, members, joined, times }) } });
}

export async function keepCell(db: Database, { year, number }: BatchDocument, { to, seen }: BatchDocument['cells'][number]): Promise<void> {
  const { lt, set } = db.command;
  const _id = boardId(year, to.union);
  const { stats } = await cells(db).where({ _id, batch: lt(number) }).update({ data: { cell: set(to), seen: set(seen), batch: number } });
  if (stats.updated === 0) await insertOnce(cells(db), { _id, cell: to, seen, batch: number });
}

export async function headOf(db: Database, year: number): Promise<HeadDocument> {
  const found = (await heads(db).doc(String(year)).get()).data;
  if (found) return found;
  const first: HeadDocument = { _id: String(year), year, batch: 0, union: '', passes: 0, transfer: { at: 0, id: '' } };
  return (await insertOnce(heads(db), first)) ? first : headOf(db, year);
}

/** Years in which somebody took part; at most 100. */
export async function yearsCounted(db: Database): Promise<number[]> {
  return (await heads(db).where({}).limit(100).get()).data.map(({ year }) => year);
}

/** Notes how far unions and transfers were looked at, if nobody else has meanwhile. */
export async function keepLooked(db: Database, before: HeadDocument, after: Partial<Pick<HeadDocument, 'union' | 'passes' | 'transfer'>>): Promise<void> {
  const { transfer, ...rest } = after;
  const data = { ...rest, ...(transfer ? { transfer: db.command.set(transfer) } : {}) };
  await heads(db).where({ _id: before._id, union: before.union, passes: before.passes, 'transfer.at': before.transfer.at, 'transfer.id': before.transfer.id }).update({ data });
}

/** The batch is in everything, if it is the next. */
export async function advance(db: Database, { year, number }: BatchDocument): Promise<void> {
  await heads(db).where({ _id: String(year), batch: number - 1 }).update({ data: { batch: number } });
}

export async function batchOf(db: Database, year: number, number: number): Promise<BatchDocument | null> {
  return (await batches(db).doc(numbered(year, number)).get()).data;
}

/** @returns false: the number is taken */
export const insertBatch = (db: Database, batch: Omit<BatchDocument, '_id'>): Promise<boolean> => insertOnce(batches(db), { _id: numbered(batch.year, batch.number), ...batch });

/** Batches that no run can still be at. */
export async function dropBatches(db: Database, year: number, before: number, below: number): Promise<void> {
  const { lt } = db.command;
  await batches(db).where({ year, at: lt(before), number: lt(below) }).remove();
}

/** The next unions in the order of their paths. */
export async function unionsAfter(db: Database, path: string, limit: number): Promise<UnionDocument[]> {
  return (await unions(db).where({ path: db.command.gt(path) }).orderBy('path', 'asc').limit(limit).get()).data;
}

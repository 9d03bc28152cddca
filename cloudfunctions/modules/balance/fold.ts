import { type Cell, incrementsOf, moved } from '../../../miniprogram/domain/balance/cell';
import { calendarTime, hour, minute } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { type MemberDocument, unionsById } from '../people/store';
import { addToBoard, advance, batchOf, boardId, cellsById, dropBatches, headOf, insertBatch, keepCell, keepLooked, unionsAfter, yearsCounted } from './boards';
import { employersOf, isCurrent, makeCell } from './cells';
import { collect } from './collect';
import type { BatchDocument, HeadDocument, ParticipantDocument, Seen } from './documents';
import { dirtyParticipants, forget, keepFolded, lookAgain, participantId, timesOf } from './participants';

/** People and unions of one batch at most; batches and pages of unions of one run at most: the next run takes the rest. */
export const peopleABatch = 500;
const unionsABatch = 200;
const unionsAPage = 500;
const pagesARun = 4;
const batchesARun = 20;
const atATime = 20;

type CellChange = BatchDocument['cells'][number];

async function each<T>(items: readonly T[], act: (item: T) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < items.length; from += atATime) await Promise.all(items.slice(from, from + atATime).map(act));
}

/** Unions of the next page whose cell is not as they are. A year that is over keeps the denominators of its first pass. */
async function changedUnions(db: Database, head: HeadDocument): Promise<{ changes: CellChange[]; union: string; passes: number }> {
  const page = await unionsAfter(db, head.union, unionsAPage);
  const [known, employers] = await Promise.all([cellsById(db, page.map(({ _id }) => boardId(head.year, _id))), employersOf(db, page)]);
  const changes: CellChange[] = [];
  let last = head.union;
  let examined = 0;
  const stale: typeof page = [];
  for (const union of page) {
    if (stale.length >= unionsABatch) break;
    const before = known.get(boardId(head.year, union._id));
    if (!before || !isCurrent(before, union, employers.get(union._id) ?? union)) stale.push(union);
    last = union.path;
    examined += 1;
  }
  await each(stale, async (union) => {
    const before = known.get(boardId(head.year, union._id))?.cell ?? null;
    changes.push({ from: before, ...(await makeCell(db, union, employers.get(union._id) ?? union, before)) });
  });
  const over = examined === page.length && page.length < unionsAPage;
  return { changes, union: over ? '' : last, passes: head.passes + (over ? 1 : 0) };
}

/** The cells that people move in, as they are before this batch or as it has changed them so far. */
class Cells {
  private readonly changes = new Map<string, CellChange>();

  constructor(
    private readonly db: Database,
    private readonly year: number,
    changes: readonly CellChange[],
  ) {
    for (const change of changes) this.changes.set(change.to.union, change);
  }

  /** Reads the cells of these unions; one that has none yet gets it. */
  async load(ids: string[]): Promise<void> {
    const missing = ids.filter((id) => id !== '' && !this.changes.has(id));
    const known = await cellsById(this.db, missing.map((id) => boardId(this.year, id)));
    for (const { cell, seen } of known.values()) this.changes.set(cell.union, { from: cell, to: cell, seen });
    const without = await unionsById(this.db, missing.filter((id) => !this.changes.has(id)));
    const employers = await employersOf(this.db, without);
    for (const union of without) this.changes.set(union._id, { from: null, ...(await makeCell(this.db, union, employers.get(union._id) ?? union, null)) });
  }

  has = (union: string): boolean => this.changes.has(union);

  move(union: string, act: (cell: Cell) => Cell): void {
    const change = this.changes.get(union);
    if (change) this.changes.set(union, { ...change, to: act(change.to) });
  }

  changed(): { from: Cell | null; to: Cell; seen: Seen }[] {
    return [...this.changes.values()].filter(({ from, to }) => from !== to);
  }
}

/** What the next batch is made of; null: nothing has changed. */
async function makeBatch(db: Database, head: HeadDocument, changes: CellChange[], now: number): Promise<Omit<BatchDocument, '_id'> | null> {
  const dirty = await dirtyParticipants(db, head.year, peopleABatch);
  if (dirty.length === 0 && changes.length === 0) return null;
  const standing = await whereTheyAre(db, dirty);
  const cells = new Cells(db, head.year, changes);
  await cells.load([...new Set(dirty.flatMap((one) => [one.folded.unit, standing.get(one.uid)?.unitId ?? '']))]);
  const people = dirty.map((one) => {
    const { folded } = one;
    const member = standing.get(one.uid);
    const unit = member && cells.has(member.unitId) ? member.unitId : '';
    const to = { v: one.v, unit, cohort: unit === '' ? '' : (member?.cohort ?? ''), times: unit === '' ? 0 : timesOf(one) };
    cells.move(folded.unit, (cell) => moved(cell, folded.cohort, folded.times, 0));
    cells.move(to.unit, (cell) => moved(cell, to.cohort, 0, to.times));
    return { id: one._id, to };
  });
  return { year: head.year, number: head.batch + 1, at: now, cells: cells.changed(), people };
}

async function whereTheyAre(db: Database, people: readonly ParticipantDocument[]): Promise<Map<string, Pick<MemberDocument, '_id' | 'unitId' | 'cohort'>>> {
  if (people.length === 0) return new Map();
  const { data } = await db
    .collection<MemberDocument>('members')
    .where({ _id: db.command.in(people.map(({ uid }) => uid)) })
    .field({ _id: true, unitId: true, cohort: true })
    .limit(people.length)
    .get();
  return new Map(data.map((member) => [member._id, member]));
}

/** Puts a batch into everything. Every step may be repeated: a board, a cell and a person take each batch but once. */
async function carryOut(db: Database, batch: BatchDocument): Promise<void> {
  const own = new Map(batch.cells.filter(({ to }) => to.path !== '').map(({ to }) => [to.union, to]));
  const parents = new Map<string, Record<string, string>>();
  for (const { union, path, name } of own.values()) {
    const above = path.split('/').filter((id) => id !== '').slice(-2, -1)[0];
    if (above !== undefined) parents.set(above, { ...parents.get(above), [`below.${union}.name`]: name });
  }
  const increments = incrementsOf(batch.cells);
  const ids = new Set([...increments.keys(), ...own.keys(), ...parents.keys()]);
  await each([...ids], (id) => {
    const self = own.get(id);
    return addToBoard(db, batch, id, increments.get(id) ?? {}, { ...(self ? { path: self.path, name: self.name, level: self.level } : {}), ...parents.get(id) });
  });
  await each(batch.cells, (change) => keepCell(db, batch, change));
  await each(batch.people, ({ id, to }) => keepFolded(db, id, { ...to, batch: batch.number }));
  await forget(db, batch.people.filter(({ to }) => to.unit === '').map(({ id }) => id));
  await advance(db, batch);
}

/**
 * Folds the next changes of a year into its boards. Runs may overlap: the number of a batch is its id, so whoever comes second takes the one that
 * is there; what a crash left open is finished first.
 * @returns people and unions folded; 0: nothing had changed
 */
export async function foldOnce(db: Database, year: number, now: number, pages = pagesARun): Promise<{ folded: number; pages: number }> {
  const head = await headOf(db, year);
  const open = await batchOf(db, year, head.batch + 1);
  if (open) {
    await carryOut(db, open);
    return { folded: open.cells.length + open.people.length, pages };
  }
  const looks = pages > 0 && (head.passes === 0 || year >= calendarTime(now).year);
  const { changes, ...looked } = looks ? await changedUnions(db, head) : { changes: [] };
  const batch = await makeBatch(db, head, changes, now);
  const mine = !batch || (await insertBatch(db, batch));
  if (batch) {
    const first = await batchOf(db, year, batch.number);
    if (first) await carryOut(db, first);
  }
  // Whatever this page lacked is in this batch: the next page. Where another run's batch came first, the same page is looked at again.
  if (looks && mine) await keepLooked(db, head, looked);
  return { folded: batch ? batch.cells.length + batch.people.length : 0, pages: looks ? ('union' in looked && looked.union === '' ? 0 : pages - 1) : 0 };
}

/** Members whose unit became another one since the last look: up to a minute ago, for a write may come late. */
async function noteTransfers(db: Database, year: number, now: number): Promise<void> {
  const head = await headOf(db, year);
  const { and, gt, gte, lt, or } = db.command;
  const { at, id } = head.transfer;
  const { data } = await db
    .collection<MemberDocument>('members')
    .where(and({ changedAt: and(gte(at), lt(now - minute)) }, or({ changedAt: gt(at) }, { _id: gt(id) })))
    .orderBy('changedAt', 'asc')
    .orderBy('_id', 'asc')
    .field({ _id: true, changedAt: true })
    .limit(1000)
    .get();
  const last = data[data.length - 1];
  if (!last) return;
  await lookAgain(db, { ids: data.map(({ _id }) => participantId(year, _id)) });
  await keepLooked(db, head, { transfer: { at: last.changedAt ?? at, id: last._id } });
}

/** Brings the boards of all years up to date. @returns people and unions folded */
export async function foldBalance(db: Database, now: number): Promise<number> {
  const current = calendarTime(now).year;
  let folded = 0;
  for (const year of new Set([current, ...(await yearsCounted(db))])) {
    if (year >= current) await noteTransfers(db, year, now);
    let pages = pagesARun;
    for (let run = 0; run < batchesARun; run += 1) {
      const done = await foldOnce(db, year, now, pages);
      folded += done.folded;
      pages = done.pages;
      if (done.folded === 0 && pages === 0) break;
    }
    await dropBatches(db, year, now - hour, (await headOf(db, year)).batch);
  }
  return folded;
}

/** The timer's work: who took part in what, then the boards. */
export async function settleBalance(db: Database, now: number): Promise<number> {
  const changed = await collect(db, now);
  return changed + (await foldBalance(db, now));
}

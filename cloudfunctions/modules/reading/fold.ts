import { periodsOfAll, scoreIn } from '../../../miniprogram/domain/points/periods';
import { daysOf } from '../../../miniprogram/domain/reading/record';
import { waitsSince } from '../../../miniprogram/domain/reading/talk';
import { pathsUpwards, scopeEnd } from '../../../miniprogram/domain/people/scope';
import { minute } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { unionsByPath } from '../people/store';
import { publishBoards } from './boards';
import type { BatchDocument, EditionDocument, ReaderDocument, StandingDocument } from './documents';
import { addToStanding, addToUnit, batchOf, dirtyReaders, insertBatch, insertUnit, keepScore, keepUnitsUntil, markFolded, readersById, scoreId, standingOf, unionsAt, unitId, unitsById } from './fold-store';
import { hasUnwatched, insertNote } from './note-store';
import { putOn } from './shelf-store';
import { editionsToFold, keepFrozen } from './store';

/** At most this many batches of one edition a run: the next run takes the rest. */
const batchesARun = 20;
/** Unions written down in one step, and writes at a time. */
const page = 200;
const atATime = 20;
/** After the end: check-ins that are still being written, and notes that are still being compared with others. */
export const settleAfter = 10 * minute;

async function each<T>(items: readonly T[], act: (item: T) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < items.length; from += atATime) await Promise.all(items.slice(from, from + atATime).map(act));
}

/**
 * Writes down how many members each unit has when the edition begins: the enterprises of a federation, else the teams of an enterprise.
 * @returns false: not all are written down yet
 */
async function freezeUnits(db: Database, { _id, audience }: EditionDocument, { units }: StandingDocument): Promise<boolean> {
  if (units === null) return true;
  const [top] = await unionsByPath(db, [audience]);
  const level = (top?.level ?? 0) < 2 ? 2 : 3;
  const found = await unionsAt(db, level, units === '' ? audience : units, scopeEnd(audience), page);
  await each(found, (union) => {
    // Below a city the districts and industries are right above; elsewhere there are none to sum up.
    const above = top?.level === 0 ? (pathsUpwards(union.path)[1] ?? '') : '';
    const district = above === union.path ? '' : above.split('/').filter((part) => part !== '').pop() ?? '';
    return insertUnit(db, { _id: unitId(_id, union._id), edition: _id, unit: union._id, path: union.path, name: union.name, district, members: union.members, active: 0, readers: 0, points: 0, batch: 0 });
  });
  const last = found[found.length - 1];
  await keepUnitsUntil(db, _id, units, found.length < page || !last ? null : last.path);
  return found.length < page;
}

const moveOf = ({ _id, unitIds, folded, v, balance, checkIns, entries }: ReaderDocument): BatchDocument['moves'][number] => ({ reader: _id, unitIds, from: folded, to: { v, points: balance, days: daysOf({ checkIns }).length, n: entries.length } });

/**
 * Counts the next changed readers. Every step may be repeated, runs may overlap: the number of a batch is its id, so whoever comes second takes the
 * one that is there; what a crash left open is finished first, and a unit or a reader takes each batch but once.
 * @returns readers in the batch; 0: there was none to count
 */
export async function foldReaders(db: Database, { _id: edition, rules, audience, scope }: Pick<EditionDocument, '_id' | 'rules' | 'audience' | 'scope'>): Promise<number> {
  const standing = await standingOf(db, edition);
  if (!standing) return 0;
  const number = standing.batch + 1;
  let batch = await batchOf(db, edition, number);
  if (!batch) {
    const changed = await dirtyReaders(db, edition);
    if (changed.length === 0) return 0;
    await insertBatch(db, { edition, number, moves: changed.map(moveOf) });
    batch = await batchOf(db, edition, number);
  }
  if (!batch) return 0;
  await addToUnits(db, batch, rules.activeDays);
  const counted = new Map(batch.moves.map(({ reader, from }) => [reader, from.n]));
  await each(await readersById(db, [...counted.keys()]), async (reader) => {
    await putDown(db, { audience, scope }, reader);
    await shelveRead(db, reader);
    await scoreReader(db, reader, counted.get(reader._id) ?? 0);
    // Marked before the standing goes on: the next batch is made of those that are still dirty.
    await markFolded(db, batch, reader._id, reader.out.map(({ id }) => id));
  });
  await addToStanding(db, batch);
  return batch.moves.length;
}

async function addToUnits(db: Database, { edition, number, moves }: BatchDocument, activeDays: number): Promise<void> {
  const ids = [...new Set(moves.flatMap(({ unitIds }) => unitIds.map((one) => unitId(edition, one))))];
  const units = new Set((await unitsById(db, ids)).map(({ _id }) => _id));
  const changes = new Map<string, { readers: number; active: number; points: number }>();
  for (const { unitIds, from, to } of moves) {
    const unit = unitIds.map((one) => unitId(edition, one)).find((one) => units.has(one));
    if (unit === undefined) continue;
    const so = changes.get(unit) ?? { readers: 0, active: 0, points: 0 };
    const active = from.days < activeDays && to.days >= activeDays ? 1 : 0;
    changes.set(unit, { readers: so.readers + (from.v === 0 ? 1 : 0), active: so.active + active, points: so.points + to.points - from.points });
  }
  await each([...changes], ([unit, change]) => addToUnit(db, unit, number, change));
}

/** Writes down what a reader has in the days, weeks and months that something was added to. Idempotent: the latest state of the reader stands. */
async function scoreReader(db: Database, { edition, uid, name, unitName, entries, v }: ReaderDocument, from: number): Promise<void> {
  for (const period of periodsOfAll(entries.slice(from).map(({ day }) => day))) {
    await keepScore(db, { _id: scoreId(edition, period.id, uid), edition, period: period.id, uid, name, unitName, ...scoreIn(entries, period), v });
  }
}

/** Puts a reader's notes where others read them. Idempotent. */
async function putDown(db: Database, sight: Pick<EditionDocument, 'audience' | 'scope'>, { edition, uid, name, unitName, unitIds, out, checkIns }: ReaderDocument): Promise<void> {
  for (const { id, text, state, title, photos } of out) {
    const checkIn = checkIns.find((one) => one.id === id);
    if (!checkIn) continue;
    const { book, day, at } = checkIn;
    const talk = { state, why: '', at, replies: [], reports: [], v: 0 };
    await insertNote(db, {
      ...{ _id: id, edition, ...sight, uid, name, unitName, unitIds, book, title, day, text, watched: false, bands: [], same: null, likes: [], acts: [] },
      ...{ photos, photosAt: photos.length > 0 ? at : 0, ...talk, desk: waitsSince(talk), helds: state === 'held' ? [uid] : [] },
    });
  }
}

/** The books of the day of the last check-in are being read, unless they have been read to the end. Idempotent. */
async function shelveRead(db: Database, { edition, uid, checkIns }: ReaderDocument): Promise<void> {
  const last = checkIns[checkIns.length - 1]?.day;
  for (const book of new Set(checkIns.filter(({ day }) => day === last).map((one) => one.book))) await putOn(db, edition, uid, book, 'reading', ['done']);
}

async function foldEdition(db: Database, edition: EditionDocument, now: number): Promise<number> {
  const standing = await standingOf(db, edition._id);
  if (!standing || !(await freezeUnits(db, edition, standing))) return 0;
  let [folded, last] = [0, 0];
  for (let run = 0; run < batchesARun; run += 1) {
    last = await foldReaders(db, edition);
    folded += last;
    if (last === 0) break;
  }
  const over = last === 0 && now >= edition.closesAt + settleAfter && !(await hasUnwatched(db, edition._id));
  await publishBoards(db, edition, now, over);
  if (over) await keepFrozen(db, edition._id);
  return folded;
}

/** The timer's work: units, counts, boards, and the freezing at the end. @returns readers counted */
export async function foldReading(db: Database, now: number): Promise<number> {
  let folded = 0;
  for (const edition of await editionsToFold(db, now)) folded += await foldEdition(db, edition, now);
  return folded;
}

import { changesOf, type Histogram } from '../../../miniprogram/domain/points/histogram';
import { type Database, insertOnce } from '../../platform/database';
import type { UnionDocument } from '../people/store';
import type { BatchDocument, BoardDocument, ReaderDocument, ScoreDocument, StandingDocument, UnitDocument } from './documents';

const readers = (db: Database) => db.collection<ReaderDocument>('readers');
const standings = (db: Database) => db.collection<StandingDocument>('reading_standings');
const batches = (db: Database) => db.collection<BatchDocument>('reading_batches');
const units = (db: Database) => db.collection<UnitDocument>('reading_units');
const boards = (db: Database) => db.collection<BoardDocument>('reading_boards');
const scores = (db: Database) => db.collection<ScoreDocument>('reading_scores');
const unions = (db: Database) => db.collection<UnionDocument>('unions');

/** Readers in one batch at most. */
export const batchSize = 500;
const numbered = (edition: string, number: number) => `${edition}:${String(number).padStart(7, '0')}`;
export const unitId = (edition: string, union: string) => `${edition}:${union}`;

export async function standingOf(db: Database, edition: string): Promise<StandingDocument | null> {
  return (await standings(db).doc(edition).get()).data;
}

/** What a rank is read from: the coarse steps and one fine one, whatever else is in the document. */
export async function rankSourceOf(db: Database, edition: string, step: number): Promise<(Histogram & { readers: number }) | null> {
  // The projection names one step of `fine`, which the type of the whole document cannot say.
  const some = { coarse: true, [`fine.${step}`]: true, readers: true } as unknown as Record<'coarse' | 'fine' | 'readers', true>;
  const { data } = await standings(db).where({ _id: edition }).field(some).limit(1).get();
  const found = data[0];
  return found ? { coarse: found.coarse, fine: found.fine ?? {}, readers: found.readers } : null;
}

/** Unions of a level below a path, in the order of their paths. */
export async function unionsAt(db: Database, level: number, after: string, end: string, limit: number): Promise<UnionDocument[]> {
  const { and, gt, lt } = db.command;
  return (await unions(db).where({ level, path: and(gt(after), lt(end)) }).orderBy('path', 'asc').limit(limit).get()).data;
}

/** Idempotent: the members of the first writing stand. */
export const insertUnit = (db: Database, unit: UnitDocument): Promise<boolean> => insertOnce(units(db), unit);

/** Notes how far the frozen units are written down, if nobody else has meanwhile. */
export async function keepUnitsUntil(db: Database, edition: string, before: string, until: string | null): Promise<void> {
  await standings(db).where({ _id: edition, units: before }).update({ data: { units: until } });
}

export async function dirtyReaders(db: Database, edition: string): Promise<ReaderDocument[]> {
  return (await readers(db).where({ edition, dirty: true }).limit(batchSize).get()).data;
}

export async function readersById(db: Database, ids: string[]): Promise<ReaderDocument[]> {
  return (await readers(db).where({ _id: db.command.in(ids) }).limit(ids.length).get()).data;
}

export async function batchOf(db: Database, edition: string, number: number): Promise<BatchDocument | null> {
  return (await batches(db).doc(numbered(edition, number)).get()).data;
}

/** @returns false: the number is taken */
export const insertBatch = (db: Database, batch: Omit<BatchDocument, '_id'>): Promise<boolean> => insertOnce(batches(db), { _id: numbered(batch.edition, batch.number), ...batch });

/** Those of these that are units of the edition. */
export async function unitsById(db: Database, ids: string[]): Promise<UnitDocument[]> {
  const found: UnitDocument[] = [];
  for (let from = 0; from < ids.length; from += 500) found.push(...(await units(db).where({ _id: db.command.in(ids.slice(from, from + 500)) }).limit(500).get()).data);
  return found;
}

/** Adds a batch's change to a unit, once: batches come in their order. */
export async function addToUnit(db: Database, id: string, number: number, change: { readers: number; active: number; points: number }): Promise<void> {
  const { inc, lt } = db.command;
  await units(db)
    .where({ _id: id, batch: lt(number) })
    .update({ data: { batch: number, readers: inc(change.readers), active: inc(change.active), points: inc(change.points) } });
}

/** Notes on a reader what the rankings have of them, and takes out the notes that were put down. Idempotent. */
export async function markFolded(db: Database, { number, moves }: BatchDocument, reader: string, notes: string[]): Promise<void> {
  const move = moves.find((one) => one.reader === reader);
  if (!move) return;
  const { in: oneOf, lt, pull, set } = db.command;
  const folded = { folded: set({ batch: number, ...move.to }), ...(notes.length > 0 ? { out: pull({ id: oneOf(notes) }) } : {}) };
  const { stats } = await readers(db).where({ _id: reader, v: move.to.v, 'folded.batch': lt(number) }).update({ data: { ...folded, dirty: false } });
  // Changed meanwhile: it stays dirty, and the next batch has the rest.
  if (stats.updated === 0) await readers(db).where({ _id: reader, 'folded.batch': lt(number) }).update({ data: folded });
}

/** Adds a batch to the standing, if it is the next. */
export async function addToStanding(db: Database, { edition, number, moves }: BatchDocument): Promise<void> {
  const { inc } = db.command;
  const changes = changesOf(moves.map(({ from, to }) => ({ from: from.v === 0 ? null : from.points, to: to.points })));
  const counted = moves.filter(({ from }) => from.v === 0).length;
  const points = moves.reduce((sum, { from, to }) => sum + to.points - from.points, 0);
  await standings(db)
    .where({ _id: edition, batch: number - 1 })
    .update({ data: { batch: number, readers: inc(counted), points: inc(points), ...Object.fromEntries(Object.entries(changes).map(([path, by]) => [path, inc(by)])) } });
}

export const scoreId = (edition: string, period: string, uid: string) => `${edition}:${period}:${uid}`;

/** Writes a score down, unless one of a later state is there. */
export async function keepScore(db: Database, score: ScoreDocument): Promise<void> {
  const { _id, name, unitName, points, lastAt, v } = score;
  const { stats } = await scores(db).where({ _id, v: db.command.lt(v) }).update({ data: { name, unitName, points, lastAt, v } });
  if (stats.updated === 0) await insertOnce(scores(db), score);
}

/** Who has points in a period, in the order of their ids. `after`: a member's id, empty at the beginning. */
export async function scoredAfter(db: Database, edition: string, period: string, after: string, limit: number): Promise<string[]> {
  const { and, gt, lt } = db.command;
  // ';' is the character after ':', so it ends the range of this period.
  const condition = { _id: and(gt(scoreId(edition, period, after)), lt(`${edition}:${period};`)) };
  return (await scores(db).where(condition).field({ uid: true }).orderBy('_id', 'asc').limit(limit).get()).data.map(({ uid }) => uid);
}

/** The first of a day, a week or a month. */
export async function firstScores(db: Database, edition: string, period: string, limit: number): Promise<ScoreDocument[]> {
  return (await scores(db).where({ edition, period, points: db.command.gt(0) }).orderBy('points', 'desc').orderBy('lastAt', 'asc').orderBy('uid', 'asc').limit(limit).get()).data;
}

/** The first of a ranking by the index: most points, then the earlier last point. */
export async function firstReaders(db: Database, edition: string, limit: number): Promise<ReaderDocument[]> {
  return (await readers(db).where({ edition, balance: db.command.gt(0) }).orderBy('balance', 'desc').orderBy('lastAt', 'asc').orderBy('uid', 'asc').limit(limit).get()).data;
}

/** All units of an edition, 1,000 a request. */
export async function allUnits(db: Database, edition: string): Promise<UnitDocument[]> {
  const all: UnitDocument[] = [];
  for (;;) {
    const after = all[all.length - 1]?._id;
    const { data } = await units(db).where({ edition, ...(after === undefined ? {} : { _id: db.command.gt(after) }) }).orderBy('_id', 'asc').limit(1000).get();
    all.push(...data);
    if (data.length < 1000) return all;
  }
}

/** A board as it is now; one that is frozen stays. */
export async function keepBoard(db: Database, board: BoardDocument): Promise<void> {
  const { _id, people, units: lines, count, at, digest } = board;
  const { set } = db.command;
  if (await insertOnce(boards(db), board)) return;
  await boards(db).where({ _id, digest: '' }).update({ data: { people: set(people), units: set(lines), count, at, digest } });
}

export async function boardOf(db: Database, id: string): Promise<BoardDocument | null> {
  return (await boards(db).doc(id).get()).data;
}

export async function noteBoards(db: Database, edition: string, boardsAt: StandingDocument['boards']): Promise<void> {
  await standings(db).where({ _id: edition }).update({ data: { boards: db.command.set(boardsAt) } });
}

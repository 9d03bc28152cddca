import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import type { Counts } from '../../../miniprogram/domain/voting/chain';
import type { VoidCase, VoidFilter } from '../../../miniprogram/domain/voting/voids';
import type { WatchState } from '../../../miniprogram/domain/voting/watch';
import { type Database, insertOnce } from '../../platform/database';
import type { TallyDocument, VoidLine } from './store';

/** A case of ballots to be voided 作废. `_id` = `vote:number`, numbered from 1, so that no two are asked for at once. */
export interface VoidDocument extends VoidCase {
  _id: string;
  vote: string;
  number: number;
  filter: VoidFilter;
  reason: string;
  at: number;
  k: string;
  h: string;
  /** Votes by candidate on its ballots. */
  counts: Counts;
  decision: { k: string; h: string; t: number; by: string; reason: string } | null;
  /** Something is left to look up or to show. */
  open: boolean;
  audit: AuditRecord[];
}

/** The ballots of a case in one batch. `_id` = `case:batch`. */
export interface VoidBallotsDocument {
  _id: string;
  case: string;
  batch: number;
  ids: string[];
}

/** What came in for one candidate. `_id` = `vote:candidate`. */
export interface WatchDocument extends WatchState {
  _id: string;
  vote: string;
  candidate: string;
  /** Number of the last batch in it. */
  batch: number;
}

const cases = (db: Database) => db.collection<VoidDocument>('vote_voids');
const caseBallots = (db: Database) => db.collection<VoidBallotsDocument>('vote_void_ballots');
const watches = (db: Database) => db.collection<WatchDocument>('vote_watch');
const tallies = (db: Database) => db.collection<TallyDocument>('tallies');

export const caseId = (voteId: string, number: number) => `${voteId}:${String(number).padStart(3, '0')}`;

/** The cases of a vote, in their order; 50 at most. */
export async function casesOf(db: Database, voteId: string): Promise<VoidDocument[]> {
  return (await cases(db).where({ vote: voteId }).orderBy('number', 'asc').limit(50).get()).data;
}

export async function caseById(db: Database, id: string): Promise<VoidDocument | null> {
  return (await cases(db).doc(id).get()).data;
}

/** @returns false: somebody asked for another one first */
export const insertCase = (db: Database, one: VoidDocument): Promise<boolean> => insertOnce(cases(db), one);

/** Decides a case that is held; to void it, only when all its ballots are looked up and by another person. @returns whether this act did it */
export async function decideCase(db: Database, one: VoidDocument, toVoid: boolean, decision: NonNullable<VoidDocument['decision']>, record: AuditRecord): Promise<boolean> {
  const only = toVoid ? { done: one.upTo, by: db.command.neq(decision.by) } : {};
  const { stats } = await cases(db)
    .where({ _id: one._id, state: 'held', ...only })
    .update({ data: { state: toVoid ? 'voided' : 'rejected', decision: db.command.set(decision), open: true, audit: db.command.push([record]) } });
  return stats.updated === 1;
}

/** Notes that a case is looked through up to a batch, with what was found on the way, if it is the next stretch. */
export async function addToCase(db: Database, one: Pick<VoidDocument, '_id' | 'done'>, to: number, ballots: number, counts: Counts): Promise<void> {
  const votes = Object.fromEntries(Object.entries(counts).map(([id, count]) => [`counts.${id}`, db.command.inc(count)]));
  await cases(db).where({ _id: one._id, state: 'held', done: one.done }).update({ data: { done: to, ballots: db.command.inc(ballots), ...votes } });
}

/** Idempotent: the same batch holds the same ballots. */
export async function insertCaseBallots(db: Database, id: string, batch: number, ids: string[]): Promise<void> {
  await insertOnce(caseBallots(db), { _id: `${id}:${String(batch).padStart(7, '0')}`, case: id, batch, ids });
}

export async function caseBallotsAfter(db: Database, id: string, batch: number, limit: number): Promise<VoidBallotsDocument[]> {
  return (await caseBallots(db).where({ case: id, batch: db.command.gt(batch) }).orderBy('batch', 'asc').limit(limit).get()).data;
}

/** Cases with something left to do; at most 20. */
export async function openCases(db: Database): Promise<VoidDocument[]> {
  return (await cases(db).where({ open: true }).limit(20).get()).data;
}

/** Nothing is left to do, if the case still stands as it was read. */
export async function closeCase(db: Database, { _id, state, done }: Pick<VoidDocument, '_id' | 'state' | 'done'>): Promise<void> {
  await cases(db).where({ _id, state, done, open: true }).update({ data: { open: false } });
}

/** Puts what the public sees of the cases beside the tally, unless what stands there is newer. */
export async function showCases(db: Database, voteId: string, stage: number, lines: VoidLine[]): Promise<void> {
  await tallies(db).where({ _id: voteId, 'voids.stage': db.command.lt(stage) }).update({ data: { voids: db.command.set({ stage, lines }) } });
}

/** What was seen of each candidate; without the minutes where only the flags are asked for. */
export async function watchesOf(db: Database, voteId: string): Promise<WatchDocument[]> {
  return (await watches(db).where({ vote: voteId }).limit(100).get()).data;
}

export async function flagsKept(db: Database, voteId: string): Promise<Pick<WatchDocument, '_id' | 'flags'>[]> {
  return (await watches(db).where({ vote: voteId }).field({ _id: true, flags: true }).limit(100).get()).data;
}

/** Puts what was seen of a candidate in place of what was seen before, if that still stands. @param from its batch before; null: there was none */
export async function keepWatch(db: Database, from: number | null, watch: WatchDocument): Promise<void> {
  if (from === null) await insertOnce(watches(db), watch);
  else {
    const { _id, batch, minutes, units, fresh, votes, flags } = watch;
    const set = db.command.set;
    await watches(db).where({ _id, batch: from }).update({ data: { batch, minutes: set(minutes), units: set(units), fresh, votes, flags: set(flags) } });
  }
}

/** All candidates are watched up to this batch. */
export async function keepWatched(db: Database, voteId: string, batch: number): Promise<void> {
  await tallies(db).where({ _id: voteId, watched: db.command.lt(batch) }).update({ data: { watched: batch } });
}

/** Signs the digest as it is frozen, once a person. @returns whether this act did it */
export async function signDigest(db: Database, voteId: string, digest: string, signature: TallyDocument['signatures'][number], record: AuditRecord): Promise<boolean> {
  const { stats } = await tallies(db)
    .where({ _id: voteId, digest, 'signatures.uid': db.command.neq(signature.uid) })
    .update({ data: { signatures: db.command.push([signature]), audit: db.command.push([record]) } });
  return stats.updated === 1;
}

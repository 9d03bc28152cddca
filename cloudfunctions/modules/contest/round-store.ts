import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { type Act, type Decision, decideUpon } from '../../platform/acts';
import { type Database, insertOnce } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import type { Performance, RoundDocument } from './documents';

/** The ONE document of a round. Acts on one field are conditional on that field, so that two officials at once do not refuse each other; acts on the order are conditional on `v`. */

const rounds = (db: Database) => db.collection<RoundDocument>('contest_rounds');

/** Acts that a round remembers: far more than a day of a hundred entries has. */
const remembered = 2000;

export const roundKey = (contestId: string, roundId: string) => `${contestId}:${roundId}`;

export async function roundById(db: Database, id: string): Promise<RoundDocument | null> {
  return (await rounds(db).doc(id).get()).data;
}

/** A contest's rounds in the order in which they were opened; at most 6 are there. */
export async function roundsOf(db: Database, contestId: string): Promise<RoundDocument[]> {
  return (await rounds(db).where({ contestId }).orderBy('openedAt', 'asc').limit(6).get()).data;
}

const judgedFields = { _id: true, contestId: true, roundId: true, title: true, name: true, scope: true, state: true, performances: true, panel: true } as const;

/** Rounds whose panel somebody is on, the one opened last first. */
export async function roundsJudgedBy(db: Database, uid: string, limit: number): Promise<Pick<RoundDocument, keyof typeof judgedFields>[]> {
  return (await rounds(db).where({ 'panel.uid': uid }).orderBy('openedAt', 'desc').field(judgedFields).limit(limit).get()).data;
}

const seatedFields = { _id: true, scope: true, performances: true, panel: true, recusals: true, v: true } as const;

/** Rounds that go on, the one opened last first. */
export async function roundsGoingOn(db: Database, limit: number): Promise<Pick<RoundDocument, keyof typeof seatedFields>[]> {
  const { data } = await rounds(db).where({ state: db.command.in(['open', 'drawn', 'running']) }).orderBy('openedAt', 'desc').field(seatedFields).limit(limit).get();
  return data;
}

/** @returns false: the round was opened before */
export const insertRound = (db: Database, round: RoundDocument): Promise<boolean> => insertOnce(rounds(db), round);

/** A conditional write of a round. */
export interface RoundWrite {
  /** Beside the id, and that the act's key is not in it yet. */
  where: object;
  data: object;
  record?: AuditRecord | undefined;
}

/** @returns whether it was written: else something of `where` is no more so, or the act was done */
export async function writeRound(db: Database, id: string, act: Act, { where, data, record }: RoundWrite): Promise<boolean> {
  const { inc, push, neq } = db.command;
  const { stats } = await rounds(db)
    .where({ _id: id, ...where, 'acts.k': neq(act.k) })
    .update({ data: { ...data, v: inc(1), acts: push({ each: [act], slice: -remembered }), ...(record ? { audit: push([record]) } : {}) } });
  return stats.updated === 1;
}

/** Nothing is drawn before the roster follows this correction. @returns false: it was drawn meanwhile */
export async function stopDraw(db: Database, id: string, renew: { digest: string; at: number }): Promise<boolean> {
  const { inc, set } = db.command;
  const { stats } = await rounds(db).where({ _id: id, state: 'open', draw: null }).update({ data: { renew: set(renew), v: inc(1) } });
  return stats.updated === 1;
}

/** A performance as it lies in the running order. */
export interface Place {
  at: Performance;
  path(field: keyof Performance): string;
  /**
   * The condition that it lies there still and its fields are so. Through `elemMatch`: a condition on `performances.3.releasedAt` being null
   * would hold for every performance, for a number in a path also asks each element for a field of that name.
   */
  holds(db: Database, fields: object): object;
}

export function placeOf(round: RoundDocument, entryId: string): Place {
  const index = round.performances.findIndex((one) => one.entryId === entryId);
  const at = round.performances[index];
  if (!at) throw new Refusal('NOT_FOUND', '这一轮没有这个节目');
  const path = (field: keyof Performance) => `performances.${index}.${field}`;
  return { at, path, holds: (db, fields) => ({ [path('entryId')]: entryId, performances: db.command.elemMatch({ entryId, ...fields }) }) };
}

/**
 * Reads the round, lets the act decide, and writes; where somebody else was quicker, decides again.
 * @param decide throws the refusal
 */
export const actOn = <T>(db: Database, load: () => Promise<RoundDocument>, act: Act, decide: (round: RoundDocument, done: boolean) => Decision<T, RoundWrite> | Promise<Decision<T, RoundWrite>>): Promise<T> =>
  decideUpon(load, act, decide, (round, write) => writeRound(db, round._id, act, write));

/** What a board shows, without the acts: one document. */
export async function boardPart(db: Database, id: string): Promise<Pick<RoundDocument, BoardField> | null> {
  const { data } = await rounds(db).where({ _id: id }).field(boardFields).limit(1).get();
  return data[0] ?? null;
}

const boardFields = { contestId: true, roundId: true, title: true, name: true, state: true, rules: true, performances: true, baselineAt: true, screens: true, v: true } as const;
type BoardField = keyof typeof boardFields;

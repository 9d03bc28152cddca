import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import type { Act } from '../../platform/acts';
import { type Database, insertOnce } from '../../platform/database';
import { idOf } from '../../platform/secrets';
import type { CallDocument, HandingDocument, PanelJudge, ResultDocument, WorkDocument } from './documents';

const calls = (db: Database) => db.collection<CallDocument>('work_calls');
const works = (db: Database) => db.collection<WorkDocument>('works');
const handings = (db: Database) => db.collection<HandingDocument>('work_handings');
const results = (db: Database) => db.collection<ResultDocument>('work_results');

/** Acts that a document remembers. */
const remembered = 50;
/** Rows in one answer of the database. */
const page = 500;

export const workId = (callId: string, kind: string, uid: string) => idOf('work', uid, `${callId}:${kind}`);

export const insertCall = (db: Database, call: CallDocument): Promise<boolean> => insertOnce(calls(db), call);

export async function callById(db: Database, id: string): Promise<CallDocument | null> {
  return (await calls(db).doc(id).get()).data;
}

export async function callsByIds(db: Database, ids: readonly string[]): Promise<CallDocument[]> {
  return ids.length === 0 ? [] : (await calls(db).where({ _id: db.command.in([...ids]) }).limit(ids.length).get()).data;
}

/** Calls of an activity, latest first; at most 20. */
export async function callsOf(db: Database, activityId: string): Promise<CallDocument[]> {
  return (await calls(db).where({ activityId }).orderBy('createdAt', 'desc').limit(20).get()).data;
}

export async function busyCalls(db: Database, limit: number): Promise<CallDocument[]> {
  return (await calls(db).where({ busy: true }).limit(limit).get()).data;
}

/** Carries a cadre's act on a call out, once, where it is still as `where` says. @returns whether it did */
export async function changeCall(db: Database, id: string, where: object, act: Act, record: AuditRecord, data: object): Promise<boolean> {
  const { inc, neq, push } = db.command;
  const { stats } = await calls(db)
    .where({ _id: id, ...where, 'acts.k': neq(act.k) })
    .update({ data: { ...data, v: inc(1), acts: push({ each: [act], slice: -remembered }), audit: push([record]) } });
  return stats.updated === 1;
}

/** A step of what an act decided; a repeat changes nothing. */
export async function stepCall(db: Database, id: string, from: Pick<CallDocument, 'state'>, to: Partial<Pick<CallDocument, 'state' | 'busy'>>): Promise<void> {
  await calls(db).where({ _id: id, ...from }).update({ data: to });
}

export async function workById(db: Database, id: string): Promise<WorkDocument | null> {
  return (await works(db).doc(id).get()).data;
}

export async function workByNumber(db: Database, callId: string, number: number): Promise<WorkDocument | null> {
  return (await works(db).where({ callId, number }).limit(1).get()).data[0] ?? null;
}

/** A member's works of a call; a call has at most 6 kinds. */
export async function worksOfWriter(db: Database, callId: string, uid: string): Promise<WorkDocument[]> {
  return (await works(db).where({ callId, uid }).limit(10).get()).data;
}

/** Works of a call by id, a page of them: all that take part, or those that wait for the desk. */
export async function pileOf(db: Database, callId: string, look: boolean, after: string, limit: number): Promise<WorkDocument[]> {
  const more = { callId, _id: db.command.gt(after) };
  return (await works(db).where(look ? { ...more, state: 'in', vet: 'look' } : more).orderBy('_id', 'asc').limit(limit).get()).data;
}

/** What handing out and the result need of a work. */
export type WorkIn = Pick<WorkDocument, '_id' | 'uid' | 'kind' | 'unitPath' | 'number' | 'sheets' | 'judges' | 'recused' | 'v'>;

/** All works that take part. */
export async function worksIn(db: Database, callId: string): Promise<WorkIn[]> {
  const fields = { _id: true, uid: true, kind: true, unitPath: true, number: true, sheets: true, judges: true, recused: true, v: true } as const;
  const found: WorkIn[] = [];
  for (let after = ''; ; ) {
    const { data } = await works(db).where({ callId, state: 'in', _id: db.command.gt(after) }).orderBy('_id', 'asc').field(fields).limit(page).get();
    found.push(...data);
    if (data.length < page) return found;
    after = data[data.length - 1]?._id ?? '';
  }
}

export async function countWorks(db: Database, condition: Partial<Pick<WorkDocument, 'callId' | 'state' | 'kind' | 'vet'>> & { open?: object; uid?: object; judges?: string; 'sheets.judge'?: object | string }): Promise<number> {
  return (await works(db).where(condition).count()).total;
}

/** What a judge was given. */
export async function worksOfJudge(db: Database, callId: string, judge: string): Promise<Pick<WorkDocument, 'number' | 'kind' | 'title' | 'words' | 'vet' | 'sheets'>[]> {
  const fields = { number: true, kind: true, title: true, words: true, vet: true, sheets: true } as const;
  return (await works(db).where({ callId, judges: judge, state: 'in' }).field(fields).limit(1000).get()).data;
}

/** Works with prizes, or with any place, best first. */
export async function placedWorks(db: Database, callId: string, prized: boolean): Promise<WorkDocument[]> {
  const { gt, neq } = db.command;
  const condition = prized ? { 'result.prize': neq('') } : {};
  return (await works(db).where({ callId, 'result.place': gt(0), ...condition }).orderBy('result.place', 'asc').limit(1000).get()).data;
}

/** @returns false: there is one */
export const insertWork = (db: Database, work: WorkDocument): Promise<boolean> => insertOnce(works(db), work);

export interface WorkChange {
  /** Beside the id, and that the act's key is not in it yet. */
  where: object;
  data: object;
  record?: AuditRecord;
}

/** @returns whether it was written */
export async function changeWork(db: Database, id: string, act: Act, { where, data, record }: WorkChange): Promise<boolean> {
  const { inc, neq, push } = db.command;
  const { stats } = await works(db)
    .where({ _id: id, ...where, 'acts.k': neq(act.k) })
    .update({ data: { ...data, v: inc(1), acts: push({ each: [act], slice: -remembered }), ...(record ? { audit: push([record]) } : {}) } });
  return stats.updated === 1;
}

/** A judge's marks: one write, which finds the work only while this judge has it, has not marked it, and marks are taken. @returns whether it was written */
export async function keepMarks(db: Database, id: string, sheet: WorkDocument['sheets'][number]): Promise<boolean> {
  const { inc, neq, push } = db.command;
  const { stats } = await works(db)
    .where({ _id: id, state: 'in', closedAt: 0, judges: sheet.judge, 'sheets.judge': neq(sheet.judge) })
    .update({ data: { sheets: push([sheet]), open: inc(-1) } });
  return stats.updated === 1;
}

/** @returns false: the works of this call were handed out before */
export const insertHanding = (db: Database, handing: HandingDocument): Promise<boolean> => insertOnce(handings(db), handing);

export async function handingOf(db: Database, callId: string): Promise<HandingDocument | null> {
  return (await handings(db).doc(callId).get()).data;
}

export async function handingsToSpread(db: Database, limit: number): Promise<HandingDocument[]> {
  return (await handings(db).where({ spread: false }).limit(limit).get()).data;
}

/** Handings whose panel a member is on, latest first. */
export async function handingsTo(db: Database, judge: string): Promise<Pick<HandingDocument, '_id'>[]> {
  return (await handings(db).where({ 'panel.uid': judge }).field({ _id: true }).limit(20).get()).data;
}

/** @param short works that have fewer judges than asked for, where that has changed */
export async function noteSpread(db: Database, callId: string, short?: number): Promise<void> {
  await handings(db).where({ _id: callId, spread: false }).update({ data: { spread: true, shift: null, ...(short === undefined ? {} : { short }) } });
}

/** Decides that works go on to others, unless some are on their way already. @returns whether it was written */
export async function shiftHanding(db: Database, callId: string, shift: NonNullable<HandingDocument['shift']>, joining: readonly PanelJudge[], act: Act, record: AuditRecord): Promise<boolean> {
  const { neq, push, set } = db.command;
  const panel = joining.length > 0 ? { panel: push([...joining]) } : {};
  const { stats } = await handings(db)
    .where({ _id: callId, spread: true, 'acts.k': neq(act.k) })
    .update({ data: { spread: false, shift: set(shift), ...panel, acts: push({ each: [act], slice: -remembered }), audit: push([record]) } });
  return stats.updated === 1;
}

/** A work learns its number and its judges. A repeat changes nothing; one that does not take part any more stays as it is. */
export async function giveNumber(db: Database, id: string, number: number, judges: readonly string[]): Promise<void> {
  await works(db).where({ _id: id, number: 0, state: 'in' }).update({ data: { number, judges: db.command.set([...judges]), open: judges.length } });
}

/** From now on no marks are taken. A repeat changes nothing. */
export async function closeWorks(db: Database, callId: string, at: number): Promise<void> {
  await works(db).where({ callId, closedAt: 0 }).update({ data: { closedAt: at } });
}

export async function keepPlace(db: Database, id: string, result: NonNullable<WorkDocument['result']>): Promise<void> {
  await works(db).where({ _id: id, result: null }).update({ data: { result: db.command.set(result) } });
}

export const insertResult = (db: Database, result: ResultDocument): Promise<boolean> => insertOnce(results(db), result);

export async function resultOfCall(db: Database, callId: string): Promise<ResultDocument | null> {
  return (await results(db).doc(callId).get()).data;
}

/** Works whose photos wait for a verdict. */
export async function worksWithOpenPhotos(db: Database, now: number, limit: number): Promise<WorkDocument[]> {
  const { and, gt, lte } = db.command;
  return (await works(db).where({ photosAt: and(gt(0), lte(now)) }).limit(limit).get()).data;
}

/** Keeps verdicts, unless another work was handed in meanwhile. */
export async function keepPhotoStates(db: Database, { _id, v }: Pick<WorkDocument, '_id' | 'v'>, data: Pick<WorkDocument, 'photos' | 'photosAt'> & Partial<Pick<WorkDocument, 'vet'>>): Promise<void> {
  await works(db).where({ _id, v }).update({ data: { ...data, photos: db.command.set(data.photos) } });
}

/** Whoever leaves takes the name along, and what is not in judging. May be repeated. */
export async function forgetWriter(db: Database, uid: string): Promise<void> {
  await works(db).where({ uid, number: 0 }).update({ data: { name: '', title: '', text: '', photos: db.command.set([]), words: db.command.set([]), photosAt: 0, state: 'withdrawn' } });
  await works(db).where({ uid, name: db.command.neq('') }).update({ data: { name: '' } });
}

import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { scopeEnd } from '../../../miniprogram/domain/people/scope';
import { type Database, insertOnce } from '../../platform/database';
import type { MemberDocument } from '../people/store';

/** One absence of one member: the document that decides about it and its appeal. */
export interface AbsenceDocument {
  /** `activityId:uid` */
  _id: string;
  activityId: string;
  uid: string;
  /** Scope of the organising union: whose cadres answer an appeal. */
  scope: string;
  title: string;
  /** End of the activity. */
  at: number;
  state: Api.Absence.State;
  /** The member's act; reason and name sealed. */
  appeal: null | { k: string; h: string; t: number; reason: string; name: string; unitName: string };
  /** The organiser's act; reason sealed. */
  answer: null | { k: string; h: string; t: number; by: string; reason: string };
  /** What follows for the member's place in line may not be noted yet. */
  open: boolean;
  /** Number of acts so far, the noting included. */
  v: number;
  audit?: AuditRecord[];
}

const absences = (db: Database) => db.collection<AbsenceDocument>('absences');
const members = (db: Database) => db.collection<MemberDocument>('members');

const idFor = (activityId: string, uid: string) => `${activityId}:${uid}`;

/** Notes an absence. Idempotent. */
export async function noteAbsence(db: Database, absence: Pick<AbsenceDocument, 'activityId' | 'uid' | 'scope' | 'title' | 'at'>): Promise<void> {
  await insertOnce(absences(db), { _id: idFor(absence.activityId, absence.uid), ...absence, state: 'noted', appeal: null, answer: null, open: true, v: 1 });
}

export async function absenceOf(db: Database, activityId: string, uid: string): Promise<AbsenceDocument | null> {
  return (await absences(db).doc(idFor(activityId, uid)).get()).data;
}

/** A member's absences, latest first. */
export async function absencesOf(db: Database, uid: string, limit: number): Promise<AbsenceDocument[]> {
  return (await absences(db).where({ uid }).orderBy('at', 'desc').limit(limit).get()).data;
}

/** @returns false: it cannot be appealed against (any more) */
export async function appealAgainst(db: Database, activityId: string, uid: string, appeal: NonNullable<AbsenceDocument['appeal']>): Promise<boolean> {
  const { set, inc } = db.command;
  const { stats } = await absences(db)
    .where({ _id: idFor(activityId, uid), state: 'noted' })
    .update({ data: { state: 'appealed', appeal: set(appeal), v: inc(1) } });
  return stats.updated === 1;
}

/** Answers an appeal, with its audit record in the same write. @returns false: none waits for an answer */
export async function answerAppeal(
  db: Database,
  activityId: string,
  uid: string,
  state: 'excused' | 'upheld',
  answer: NonNullable<AbsenceDocument['answer']>,
  record: AuditRecord,
): Promise<boolean> {
  const { set, inc, push } = db.command;
  const { stats } = await absences(db)
    .where({ _id: idFor(activityId, uid), state: 'appealed' })
    .update({ data: { state, answer: set(answer), open: true, v: inc(1), audit: push([record]) } });
  return stats.updated === 1;
}

/** Appeals of one scope, the longest waiting first. */
export async function appealsIn(db: Database, scope: string, limit: number): Promise<AbsenceDocument[]> {
  const { and, gte, lt } = db.command;
  return (await absences(db).where({ state: 'appealed', scope: and(gte(scope), lt(scopeEnd(scope))) }).orderBy('appeal.t', 'asc').limit(limit).get()).data;
}

export async function openAbsences(db: Database, limit: number): Promise<AbsenceDocument[]> {
  return (await absences(db).where({ open: true }).limit(limit).get()).data;
}

export async function closeAbsence(db: Database, { _id, v }: AbsenceDocument): Promise<void> {
  await absences(db).where({ _id, v, open: true }).update({ data: { open: false } });
}

/** Keeps on the member's own document, which every call reads anyway, until when they are last in line. `rev` grows with each act: what is older does not overwrite it. */
export async function keepLast(db: Database, uid: string, until: number, rev: number): Promise<void> {
  const { and, or, exists, lt, set } = db.command;
  await members(db)
    .where(and({ _id: uid }, or({ 'last.rev': exists(false) }, { 'last.rev': lt(rev) })))
    .update({ data: { last: set({ until, rev }) } });
}

/** Forgets the absences of somebody who leaves. */
export async function dropAbsences(db: Database, uid: string): Promise<void> {
  await absences(db).where({ uid }).remove();
}

import type { Indicator } from '../../../miniprogram/domain/assessment/assessment';
import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { pathsUpwards } from '../../../miniprogram/domain/people/scope';
import { type Database, insertOnce } from '../../platform/database';
import { within } from '../people/within';

interface Act {
  k: string;
  h: string;
  t: number;
  by: string;
}

export interface AppealField {
  id: string;
  unit: string;
  indicator: number;
  reason: string;
  by: string;
  at: number;
  answer: null | { value: number | null; reason: string; by: string; at: number };
}

/** An assessment 考核: the one document that decides its targets and appeals. */
export interface AssessmentDocument {
  _id: string;
  /** Path, id and name of the union whose targets they are. */
  scope: string;
  unionId: string;
  unionName: string;
  year: number;
  title: string;
  indicators: Indicator[];
  /** Unions right below it then, with their targets, one an indicator. */
  units: { id: string; name: string; targets: number[] }[];
  appeals: AppealField[];
  v: number;
  acts: Act[];
  audit: AuditRecord[];
}

const assessments = (db: Database) => db.collection<AssessmentDocument>('assessments');

/** @returns false: the id is taken */
export const insertAssessment = (db: Database, one: AssessmentDocument): Promise<boolean> => insertOnce(assessments(db), one);

export async function assessmentById(db: Database, id: string): Promise<AssessmentDocument | null> {
  return (await assessments(db).doc(id).get()).data;
}

/** Of the unions at and below these scopes, and of those above them; newest year first. */
export async function assessmentsAround(db: Database, scopes: readonly string[], limit: number): Promise<AssessmentDocument[]> {
  const { in: oneOf, or } = db.command;
  const above = [...new Set(scopes.flatMap(pathsUpwards))];
  return (await assessments(db).where({ scope: or(within(db, scopes), oneOf(above)) }).orderBy('year', 'desc').limit(limit).get()).data;
}

/** Carries an act out if nobody has since it was read. @returns whether it did */
export async function changeAppeals(db: Database, before: AssessmentDocument, appeals: AppealField[], act: Act, record: AuditRecord): Promise<boolean> {
  const { inc, push, set } = db.command;
  const { stats } = await assessments(db)
    .where({ _id: before._id, v: before.v })
    .update({ data: { appeals: set(appeals), v: inc(1), acts: push([act]), audit: push([record]) } });
  return stats.updated === 1;
}

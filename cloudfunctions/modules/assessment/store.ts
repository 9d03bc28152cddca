import type { Indicator } from '../../../miniprogram/domain/assessment/assessment';
import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { pathsUpwards } from '../../../miniprogram/domain/people/scope';
import type { Act } from '../../platform/acts';
import { type Database, insertOnce } from '../../platform/database';
import { within } from '../people/within';

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
  /** The assessment that set the targets which this one hands down; empty: none. */
  from: string;
  /** The decision: values by unit and indicator as they stood then; null: not yet. */
  final: null | { at: number; by: string; values: number[][] };
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

export const waitingIn = ({ appeals }: Pick<AssessmentDocument, 'appeals'>): number => appeals.filter(({ answer }) => answer === null).length;

/** Assessments that hand this one's targets further down, by their unions. */
export async function handedDown(db: Database, id: string): Promise<Map<string, string>> {
  const { data } = await assessments(db).where({ from: id }).field({ _id: true, unionId: true }).limit(300).get();
  return new Map(data.map(({ _id, unionId }) => [unionId, _id]));
}

export type Change = Partial<Pick<AssessmentDocument, 'appeals' | 'final'>>;

/** Carries an act out if nobody has since it was read. @returns whether it did */
export async function change(db: Database, before: AssessmentDocument, { appeals, final }: Change, act: Act, record: AuditRecord): Promise<boolean> {
  const { inc, push, set } = db.command;
  const changed = { ...(appeals && { appeals: set(appeals) }), ...(final && { final: set(final) }) };
  const { stats } = await assessments(db)
    .where({ _id: before._id, v: before.v })
    .update({ data: { ...changed, v: inc(1), acts: push([act]), audit: push([record]) } });
  return stats.updated === 1;
}

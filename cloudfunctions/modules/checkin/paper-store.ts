import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { type Database, insertOnce } from '../../platform/database';

/** One act of 代录, decided by its insert, with its audit record; the check-ins are carried out after it and by the job. */
export interface PaperDocument {
  _id: string;
  k: string;
  h: string;
  by: string;
  at: number;
  activityId: string;
  /** When these members came, as the paper says. */
  cameAt: number;
  reason: string;
  uids: string[];
  /** Are check-ins still to be carried out? */
  open: boolean;
  audit?: AuditRecord[];
}

const papers = (db: Database) => db.collection<PaperDocument>('papers');

export async function paperById(db: Database, id: string): Promise<PaperDocument | null> {
  return (await papers(db).doc(id).get()).data;
}

/** @returns false: the id is taken */
export function insertPaper(db: Database, paper: PaperDocument): Promise<boolean> {
  return insertOnce(papers(db), paper);
}

export async function closePaper(db: Database, id: string): Promise<void> {
  await papers(db).where({ _id: id, open: true }).update({ data: { open: false } });
}

/** Acts from before `before` that broke off. */
export async function openPapers(db: Database, before: number, limit: number): Promise<PaperDocument[]> {
  return (await papers(db).where({ open: true, at: db.command.lt(before) }).limit(limit).get()).data;
}

import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { day, minute } from '../../../miniprogram/domain/time/shanghai';
import { type Database, insertOnce } from '../../platform/database';
import { secretPath } from '../../platform/storage';

/** A file that somebody asked for: the job, and the only place that says what to make and who may have it. */
export interface ExportDocument {
  _id: string;
  /** Key and input hash of the act that asked for it, and who did. */
  k: string;
  h: string;
  by: string;
  at: number;
  /** The act's audit record, where the file names people, until it is in the chain. */
  audit?: AuditRecord[];
  kind: Api.Export.Kind;
  subject: string;
  options: Record<string, unknown>;
  /** Path of the union in whose name: whoever has lost the role over it gets the file no more. */
  scope: string;
  name: string;
  format: Api.Export.Format;
  state: Api.Export.State;
  /** queued or running: as a field of its own, for the index. */
  open: boolean;
  /** When the timer must look at it: open, to start it again; else, to delete it. */
  due: number;
  /** Runs so far since it was asked for or retried. */
  tries: number;
  /** Number of all runs: the name of a claim. */
  run: number;
  progress: number;
  /** Where the file goes in storage; nobody guesses it. */
  path: string;
  fileId: string;
  size: number;
  fault: string;
  /** Key of the last act that retried it; empty: none. */
  retried: string;
}

/** The function's time-out and some more: a run that has not ended by then is dead. */
const leaseFor = 90_000;
/** How soon the timer starts what no function has taken. */
const graceFor = 30_000;
export const keptFor = 7 * day;
export const maxTries = 3;

const exports = (db: Database) => db.collection<ExportDocument>('exports');

type Asked = Pick<ExportDocument, '_id' | 'k' | 'h' | 'by' | 'at' | 'audit' | 'kind' | 'subject' | 'options' | 'scope' | 'name' | 'format'>;

/** @returns false: the same act was here before */
export function insertExport(db: Database, asked: Asked): Promise<boolean> {
  const fresh = { state: 'queued', open: true, due: asked.at + graceFor, tries: 0, run: 0, progress: 0, path: secretPath('exports', asked.format), fileId: '', size: 0, fault: '', retried: '' } as const;
  return insertOnce(exports(db), { ...asked, ...fresh });
}

export async function exportById(db: Database, id: string): Promise<ExportDocument | null> {
  return (await exports(db).doc(id).get()).data;
}

/** What somebody asked for, latest first. */
export async function exportsOf(db: Database, uid: string, since: number, limit: number): Promise<ExportDocument[]> {
  const { data } = await exports(db).where({ by: uid, at: db.command.gt(since) }).orderBy('at', 'desc').limit(limit).get();
  return data;
}

/**
 * Takes a job that nobody is at: queued, or running with a lease that has lapsed. Compare-and-set on the number of the run,
 * so that of two at once one has it.
 * @returns the job with its new run's number; null: somebody is at it, or it is over
 */
export async function claim(db: Database, id: string, now: number): Promise<ExportDocument | null> {
  const job = await exportById(db, id);
  if (!job || !job.open || (job.state === 'running' && now < job.due)) return null;
  const taken = { state: 'running' as const, run: job.run + 1, tries: job.tries + 1, due: now + leaseFor };
  const { stats } = await exports(db).where({ _id: id, open: true, run: job.run, state: job.state }).update({ data: taken });
  return stats.updated === 1 ? { ...job, ...taken } : null;
}

type Claimed = Pick<ExportDocument, '_id' | 'run'>;
const mine = ({ _id, run }: Claimed) => ({ _id, run, state: 'running' });

export async function noteProgress(db: Database, job: Claimed, progress: number): Promise<void> {
  await exports(db).where(mine(job)).update({ data: { progress } });
}

/** @returns false: another run has the job by now */
export async function finish(db: Database, job: Claimed, file: { fileId: string; size: number }, now: number): Promise<boolean> {
  const { stats } = await exports(db).where(mine(job)).update({ data: { ...file, state: 'done', open: false, progress: 100, due: now + keptFor } });
  return stats.updated === 1;
}

export async function fail(db: Database, job: Claimed, fault: string, now: number): Promise<void> {
  await exports(db).where(mine(job)).update({ data: { fault, state: 'failed', open: false, due: now + keptFor } });
}

/** Gives a job back for a later run. */
export async function release(db: Database, job: Claimed, now: number): Promise<void> {
  await exports(db).where(mine(job)).update({ data: { state: 'queued', progress: 0, due: now + minute } });
}

/** Opens a failed job again. @returns whether this act did */
export async function reopen(db: Database, id: string, key: string, now: number): Promise<boolean> {
  const { stats } = await exports(db)
    .where({ _id: id, state: 'failed', retried: db.command.neq(key) })
    .update({ data: { state: 'queued', open: true, tries: 0, progress: 0, fault: '', retried: key, due: now + graceFor } });
  return stats.updated === 1;
}

/** Jobs that no function has taken, or whose function died. */
export async function forgotten(db: Database, now: number, limit: number): Promise<ExportDocument[]> {
  return (await exports(db).where({ open: true, due: db.command.lte(now) }).orderBy('due', 'asc').limit(limit).get()).data;
}

/** Jobs whose file is to go. */
export async function outlived(db: Database, now: number, limit: number): Promise<ExportDocument[]> {
  return (await exports(db).where({ open: false, due: db.command.lte(now) }).orderBy('due', 'asc').limit(limit).get()).data;
}

/** Removes a job whose file is gone, once its audit record is in the chain. */
export async function removeExport(db: Database, id: string): Promise<void> {
  await exports(db).where({ _id: id, open: false, 'audit.0': db.command.exists(false) }).remove();
}

import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { askFor } from '../../../miniprogram/domain/export/second';
import { day, minute } from '../../../miniprogram/domain/time/shanghai';
import type { Act } from '../../platform/acts';
import { type Database, insertOnce } from '../../platform/database';
import { secretPath } from '../../platform/storage';
import { within } from '../people/within';

/** The consent of a second person that a file needs. */
export interface Second {
  /** Whose filled-in fields it will hold, when it was asked for. */
  people: number;
  scopeName: string;
  /** The answer; `reason`: why not, null: agreed. null: none yet. */
  decision: (Act & { reason: string | null }) | null;
}

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
  /** What has lapsed stays `waits`: the clock says so. */
  state: Exclude<Api.Export.State, 'lapsed'>;
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
  /** Absent: it needs nobody's consent. */
  second?: Second;
}

/** The function's time-out and some more: a run that has not ended by then is dead. */
const leaseFor = 90_000;
/** How soon the timer starts what no function has taken. */
const graceFor = 30_000;
export const keptFor = 7 * day;
export const maxTries = 3;

const exports = (db: Database) => db.collection<ExportDocument>('exports');

type Asked = Pick<ExportDocument, '_id' | 'k' | 'h' | 'by' | 'at' | 'audit' | 'kind' | 'subject' | 'options' | 'scope' | 'name' | 'format' | 'second'>;

/** What needs consent waits: neither the timer nor a function takes it. @returns false: the same act was here before */
export function insertExport(db: Database, asked: Asked): Promise<boolean> {
  const begun = asked.second ? ({ state: 'waits', open: false, due: asked.at + keptFor } as const) : ({ state: 'queued', open: true, due: asked.at + graceFor } as const);
  const fresh = { ...begun, tries: 0, run: 0, progress: 0, path: secretPath('exports', asked.format), fileId: '', size: 0, fault: '', retried: '' } as const;
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

const stillWaits = (db: Database, now: number) => ({ state: 'waits', at: db.command.gt(now - askFor) });

/** What waits for the consent of this member, as the condition of a query. */
export const waitsFor = (db: Database, scopes: readonly string[], uid: string, now: number): object => ({
  ...stillWaits(db, now),
  scope: within(db, scopes),
  by: db.command.neq(uid),
});

/** Oldest first. */
export async function waitingFor(db: Database, scopes: readonly string[], uid: string, now: number, limit: number): Promise<ExportDocument[]> {
  return (await exports(db).where(waitsFor(db, scopes, uid, now)).orderBy('at', 'asc').limit(limit).get()).data;
}

/** Lets a waiting job begin, or ends it: by somebody else than who asked, in time, and once. @returns whether this act did */
export async function answerAsk(db: Database, id: string, decision: NonNullable<Second['decision']>, record: AuditRecord): Promise<boolean> {
  const { push, set, neq } = db.command;
  const { t, by, reason } = decision;
  const next = reason === null ? { state: 'queued', open: true, due: t + graceFor } : { state: 'refused', fault: reason };
  const { stats } = await exports(db)
    .where({ _id: id, ...stillWaits(db, t), by: neq(by) })
    .update({ data: { ...next, 'second.decision': set(decision), audit: push([record]) } });
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

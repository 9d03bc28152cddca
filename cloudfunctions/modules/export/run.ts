import * as v from 'valibot';
import type { Database } from '../../platform/database';
import { Refusal, sentences } from '../../platform/errors';
import { id } from '../../platform/fields';
import { causeOf, log } from '../../platform/log';
import { storeFile } from '../../platform/storage';
import { type Make, makers } from './kinds';
import { claim, type ExportDocument, exportById, fail, finish, maxTries, noteProgress, release } from './store';

/** What a run says to the function that asked for it: all that matters stands in the job. */
export type Ran = { ok: true; state: Api.Export.State } | { ok: false; error: { code: Api.ErrorCode; message: string } };

const refused = (code: Api.ErrorCode): Ran => ({ ok: false, error: { code, message: sentences[code] } });
const schema = v.strictObject({ jobId: id });

/** Makes the file of one stored job. May be asked for twice, at once, or after a crash: who claims the job makes it. */
export async function runExport(db: Database, event: unknown, now: number): Promise<Ran> {
  const asked = v.safeParse(schema, event);
  if (!asked.success) return refused('BAD_INPUT');
  const { jobId } = asked.output;
  const job = await claim(db, jobId, now);
  if (!job) {
    const other = await exportById(db, jobId);
    return other ? { ok: true, state: other.state } : refused('NOT_FOUND');
  }
  if (job.tries > maxTries) await fail(db, job, '生成文件时多次出错，请点“重试”；还不行请联系上级工会', now);
  else await work(db, job, now);
  return { ok: true, state: (await exportById(db, jobId))?.state ?? 'failed' };
}

async function work(db: Database, job: ExportDocument, now: number): Promise<void> {
  const started = Date.now();
  try {
    // The job's options were read by its own kind's schema when it was asked for.
    const make = makers[job.kind] as Make<Api.Export.Kind>;
    const file = await make({ db, subject: job.subject, options: job.options as Api.Export.Kinds[Api.Export.Kind], now, progress: progressOf(db, job) });
    const fileId = await storeFile(job.path, file);
    await finish(db, job, { fileId, size: file.length }, now);
    log('export', { jobId: job._id, kind: job.kind, bytes: file.length, ms: Date.now() - started });
  } catch (error) {
    if (error instanceof Refusal) {
      await fail(db, job, error.sentence, now);
      return;
    }
    log('export', { jobId: job._id, kind: job.kind, tries: job.tries, ...causeOf(error) });
    if (job.tries >= maxTries) await fail(db, job, '生成文件时出错了，请点“重试”', now);
    else await release(db, job, now);
  }
}

/** Notes progress in steps of ten: the asker's bar moves, the database is left in peace. */
function progressOf(db: Database, job: ExportDocument): (share: number) => Promise<void> {
  let noted = 0;
  return async (share) => {
    const progress = Math.min(95, Math.floor(share * 95));
    if (progress < noted + 10) return;
    noted = progress;
    await noteProgress(db, job, progress);
  };
}

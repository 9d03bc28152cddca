import * as v from 'valibot';
import { askFor, hasLapsed, needsSecond } from '../../../miniprogram/domain/export/second';
import { holds } from '../../../miniprogram/domain/people/scope';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { start as startFunction } from '../../platform/functions';
import { type Action, defineAction, type Member } from '../../platform/router';
import { idOf, inputHash } from '../../platform/secrets';
import { addressOf } from '../../platform/storage';
import { recordOf } from '../audit/record';
import { catalogue, fileName, kindNames, type KindRow } from './catalogue';
import { type ExportDocument, exportById, exportsOf, insertExport, keptFor, reopen } from './store';

/** Files that one person may have in the making. */
const openAtMost = 5;
/** How long an asker waits for the function, ms: small files are done by then; the others go on without the asker. */
const patience = 1_500;
/** An address of a file is good for so long, s. */
const addressFor = 600;
const recentSize = 20;

const stillWaits = ({ state, at }: ExportDocument, now: number) => state === 'waits' && !hasLapsed(at, now);

export function jobOf(job: ExportDocument, now: number): Api.Export.Job {
  const { _id, kind, subject, name, format, progress, at, size, fault } = job;
  const waits = stillWaits(job, now);
  const state = job.state === 'waits' && !waits ? 'lapsed' : job.state;
  return { jobId: _id, kind, subject, name, format, state, progress, at, expiresAt: job.open ? at + keptFor : job.due, lapsesAt: waits ? at + askFor : null, size, fault };
}

/** A job of this member's own; to everybody else it does not exist. */
async function own(db: Database, jobId: string, member: Member): Promise<ExportDocument> {
  const job = await exportById(db, jobId);
  if (!job || job.by !== member.uid) throw new Refusal('NOT_FOUND', '没有找到这个文件，可能已过期删除');
  return job;
}

/** Starts the function at a job, and says how far it is a moment later. */
async function begin(db: Database, jobId: string, member: Member, now: number): Promise<Api.Export.Job> {
  await startFunction('export', { jobId }, patience);
  return jobOf(await own(db, jobId, member), now);
}

const startSchema = v.strictObject({ kind: v.picklist(kindNames), subject: id, options: v.record(v.string(), v.unknown()) });

const start = defineAction('export.start', 'act', startSchema, async ({ db, input, key, member, now }) => {
  const jobId = idOf('export', member.uid, key);
  const hash = inputHash(input);
  const before = await exportById(db, jobId);
  if (before) {
    if (before.h !== hash) throw new Refusal('KEY_REUSED');
    return { job: jobOf(before, now) };
  }
  // The row's own options are the kind's: which kind it is is known at run time only.
  const row = catalogue[input.kind] as KindRow<Api.Export.Kind>;
  const options = v.safeParse(row.options, input.options);
  if (!options.success) throw new Refusal('BAD_INPUT', options.issues[0].type === 'check' ? options.issues[0].message : undefined);
  const { scope, scopeName, title } = await row.subjectOf(db, input.subject, options.output, member, now);
  const others = await exportsOf(db, member.uid, now - keptFor, 50);
  if (others.filter((job) => job.open || stillWaits(job, now)).length >= openAtMost) throw new Refusal('SLOW_DOWN', `还有 ${openAtMost} 个文件正在生成或等同事同意，请等它们完成`);
  const people = (await row.filledIn?.(db, input.subject, options.output)) ?? 0;
  const second = needsSecond(people) ? { second: { people, scopeName, decision: null } } : {};
  const details = { kind: input.kind, options: options.output };
  const audit = row.personal ? [recordOf({ act: needsSecond(people) ? 'export.ask' : 'activity.export', by: member.uid, key, at: now, subject: input.subject, scope, scopeName, details })] : [];
  const asked = { _id: jobId, k: key, h: hash, by: member.uid, at: now, audit, ...details, subject: input.subject, scope, name: fileName(input.kind, title), format: row.format, ...second };
  // Where the same act is here at the same moment, either may start the function: one of the two runs gets the job.
  await insertExport(db, asked);
  return { job: needsSecond(people) ? jobOf(await own(db, jobId, member), now) : await begin(db, jobId, member, now) };
});

const subject = v.strictObject({ jobId: id });

const status = defineAction('export.status', 'member', subject, async ({ db, input, member, now }) => ({ job: jobOf(await own(db, input.jobId, member), now), now }));

const recent = defineAction('export.recent', 'member', v.strictObject({}), async ({ db, member, now }) => ({
  jobs: (await exportsOf(db, member.uid, now - keptFor, recentSize)).map((job) => jobOf(job, now)),
  now,
}));

const link = defineAction('export.link', 'member', subject, async ({ db, input, member, now }) => {
  const job = await own(db, input.jobId, member);
  if (!holds(member.grants, 'cadre', job.scope, now)) throw new Refusal('FORBIDDEN', '您已不再负责这个工会，不能再打开这个文件');
  if (job.state !== 'done') throw new Refusal('NOT_OPEN', '文件还没有生成好');
  const url = now < job.due ? await addressOf(job.fileId, addressFor) : null;
  if (url === null) throw new Refusal('CLOSED', '文件已过期删除，请重新生成');
  return { url, name: job.name };
});

const retry = defineAction('export.retry', 'act', subject, async ({ db, input, key, member, now }) => {
  const job = await own(db, input.jobId, member);
  if (!holds(member.grants, 'cadre', job.scope, now)) throw new Refusal('FORBIDDEN', '您已不再负责这个工会，不能再生成这个文件');
  return { job: (await reopen(db, job._id, key, now)) ? await begin(db, job._id, member, now) : jobOf(await own(db, job._id, member), now) };
});

export const exportActions: readonly Action[] = [start, status, recent, link, retry];

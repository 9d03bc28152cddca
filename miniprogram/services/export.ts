import { common } from '../texts/common';
import { call } from './client';
import { ServiceError } from './errors';
import { fetchAs } from './files';
import { once } from './once';

/** Asks for a file; the next request for the same one is a new file. */
export const startExport = <K extends Api.Export.Kind>(kind: K, subject: string, options: Api.Export.Kinds[K]) =>
  once(`export:${kind}:${subject}:${JSON.stringify(options)}`, 'export.start', { kind, subject, options });

export const exportStatus = (jobId: string) => call('export.status', { jobId });

export const recentExports = () => call('export.recent', {});

export const exportLink = (jobId: string) => call('export.link', { jobId });

export const retryExport = (jobId: string) => once(`retryExport:${jobId}`, 'export.retry', { jobId });

/** Files of others that wait for a second person. */
export const waitingExports = () => call('export.waiting', {});

export const approveExport = (jobId: string) => once(`approveExport:${jobId}`, 'export.approve', { jobId });

export const refuseExport = (jobId: string, reason: string) => once(`refuseExport:${jobId}:${reason}`, 'export.refuse', { jobId, reason });

/** How often it is asked whether a file is ready, ms, and how many times: two minutes in all. */
const every = 1000;
const asks = 120;

/** Makes a small file and opens it. @throws ServiceError where it could not be made */
export async function openExport<K extends Api.Export.Kind>(kind: K, subject: string, options: Api.Export.Kinds[K]): Promise<void> {
  let { job } = await startExport(kind, subject, options);
  for (let ask = 0; (job.state === 'queued' || job.state === 'running') && ask < asks; ask += 1) {
    await new Promise((resolve) => setTimeout(resolve, every));
    ({ job } = await exportStatus(job.jobId));
  }
  if (job.state !== 'done') throw new ServiceError(job.state === 'failed' ? 'NOT_FOUND' : 'UNREACHABLE', job.fault || common.unreachable);
  const { url, name } = await exportLink(job.jobId);
  await wx.openDocument({ filePath: await fetchAs(url, name), showMenu: true });
}

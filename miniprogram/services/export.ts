import { call } from './client';
import { once } from './once';

/** Asks for a file; the next request for the same one is a new file. */
export const startExport = <K extends Api.Export.Kind>(kind: K, subject: string, options: Api.Export.Kinds[K]) =>
  once(`export:${kind}:${subject}:${JSON.stringify(options)}`, 'export.start', { kind, subject, options });

export const exportStatus = (jobId: string) => call('export.status', { jobId });

export const recentExports = () => call('export.recent', {});

export const exportLink = (jobId: string) => call('export.link', { jobId });

export const retryExport = (jobId: string) => once(`retryExport:${jobId}`, 'export.retry', { jobId });

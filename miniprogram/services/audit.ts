import { call } from './client';

/** What was done in my scope, latest first. Names are not kept on the phone. */
export const records = (cursor?: string) => call('audit.list', cursor === undefined ? {} : { cursor });

/** What is not in the chain yet. */
export const pendingRecords = () => call('audit.pending', {});

/** Hashes the next stretch of the chain again. */
export const verify = (cursor?: string) => call('audit.verify', cursor === undefined ? {} : { cursor });

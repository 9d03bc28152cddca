import { call } from './client';

/** What was done in my scope, latest first. Names are not kept on the phone. */
export const records = (cursor?: string) => call('audit.list', cursor === undefined ? {} : { cursor });

/** Hashes the next stretch of the chain again. */
export const verify = (cursor?: string) => call('audit.verify', cursor === undefined ? {} : { cursor });

import cloud from 'wx-server-sdk';
import { type Ran, runExport } from '../modules/export/run';
import { serverNow } from '../platform/clock';
import { connect } from '../platform/database';
import { closedAnswer, isClosed } from '../platform/gate';
import { sentences } from '../platform/errors';

const db = connect();

/** Makes one file. Only functions may ask: an event proves nothing, the chain of callers does. What to make stands in the stored job. */
export async function main(event: unknown): Promise<Ran> {
  const { SOURCE = '' } = cloud.getWXContext();
  if (!SOURCE.endsWith(',scf')) return { ok: false, error: { code: 'FORBIDDEN', message: sentences.FORBIDDEN } };
  if (isClosed()) return closedAnswer;
  return runExport(db, event, serverNow());
}

import cloud from 'wx-server-sdk';
import { settleApplications } from '../modules/application/settle';
import { foldAudit } from '../modules/audit/fold';
import { settleExports } from '../modules/export/settle';
import { remind } from '../modules/notice/remind';
import { settlePeople } from '../modules/people/settle';
import { settleSeats } from '../modules/registration/settle';
import { settleImports } from '../modules/unions/import-run';
import { serverNow } from '../platform/clock';
import { connect } from '../platform/database';
import { sentences } from '../platform/errors';
import { log } from '../platform/log';

const db = connect();

/** What the timer does. Only the timer itself may: an event proves nothing, the source does. */
export async function main(): Promise<{ ok: boolean; settled?: number; reminded?: number; folded?: number; error?: { code: Api.ErrorCode; message: string } }> {
  if (cloud.getWXContext().SOURCE !== 'wx_trigger') return { ok: false, error: { code: 'FORBIDDEN', message: sentences.FORBIDDEN } };
  const now = serverNow();
  const settled = (await settlePeople(db, now)) + (await settleImports(db, now)) + (await settleApplications(db, now)) + (await settleSeats(db, now)) + (await settleExports(db, now));
  const reminded = await remind(db, now);
  const folded = await foldAudit(db);
  log('job', { settled, reminded, folded });
  return { ok: true, settled, reminded, folded };
}

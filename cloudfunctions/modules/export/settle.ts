import type { Database } from '../../platform/database';
import { start } from '../../platform/functions';
import { causeOf, log } from '../../platform/log';
import { wipeFile } from '../../platform/storage';
import { forgotten, outlived, removeExport } from './store';

const startedAtOnce = 3;
const deletedAtOnce = 20;
/** How long to wait for the function that makes a file, ms; it goes on alone. */
const patience = 1_000;

/**
 * Starts jobs that no function has taken or whose function died, and deletes files 7 days after they were made.
 * Every step may be repeated: the function claims its job, a file that is gone may go again.
 * @returns how many jobs were dealt with
 */
export async function settleExports(db: Database, now: number): Promise<number> {
  const open = await forgotten(db, now, startedAtOnce);
  await Promise.all(open.map(({ _id }) => start('export', { jobId: _id }, patience)));
  let dealtWith = open.length;
  for (const { _id, path } of await outlived(db, now, deletedAtOnce)) {
    try {
      await wipeFile(path);
      await removeExport(db, _id);
      dealtWith += 1;
    } catch (error) {
      log('wipe', { jobId: _id, ...causeOf(error) });
    }
  }
  return dealtWith;
}

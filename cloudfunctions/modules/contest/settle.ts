import type { Database } from '../../platform/database';
import { checkClaims, releaseLoose } from './claims';
import { noteReleased, unreleasedEntries } from './entry-store';

/** At most this many documents of each kind a run: the next run takes the rest. */
const batch = 50;

/** Finishes what a crash left between an entry and its claims on songs and places. @returns how many documents were looked at */
export async function settleClaims(db: Database, now: number): Promise<number> {
  const loose = await unreleasedEntries(db, batch);
  for (const entry of loose) {
    await releaseLoose(db, entry);
    await noteReleased(db, entry);
  }
  return loose.length + (await checkClaims(db, 'contest_songs', now, batch)) + (await checkClaims(db, 'contest_units', now, batch));
}

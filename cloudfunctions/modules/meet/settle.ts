import type { Database } from '../../platform/database';
import { letGo } from './athletes';
import { delegationById, delegationKey, unreleasedDelegations } from './delegation-store';
import { makeEvents } from './drawing';
import { lockAll } from './lists';
import { tellAll } from './word';
import { unfinishedMeets } from './meet-store';
import { checkPeople } from './person-claims';
import { spreadRecords } from './record-actions';

/** At most this many documents a run: the next run takes the rest. */
const batch = 100;

/** Finishes locking and drawing where a call broke off. @returns how many meets were looked at */
export async function settleMeets(db: Database, now: number): Promise<number> {
  const found = await unfinishedMeets(db, 10);
  for (const meet of found) {
    if (meet.unlocked) await lockAll(db, meet);
    if (meet.undrawn) await makeEvents(db, meet);
    if (meet.untold) await tellAll(db, meet, now);
    if (meet.unspread) await spreadRecords(db, meet._id);
  }
  return found.length;
}

/** Finishes what a crash left between a delegation and its claims on people. @returns how many documents were looked at */
export async function settleDelegations(db: Database, now: number): Promise<number> {
  const loose = await unreleasedDelegations(db, batch);
  for (const delegation of loose) await letGo(db, delegation);
  const athletesOf = async (meetId: string, unitId: string) => {
    const found = await delegationById(db, delegationKey(meetId, unitId));
    return found && new Set(found.athletes.map(({ uid }) => uid));
  };
  return loose.length + (await checkPeople(db, athletesOf, now, batch));
}

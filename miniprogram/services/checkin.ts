import { keepAnswer, lastAnswer } from './answers';
import { call } from './client';
import { once } from './once';

/** Gate staff: today's gates and the keys to verify passes with; kept for a gate without a network. The keys of files go where the files are looked after. */
export async function duties() {
  const answer = await call('checkin.duties', {});
  keepAnswer('checkin.duties', {}, { ...answer, deviceKeys: {} });
  return answer;
}

export const lastDuties = () => lastAnswer('checkin.duties', {});

/** Admits the bearer of a pass. The scan's own key makes a repeat, also from the offline queue, the same scan. */
export const scan = (input: Api.Input<'checkin.scan'>, key: string) => call('checkin.scan', input, { key });

/** Admits somebody by name, or somebody who is not on the list, with a reason. */
export const admit = (input: Api.Input<'checkin.admit'>, key: string) => call('checkin.admit', input, { key });

/** How many came and are inside, at all gates. */
export const counts = (activityId: string) => call('checkin.counts', { activityId });

/** Most scans that one call tells. */
export const syncAtMost = 50;

/** Tells scans that were made without a network. */
export const sync = (activityId: string, scans: Api.CheckIn.OfflineScan[]) => call('checkin.sync', { activityId, scans });

/** Everybody who holds a place, and who gave theirs back. */
export async function list(activityId: string): Promise<{ rows: Api.CheckIn.ListRow[]; gone: string[] }> {
  const rows: Api.CheckIn.ListRow[] = [];
  const gone: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Api.Output<'checkin.list'> = await call('checkin.list', cursor === '' ? { activityId } : { activityId, cursor });
    rows.push(...page.rows);
    gone.push(...page.gone);
    cursor = page.next;
  }
  return { rows, gone };
}

export const venueCode = (activityId: string) => call('checkin.venueCode', { activityId });

/** Checks the member in with the code on the screen at the place. */
export const checkInSelf = (activityId: string, code: string) => once(`self:${activityId}`, 'checkin.self', { activityId, code });

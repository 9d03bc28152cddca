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

/** Somebody in the list of a gate, and whether they came in and left again. */
export type GateRow = Api.CheckIn.ListRow & { left: boolean };

/** Everybody who holds a place, and who gave theirs back. `exits`: the activity counts who leaves. */
export async function list(activityId: string, exits: boolean): Promise<{ rows: GateRow[]; gone: string[] }> {
  const left = new Set(exits ? await leftOf(activityId) : []);
  const rows: Api.CheckIn.ListRow[] = [];
  const gone: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Api.Output<'checkin.list'> = await call('checkin.list', cursor === '' ? { activityId } : { activityId, cursor });
    rows.push(...page.rows);
    gone.push(...page.gone);
    cursor = page.next;
  }
  return { rows: rows.map((row) => ({ ...row, left: left.has(row.uid) })), gone };
}

async function leftOf(activityId: string): Promise<string[]> {
  const all: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Api.Output<'checkin.left'> = await call('checkin.left', cursor === '' ? { activityId } : { activityId, cursor });
    all.push(...page.uids);
    cursor = page.next;
  }
  return all;
}

/** Everybody who holds a place and has not come, and until when 代录 is possible. */
export async function absent(activityId: string): Promise<Pick<Api.Output<'checkin.absent'>, 'rows' | 'until'>> {
  const rows: Api.Output<'checkin.absent'>['rows'] = [];
  for (let cursor: string | null = ''; ; ) {
    const page: Api.Output<'checkin.absent'> = await call('checkin.absent', cursor === '' ? { activityId } : { activityId, cursor });
    rows.push(...page.rows);
    cursor = page.next;
    if (cursor === null) return { rows, until: page.until };
  }
}

/** Most people whom one call enters. */
export const paperAtMost = 50;

/** 代录. */
export const enterPaper = (input: Api.Input<'checkin.paper'>) => once(`paper:${JSON.stringify(input)}`, 'checkin.paper', input);

export const venueCode = (activityId: string) => call('checkin.venueCode', { activityId });

/** Checks the member in with the code on the screen at the place. */
export const checkInSelf = (activityId: string, code: string) => once(`self:${activityId}`, 'checkin.self', { activityId, code });

import { type Database, insertOnce } from '../../platform/database';
import type { PersonClaim } from './documents';

/**
 * One person is in one delegation of a meet. A claim is made before the delegation is written, so that no crash lets somebody into two;
 * what a crash leaves over is taken back by the job.
 */

/** After so long the function that made a claim is certainly over, ms. */
const settles = 120_000;

const claims = (db: Database) => db.collection<PersonClaim>('meet_people');

export const claimKey = (meetId: string, uid: string) => `${meetId}:${uid}`;

export interface Claimer {
  meetId: string;
  unitId: string;
  unitName: string;
}

/**
 * Makes claims or makes sure of them. A call that is refused afterwards leaves them to the job: for another call of the unit may stand on them by then.
 * @returns whose the others are, by uid; those that could be made are made
 */
export async function claimPeople(db: Database, mine: Claimer, uids: readonly string[], now: number): Promise<Map<string, string>> {
  const taken = new Map<string, string>();
  for (let from = 0; from < uids.length; from += 20) await Promise.all(uids.slice(from, from + 20).map((uid) => claimOne(db, mine, uid, now, taken)));
  return taken;
}

async function claimOne(db: Database, { meetId, unitId, unitName }: Claimer, uid: string, now: number, taken: Map<string, string>): Promise<void> {
  const _id = claimKey(meetId, uid);
  if (await insertOnce(claims(db), { _id, meetId, unitId, unitName, touched: now, unsure: true })) return;
  const { stats } = await claims(db).where({ _id, unitId }).update({ data: { touched: now, unsure: true } });
  if (stats.updated === 0) taken.set(uid, (await claims(db).doc(_id).get()).data?.unitName ?? '');
}

/** Lets go whom a delegation has given up, unless an act made sure of them since. Idempotent. */
export async function release(db: Database, meetId: string, unitId: string, loose: readonly { uid: string; until: number }[]): Promise<void> {
  await Promise.all(loose.map(({ uid, until }) => claims(db).where({ _id: claimKey(meetId, uid), unitId, touched: db.command.lte(until) }).remove()));
}

export async function claimOf(db: Database, meetId: string, uid: string): Promise<PersonClaim | null> {
  return (await claims(db).doc(claimKey(meetId, uid)).get()).data;
}

/**
 * Takes back claims that no athlete stands behind, of those that were made a while ago.
 * @param athletesOf uids of a unit's delegation; null: there is none
 * @returns how many were looked at
 */
export async function checkPeople(db: Database, athletesOf: (meetId: string, unitId: string) => Promise<ReadonlySet<string> | null>, now: number, limit: number): Promise<number> {
  const { data } = await claims(db).where({ unsure: true, touched: db.command.lt(now - settles) }).limit(limit).get();
  const lists = new Map<string, ReadonlySet<string> | null>();
  for (const { _id, meetId, unitId, touched } of data) {
    const key = `${meetId}:${unitId}`;
    if (!lists.has(key)) lists.set(key, await athletesOf(meetId, unitId));
    const stands = lists.get(key)?.has(_id.slice(meetId.length + 1)) ?? false;
    const same = claims(db).where({ _id, touched });
    if (stands) await same.update({ data: { unsure: false } });
    else await same.remove();
  }
  return data.length;
}

import { type Database, insertOnce } from '../../platform/database';

/** Who came in, when and where: one document a member and activity; its insert is the admission. */
export interface CheckInDocument {
  _id: string;
  activityId: string;
  uid: string;
  at: number;
  gate: string;
  /** Staff member. */
  by: string;
  /** Key and input hash of the scan. */
  k: string;
  h: string;
}

const checkIns = (db: Database) => db.collection<CheckInDocument>('checkins');
const idFor = (activityId: string, uid: string) => `${activityId}:${uid}`;

/** @returns false: this member is in already */
export function admit(db: Database, scan: Omit<CheckInDocument, '_id'>): Promise<boolean> {
  return insertOnce(checkIns(db), { _id: idFor(scan.activityId, scan.uid), ...scan });
}

export async function checkInOf(db: Database, activityId: string, uid: string): Promise<CheckInDocument | null> {
  return (await checkIns(db).doc(idFor(activityId, uid)).get()).data;
}

/** When each of these members came in to each of these activities, by `activity:member`; absent: not yet. */
export async function checkInTimes(db: Database, pairs: { activityId: string; uid: string }[]): Promise<Map<string, number>> {
  if (pairs.length === 0) return new Map();
  const { data } = await checkIns(db)
    .where({ _id: db.command.in(pairs.map(({ activityId, uid }) => idFor(activityId, uid))) })
    .field({ _id: true, at: true })
    .limit(pairs.length)
    .get();
  return new Map(data.map((checkIn) => [checkIn._id, checkIn.at]));
}

export async function arrivals(db: Database, activityId: string): Promise<number> {
  return (await checkIns(db).where({ activityId }).count()).total;
}

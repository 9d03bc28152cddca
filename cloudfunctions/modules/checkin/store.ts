import { firstOf, type Scan } from '../../../miniprogram/domain/checkin/merge';
import { type Database, insertOnce } from '../../platform/database';

/** A scan as it is kept: with the hash of what was told, and a reason where staff let somebody in without a good pass. */
export interface KeptScan extends Scan {
  h: string;
  reason?: string;
}

/** Everything that gates said of one member and activity. Its insert is the admission; which scan was first is domain/checkin/merge's to say. */
export interface CheckInDocument {
  _id: string;
  activityId: string;
  /** `guest-…` for somebody who is not on the list. */
  uid: string;
  /** Holds a place: counted among the arrivals. */
  listed: boolean;
  /** Sealed name of somebody who is not on the list. */
  guest?: string;
  /** By id. */
  scans: KeptScan[];
}

/** A check-in with the scan that let the member in. */
export interface CheckIn extends CheckInDocument {
  first: KeptScan;
  at: number;
}

/** Whose check-in: the document without its scans. */
export type Comer = Omit<CheckInDocument, '_id' | 'scans'>;

/** No honest evening scans one person so often; it keeps the document small. */
const scansAtMost = 100;

const checkIns = (db: Database) => db.collection<CheckInDocument>('checkins');
const idFor = ({ activityId, uid }: { activityId: string; uid: string }) => `${activityId}:${uid}`;

function withFirst(document: CheckInDocument): CheckIn[] {
  const first = firstOf(document.scans);
  return first ? [{ ...document, first, at: first.at }] : [];
}

/** The first scan of a member, made online. @returns false: there are scans already, this one is not kept */
export function admit(db: Database, comer: Comer, scan: KeptScan): Promise<boolean> {
  return insertOnce(checkIns(db), { _id: idFor(comer), ...comer, scans: [scan] });
}

/** Keeps a scan made offline, whatever came before. A scan that is there already stays as it is. */
export async function keep(db: Database, comer: Comer, scan: KeptScan): Promise<void> {
  if (await admit(db, comer, scan)) return;
  const { neq, exists, push } = db.command;
  await checkIns(db)
    .where({ _id: idFor(comer), 'scans.id': neq(scan.id), [`scans.${scansAtMost - 1}`]: exists(false) })
    .update({ data: { scans: push({ each: [scan], sort: { id: 1 } }) } });
}

export async function checkInOf(db: Database, activityId: string, uid: string): Promise<CheckIn | null> {
  const { data } = await checkIns(db).doc(idFor({ activityId, uid })).get();
  return data ? (withFirst(data)[0] ?? null) : null;
}

/** Check-ins by `activity:member`; absent: not yet. */
export async function checkInsOf(db: Database, pairs: { activityId: string; uid: string }[]): Promise<Map<string, CheckIn>> {
  if (pairs.length === 0) return new Map();
  const { data } = await checkIns(db)
    .where({ _id: db.command.in(pairs.map(idFor)) })
    .limit(pairs.length)
    .get();
  return new Map(data.flatMap(withFirst).map((checkIn) => [checkIn._id, checkIn]));
}

/** When each of these members came in to each of these activities, by `activity:member`; absent: not yet. */
export async function checkInTimes(db: Database, pairs: { activityId: string; uid: string }[]): Promise<Map<string, number>> {
  return new Map([...(await checkInsOf(db, pairs))].map(([id, { at }]) => [id, at]));
}

/** How many of those who hold a place have come. */
export async function arrivals(db: Database, activityId: string): Promise<number> {
  return (await checkIns(db).where({ activityId, listed: true }).count()).total;
}

import type { Scan } from '../../../miniprogram/domain/checkin/merge';
import { isInside, staysOf } from '../../../miniprogram/domain/checkin/stays';
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
  /** In the hall now, as `isInside` has it of the scans; brought up to date after each. */
  inside: boolean;
}

/** A check-in with the scan that let the member in. */
export interface CheckIn extends CheckInDocument {
  first: KeptScan;
  at: number;
}

/** Whose check-in: the document without its scans. */
export type Comer = Omit<CheckInDocument, '_id' | 'scans' | 'inside'>;

/** No honest evening scans one person so often; it keeps the document small. */
const scansAtMost = 100;

const checkIns = (db: Database) => db.collection<CheckInDocument>('checkins');
const idFor = ({ activityId, uid }: { activityId: string; uid: string }) => `${activityId}:${uid}`;

function withFirst(document: CheckInDocument): CheckIn[] {
  const first = staysOf(document.scans)[0]?.entry;
  return first ? [{ ...document, first, at: first.at }] : [];
}

/** The first scan of a member, made online. @returns false: there are scans already, this one is not kept */
export function admit(db: Database, comer: Comer, scan: KeptScan): Promise<boolean> {
  return insertOnce(checkIns(db), { _id: idFor(comer), ...comer, scans: [scan], inside: !scan.out });
}

/** Keeps a scan made offline, whatever came before. A scan that is there already stays as it is. */
export async function keep(db: Database, comer: Comer, scan: KeptScan): Promise<void> {
  if (await admit(db, comer, scan)) return;
  const { neq, exists, push } = db.command;
  await checkIns(db)
    .where({ _id: idFor(comer), 'scans.id': neq(scan.id), [`scans.${scansAtMost - 1}`]: exists(false) })
    .update({ data: { scans: push({ each: [scan], sort: { id: 1 } }) } });
}

/** Lets somebody in who has left, if nobody has told another scan since these were read. @returns whether it did */
export async function readmit(db: Database, before: CheckInDocument, scan: KeptScan): Promise<boolean> {
  const { exists, push } = db.command;
  const count = before.scans.length;
  if (count >= scansAtMost) return false;
  const { stats } = await checkIns(db)
    .where({ _id: before._id, [`scans.${count - 1}`]: exists(true), [`scans.${count}`]: exists(false) })
    .update({ data: { scans: push({ each: [scan], sort: { id: 1 } }), inside: true } });
  return stats.updated === 1;
}

/** Sees somebody leave who is inside. @returns false: they are not, or this scan was told before */
export async function letOut(db: Database, { activityId, uid }: Pick<Comer, 'activityId' | 'uid'>, scan: KeptScan): Promise<boolean> {
  const { neq, exists, push } = db.command;
  const { stats } = await checkIns(db)
    .where({ _id: idFor({ activityId, uid }), inside: true, 'scans.id': neq(scan.id), [`scans.${scansAtMost - 1}`]: exists(false) })
    .update({ data: { scans: push({ each: [scan], sort: { id: 1 } }), inside: false } });
  return stats.updated === 1;
}

/** Brings `inside` up to date where scans told late have changed it; a scan told meanwhile sees to it itself. */
export async function noteInside(db: Database, { _id, scans, inside }: CheckInDocument): Promise<void> {
  const now = isInside(scans);
  if (now === inside) return;
  await checkIns(db).where({ _id, inside, [`scans.${scans.length}`]: db.command.exists(false) }).update({ data: { inside: now } });
}

/** How many are in the hall, guests and all. */
export async function insideNow(db: Database, activityId: string): Promise<number> {
  return (await checkIns(db).where({ activityId, inside: true }).count()).total;
}

/** Members who have left the hall, in the order of their ids. @param after the last one of the page before */
export async function outside(db: Database, activityId: string, after: string | undefined, limit: number): Promise<string[]> {
  const { data } = await checkIns(db)
    .where({ activityId, inside: false, ...(after === undefined ? {} : { uid: db.command.gt(after) }) })
    .orderBy('uid', 'asc')
    .field({ uid: true })
    .limit(limit)
    .get();
  return data.map(({ uid }) => uid);
}

/** Everything told of one member, entries or not. */
export async function documentOf(db: Database, { activityId, uid }: Pick<Comer, 'activityId' | 'uid'>): Promise<CheckInDocument | null> {
  return (await checkIns(db).doc(idFor({ activityId, uid })).get()).data;
}

/** The same of several, by `activity:member`. */
export async function documentsOf(db: Database, pairs: { activityId: string; uid: string }[]): Promise<Map<string, CheckInDocument>> {
  if (pairs.length === 0) return new Map();
  const { data } = await checkIns(db)
    .where({ _id: db.command.in(pairs.map(idFor)) })
    .limit(pairs.length)
    .get();
  return new Map(data.map((document) => [document._id, document]));
}

export async function checkInOf(db: Database, activityId: string, uid: string): Promise<CheckIn | null> {
  const document = await documentOf(db, { activityId, uid });
  return document ? (withFirst(document)[0] ?? null) : null;
}

/** Check-ins by `activity:member`; absent: not yet. */
async function checkInsOf(db: Database, pairs: { activityId: string; uid: string }[]): Promise<Map<string, CheckIn>> {
  return new Map([...(await documentsOf(db, pairs)).values()].flatMap(withFirst).map((checkIn) => [checkIn._id, checkIn]));
}

/** When each of these members came in to each of these activities, by `activity:member`; absent: not yet. */
export async function checkInTimes(db: Database, pairs: { activityId: string; uid: string }[]): Promise<Map<string, number>> {
  return new Map([...(await checkInsOf(db, pairs))].map(([id, { at }]) => [id, at]));
}

/** How many of those who hold a place have come. */
export async function arrivals(db: Database, activityId: string): Promise<number> {
  return (await checkIns(db).where({ activityId, listed: true }).count()).total;
}

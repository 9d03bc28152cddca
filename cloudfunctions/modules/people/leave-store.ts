import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { type Database, insertOnce } from '../../platform/database';
import type { MemberDocument } from './store';

/** Somebody left: decided by this insert; the rest is carried out after it and by the job. Holds no name and no account. */
export interface DepartureDocument {
  _id: string;
  uid: string;
  unitPath: string;
  at: number;
  open: boolean;
  /** A cadre's removal of the row from that unit; absent: the member left. */
  removal?: { h: string; by: string; unitId: string; reason: string };
  /** Its audit record, until it is in the chain; absent: a member's own act. */
  audit?: AuditRecord[];
}

const departures = (db: Database) => db.collection<DepartureDocument>('departures');

export function insertDeparture(db: Database, departure: DepartureDocument): Promise<boolean> {
  return insertOnce(departures(db), departure);
}

export async function departureById(db: Database, id: string): Promise<DepartureDocument | null> {
  return (await departures(db).doc(id).get()).data;
}

/** Departures before this instant that are not carried out for certain. */
export async function openDepartures(db: Database, before: number, limit: number): Promise<DepartureDocument[]> {
  return (await departures(db).where({ open: true, at: db.command.lt(before) }).limit(limit).get()).data;
}

/** Is what follows from somebody's leaving this row still under way? Until it is over, nobody gets the row, for their places would go with the rest. */
export async function isDeparting(db: Database, uid: string): Promise<boolean> {
  return (await departures(db).where({ open: true, uid }).count()).total > 0;
}

export async function closeDeparture(db: Database, id: string): Promise<void> {
  await departures(db).where({ _id: id }).update({ data: { open: false } });
}

/** Removes the row that a removal is about; one enrolled again since, or gone to another unit, is another one. Idempotent. */
export async function removeDeparted(db: Database, { uid, at, removal }: DepartureDocument): Promise<void> {
  if (removal) await db.collection<MemberDocument>('members').where({ _id: uid, unitId: removal.unitId, joinedAt: db.command.lte(at) }).remove();
}

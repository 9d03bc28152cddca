import type { Database } from '../../platform/database';
import { settleRequests } from './escalate';
import { settleDepartures } from './leave';
import { carryOut, closeEnrolment, openEnrolments, recount } from './roster-store';

/** Brings rosters up to date with what was decided about them. Every step may be repeated. @returns how many acts were settled */
export async function settlePeople(db: Database, now: number): Promise<number> {
  const open = await openEnrolments(db, 10);
  for (const enrolment of open) {
    await carryOut(db, enrolment);
    await recount(db, enrolment.unitPath);
    await closeEnrolment(db, enrolment._id);
  }
  return open.length + (await settleDepartures(db, now)) + (await settleRequests(db, now));
}

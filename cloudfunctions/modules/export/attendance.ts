import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { activityById, type ActivityDocument } from '../activity/store';
import { checkInTimes } from '../checkin/store';
import { peopleOf } from '../people/store';
import { readSeats } from '../registration/store';

/** Somebody on a list of an activity. */
export interface Attendee {
  uid: string;
  name: string;
  unitId: string;
  unitName: string;
  unitPath: string;
  /** Has no WeChat account. */
  paper: boolean;
  /** When they signed up. */
  at: number;
  checkedInAt: number | null;
}

/** Who takes part in an activity, as of now. */
export interface Attendance {
  activity: ActivityDocument;
  capacity: number;
  /** In the order of sign-up. */
  held: Attendee[];
  /** In line. */
  waiting: Attendee[];
}

/** Members read at once. */
const batch = 500;

/** Reads an activity with everybody in it. `progress`: 0 to 1. @throws Refusal where it is gone */
export async function attendanceOf(db: Database, activityId: string, progress: (share: number) => Promise<void>): Promise<Attendance> {
  const [activity, seats] = await Promise.all([activityById(db, activityId), readSeats(db, activityId)]);
  if (!activity || !seats) throw new Refusal('NOT_FOUND', '这个活动已经不在了');
  const entries = [...seats.held, ...seats.waiting];
  const attendees: Attendee[] = [];
  for (let from = 0; from < entries.length; from += batch) {
    const part = entries.slice(from, from + batch);
    const uids = part.map(({ u }) => u);
    const [people, times] = await Promise.all([peopleOf(db, uids), checkInTimes(db, uids.map((uid) => ({ activityId, uid })))]);
    for (const { u, t } of part) {
      const person = people.get(u) ?? { name: '已注销的会员', unitId: '', unitName: '', unitPath: '', paper: false };
      attendees.push({ uid: u, ...person, at: t, checkedInAt: times.get(`${activityId}:${u}`) ?? null });
    }
    await progress(attendees.length / entries.length);
  }
  return { activity, capacity: seats.cap, held: attendees.slice(0, seats.held.length), waiting: attendees.slice(seats.held.length) };
}

/** By unit, in the order of the tree, then of sign-up: as a list for paper is looked through. */
export function byUnit(attendees: readonly Attendee[]): Attendee[] {
  const collator = new Intl.Collator('zh-CN');
  return [...attendees].sort((a, b) => collator.compare(a.unitName, b.unitName) || (a.unitPath < b.unitPath ? -1 : a.unitPath > b.unitPath ? 1 : a.at - b.at));
}

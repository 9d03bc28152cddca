import { pathsUpwards } from '../../../miniprogram/domain/people/scope';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { activityById, type ActivityDocument } from '../activity/store';
import { checkInTimes } from '../checkin/store';
import { peopleOf, unionById } from '../people/store';
import { answersOf } from '../registration/forms';
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
  /** What they answered to the sign-up form. */
  answers: Api.Activity.Answers;
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
    const [people, times, forms] = await Promise.all([
      peopleOf(db, uids),
      checkInTimes(db, uids.map((uid) => ({ activityId, uid }))),
      activity.fields.length > 0 ? answersOf(db, activityId, uids) : new Map<string, Api.Activity.Answers>(),
    ]);
    for (const { u, t } of part) {
      const person = people.get(u) ?? { name: '已注销的会员', unitId: '', unitName: '', unitPath: '', paper: false };
      attendees.push({ uid: u, ...person, at: t, checkedInAt: times.get(`${activityId}:${u}`) ?? null, answers: forms.get(u) ?? {} });
    }
    await progress(attendees.length / entries.length);
  }
  return { activity, capacity: seats.cap, held: attendees.slice(0, seats.held.length), waiting: attendees.slice(seats.held.length) };
}

const collator = new Intl.Collator('zh-CN');

/** By unit, in the order of the tree, then of sign-up: as a list for paper is looked through. */
export function byUnit(attendees: readonly Attendee[]): Attendee[] {
  return [...attendees].sort((a, b) => collator.compare(a.unitName, b.unitName) || (a.unitPath < b.unitPath ? -1 : a.unitPath > b.unitPath ? 1 : a.at - b.at));
}

/** A line of a table by unit: a unit with a quota (and all below it), or the unit that people are members of. */
export interface UnitLine {
  name: string;
  /** 名额; null: it has none of its own. */
  quota: number | null;
  held: number;
  waiting: number;
  arrived: number;
}

/** Counts by unit, those with a quota first, also where nobody came forward. */
export async function unitLines(db: Database, { activity, held, waiting }: Attendance): Promise<UnitLine[]> {
  const quotas = await Promise.all(activity.rules.quotas.map(async ({ unionId, places }) => ({ places, union: await unionById(db, unionId) })));
  const found = quotas.flatMap(({ places, union }) => (union ? [{ path: union.path, line: { name: union.name, quota: places, held: 0, waiting: 0, arrived: 0 } }] : []));
  const known = new Map<string, UnitLine>(found.map(({ path, line }) => [path, line]));
  const others = new Map<string, UnitLine>();
  const lineOf = ({ unitPath, unitName }: Attendee): UnitLine => {
    const quota = pathsUpwards(unitPath).reverse().map((path) => known.get(path)).find((line) => line !== undefined);
    const line = quota ?? others.get(unitPath) ?? { name: unitName === '' ? '（无单位）' : unitName, quota: null, held: 0, waiting: 0, arrived: 0 };
    if (!quota) others.set(unitPath, line);
    return line;
  };
  for (const attendee of held) {
    const line = lineOf(attendee);
    line.held += 1;
    if (attendee.checkedInAt !== null) line.arrived += 1;
  }
  for (const attendee of waiting) lineOf(attendee).waiting += 1;
  return [...known.values(), ...[...others.values()].sort((a, b) => b.held - a.held || collator.compare(a.name, b.name))];
}

/** Answers to one question as a cell or a line says them. */
export function answerText(field: Api.Activity.Field, answers: Api.Activity.Answers): string {
  const answer = answers[field.id];
  if (answer === undefined) return '';
  if (field.kind === 'file') return Array.isArray(answer) && answer.length > 0 ? `已上传 ${answer.length} 个文件` : '';
  return Array.isArray(answer) ? answer.join('、') : String(answer);
}

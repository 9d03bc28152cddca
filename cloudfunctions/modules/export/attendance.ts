import { pathsUpwards } from '../../../miniprogram/domain/people/scope';
import { rosterPage } from '../../../miniprogram/domain/registration/roster';
import { peopleOf as peopleIn } from '../../../miniprogram/domain/registration/seats';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { activityById, type ActivityDocument } from '../activity/store';
import { checkInTimes } from '../checkin/store';
import { peopleOf, unionsByPath } from '../people/store';
import { answersOf } from '../registration/forms';
import { readBuckets } from '../registration/store';

/** Somebody on a list of an activity: of a team everybody. */
export interface Attendee {
  uid: string;
  name: string;
  /** 参赛单位, where it is not their own unit. */
  unitName: string;
  unitPath: string;
  /** Has no WeChat account. */
  paper: boolean;
  state: Api.Registration.State;
  /** Place in the line of their quota, from 1; null: holds a place. */
  position: number | null;
  /** The unit whose quota they are in; null: none. */
  quota: string | null;
  /** Of a team: its name. */
  team: string | null;
  /** On leave 请假. */
  leave: boolean;
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
  quotas: { name: string; path: string; places: number }[];
  /** In the order of sign-up. */
  held: Attendee[];
  /** In line; those with an offer first. */
  waiting: Attendee[];
}

/** Members read at once. */
const batch = 500;

/** Reads an activity with everybody in it. `progress`: 0 to 1. @throws Refusal where it is gone */
export async function attendanceOf(db: Database, activityId: string, progress: (share: number) => Promise<void>): Promise<Attendance> {
  const [activity, buckets] = await Promise.all([activityById(db, activityId), readBuckets(db, activityId)]);
  if (!activity || buckets.length === 0) throw new Refusal('NOT_FOUND', '这个活动已经不在了');
  const rows = rosterPage(buckets, null, Infinity).rows.flatMap((row) => peopleIn(row.entry).map((uid) => ({ ...row, uid })));
  const units = await unitNames(db, rows.flatMap(({ entry }) => entry.unit ?? []));
  const attendees: Attendee[] = [];
  for (let from = 0; from < rows.length; from += batch) {
    const part = rows.slice(from, from + batch);
    const uids = part.map(({ uid }) => uid);
    const [people, times, forms] = await Promise.all([
      peopleOf(db, uids),
      checkInTimes(db, uids.map((uid) => ({ activityId, uid }))),
      activity.fields.length > 0 ? answersOf(db, activityId, uids) : new Map<string, Api.Activity.Answers>(),
    ]);
    for (const { uid, entry, state, position, quota } of part) {
      const { name, unitName, unitPath, paper } = people.get(uid) ?? { name: '已注销的会员', unitName: '', unitPath: '', paper: false };
      attendees.push({
        uid,
        name,
        unitName: (entry.unit === undefined ? undefined : units.get(entry.unit)) ?? unitName,
        unitPath: entry.unit ?? unitPath,
        paper,
        state,
        position,
        quota,
        team: entry.team ?? null,
        leave: entry.l !== undefined,
        at: entry.t,
        checkedInAt: times.get(`${activityId}:${uid}`) ?? null,
        answers: forms.get(uid) ?? {},
      });
    }
    await progress(attendees.length / rows.length);
  }
  const inState = (wanted: Api.Registration.State) => attendees.filter(({ state }) => state === wanted);
  return {
    activity,
    capacity: buckets.reduce((sum, { cap }) => sum + cap, 0),
    quotas: buckets.flatMap(({ quota, audience, cap }) => (quota ? [{ name: quota.name, path: audience, places: cap }] : [])),
    held: inState('held'),
    waiting: [...inState('offered'), ...inState('waiting')],
  };
}

/** Names of unions by path. */
async function unitNames(db: Database, paths: string[]): Promise<Map<string, string>> {
  const different = [...new Set(paths)];
  const names = new Map<string, string>();
  for (let from = 0; from < different.length; from += 100) {
    for (const { path, name } of await unionsByPath(db, different.slice(from, from + 100))) names.set(path, name);
  }
  return names;
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
export function unitLines({ quotas, held, waiting }: Pick<Attendance, 'quotas' | 'held' | 'waiting'>): UnitLine[] {
  const known = new Map<string, UnitLine>(quotas.map(({ path, name, places }) => [path, { name, quota: places, held: 0, waiting: 0, arrived: 0 }]));
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

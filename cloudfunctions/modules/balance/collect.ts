import { fieldOf } from '../../../miniprogram/domain/balance/cell';
import { calendarTime, day } from '../../../miniprogram/domain/time/shanghai';
import { type Database, insertOnce } from '../../platform/database';
import type { ActivityDocument } from '../activity/store';
import { headOf } from './boards';
import type { Change, CursorDocument, MarkDocument } from './documents';
import { begin, finish, firstMark, marksById, note } from './participants';
import type { Group, Source } from './source';
import { sources } from './sources';

/** Activities looked at in one run; the next run takes the rest. */
const page = 100;
/** Changes of people carried out in one run: more wait for the next. */
const most = 5000;
/** So long after its end an activity is still looked at: appeals, results and late scans are over by then. */
export const lookedAtFor = 45 * day;
const atATime = 20;

type Live = Pick<ActivityDocument, '_id' | 'startsAt' | 'endsAt'>;
const cursors = (db: Database) => db.collection<CursorDocument>('balance_cursors');

async function nextActivities(db: Database, now: number): Promise<{ live: Live[]; cursor: CursorDocument }> {
  const start: CursorDocument = { _id: 'activities', at: 0, id: '' };
  const cursor = (await cursors(db).doc(start._id).get()).data ?? start;
  if (cursor === start) await insertOnce(cursors(db), start);
  const { and, gt, gte, or } = db.command;
  const from = Math.max(cursor.at, now - lookedAtFor);
  const { data } = await db
    .collection<ActivityDocument>('activities')
    .where(and({ endsAt: gte(from) }, or({ endsAt: gt(from) }, { _id: gt(from === cursor.at ? cursor.id : '') })))
    .orderBy('endsAt', 'asc')
    .orderBy('_id', 'asc')
    .field({ _id: true, startsAt: true, endsAt: true })
    .limit(page)
    .get();
  return { live: data, cursor };
}

/** Carries a decided change out. Each step may be repeated. */
async function carryOut(db: Database, mark: MarkDocument, change: Change, { activityId }: Group, year: number): Promise<void> {
  const { joined, left } = change;
  const noted = { year, activityId, field: fieldOf(mark._id), n: mark.n + 1 };
  const steps = [...joined.map((uid) => ({ uid, joins: true })), ...left.map((uid) => ({ uid, joins: false }))];
  for (let from = 0; from < steps.length; from += atATime) await Promise.all(steps.slice(from, from + atATime).map(({ uid, joins }) => note(db, noted, uid, joins)));
  await finish(db, mark, change);
}

/** Brings one group up to date. @returns how many came or went */
async function look(db: Database, source: Source, group: Group, known: MarkDocument | undefined, year: number, now: number): Promise<number> {
  let mark = known ?? (await firstMark(db, `${source.kind}:${group.id}`));
  let changed = 0;
  while (mark.next !== null || mark.stamp !== group.stamp) {
    if (mark.next === null) {
      const next = await source.changes(db, group, mark, now);
      if (!next || !(await begin(db, mark, next))) return changed;
      mark = { ...mark, next };
    }
    if (mark.next === null) return changed;
    const { next } = mark;
    await carryOut(db, mark, next, group, year);
    changed += next.joined.length + next.left.length;
    mark = (await marksById(db, [mark._id])).get(mark._id) ?? mark;
    if (mark.stamp !== next.stamp || changed > most) return changed;
  }
  return changed;
}

/** Reads what changed in the activities that are next. @returns how many came or went */
export async function collect(db: Database, now: number): Promise<number> {
  const { live, cursor } = await nextActivities(db, now);
  const years = new Map(live.map(({ _id, startsAt }) => [_id, calendarTime(startsAt).year]));
  for (const year of new Set(years.values())) await headOf(db, year);
  let changed = 0;
  for (const source of sources) {
    if (live.length === 0) break;
    const groups = await source.groups(db, [...years.keys()], now);
    const marks = await marksById(db, groups.map(({ id }) => `${source.kind}:${id}`));
    for (const group of groups) {
      const mark = marks.get(`${source.kind}:${group.id}`);
      if (mark?.stamp === group.stamp && mark.next === null) continue;
      if (!mark && group.stamp === '') continue;
      changed += await look(db, source, group, mark, years.get(group.activityId) ?? calendarTime(now).year, now);
      // The cursor stays: the next run goes on with the same activities.
      if (changed > most) return changed;
    }
  }
  const last = live[live.length - 1];
  const next = last && live.length === page ? { at: last.endsAt, id: last._id } : { at: 0, id: '' };
  await cursors(db).where({ _id: cursor._id, at: cursor.at, id: cursor.id }).update({ data: next });
  return changed;
}

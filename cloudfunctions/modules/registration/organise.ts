import * as v from 'valibot';
import { holds } from '../../../miniprogram/domain/people/scope';
import { add, type Change, moveUp, resize, substitute, withdraw } from '../../../miniprogram/domain/registration/acts';
import { totalOf } from '../../../miniprogram/domain/registration/counts';
import { unreleased } from '../../../miniprogram/domain/registration/rules';
import { type ActMark, isFor, type Seats, standing } from '../../../miniprogram/domain/registration/seats';
import { tidy } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction, type KeyedCall, type Member } from '../../platform/router';
import { inputHash, seal } from '../../platform/secrets';
import { type ActivityDocument, activityById, keepCapacity } from '../activity/store';
import { recordOf } from '../audit/record';
import { checkInOf } from '../checkin/store';
import { memberById } from '../people/roster-store';
import type { MemberDocument } from '../people/store';
import { actOn } from './deciding';
import { standingElsewhere } from './elsewhere';
import { reason } from './places';
import { refusals, tooMany } from './refusals';
import { readBucketFor, readBucketOf, readBuckets, touch } from './store';
import { inSeries } from '../series/claims';
import { finish, transfer } from './transfers';
import { viewSeats } from './views';

/** What cadres do with places, each act with a reason and an audit record in the deciding write. */

async function ownActivity(db: Database, activityId: string, member: Member, now: number): Promise<ActivityDocument> {
  const activity = await activityById(db, activityId);
  if (!activity || !holds(member.grants, 'cadre', activity.scope, now)) throw refusals.notIn();
  return activity;
}

type Acting = Pick<KeyedCall<{ activityId: string; reason: string }>, 'input' | 'key' | 'member' | 'now'>;

/** The act's mark and its audit record. */
function markOf(act: Parameters<typeof recordOf>[0]['act'], { input, key, member, now }: Acting, activity: ActivityDocument) {
  const mark: ActMark = { k: key, h: inputHash(input), t: now, by: member.uid };
  return { mark, record: recordOf({ act, by: member.uid, key, at: now, subject: activity._id, scope: activity.scope, scopeName: activity.organiser, details: input }) };
}

const noSuchMember = () => new Refusal('NOT_FOUND', '面向范围里没有这位会员');

async function memberFor(db: Database, uid: string, activity: ActivityDocument): Promise<MemberDocument> {
  const row = await memberById(db, uid);
  if (!row?.unitPath.startsWith(activity.audience)) throw noSuchMember();
  return row;
}

const subject = v.strictObject({ activityId: id, uid: id, reason });

const addMember = defineAction('places.add', 'act', subject, async (call) => {
  const { db, input, key, now, requestId } = call;
  const activity = await ownActivity(db, input.activityId, call.member, now);
  const [row, view] = await Promise.all([memberFor(db, input.uid, activity), viewSeats(db, activity._id, input.uid)]);
  const { mark, record } = markOf('places.add', call, activity);
  const entry = { u: row._id, k: key, h: mark.h, t: now, by: mark.by };
  if (view?.standing && view.standing.entry.k !== key) throw refusals.inAlready();
  await standingElsewhere(db, activity._id, entry, row.changedAt ?? 0, now);
  const inFree = () => actOn(db, () => readBucketFor(db, activity._id, row.unitPath), now, (seats) => add(seats, entry, row.unitPath, mark), record);
  await inSeries(db, activity.series, { activityId: activity._id, people: [row._id], key, now }, inFree);
  await project(requestId, () => touch(db, activity._id, row._id, now));
  return { done: true };
});

const withdrawEntry = defineAction('places.withdraw', 'act', subject, async (call) => {
  const { db, input, key, now } = call;
  const activity = await ownActivity(db, input.activityId, call.member, now);
  if (await checkInOf(db, activity._id, input.uid)) throw new Refusal('USED', '这位会员已经签到，不能移出名单');
  const { mark, record } = markOf('places.withdraw', call, activity);
  const why = seal(tidy(input.reason));
  await actOn(db, () => readBucketOf(db, activity._id, input.uid, key), now, (seats) => withdraw(seats, input.uid, why, mark), record);
  return { done: true };
});

const moveSchema = v.strictObject({ activityId: id, uid: id, from: v.exactOptional(v.nullable(id)), reason });
const quotaOf = (seats: Seats) => seats.quota?.unionId ?? null;

const move = defineAction('places.move', 'act', moveSchema, async (call) => {
  const { db, input, key, now } = call;
  const activity = await ownActivity(db, input.activityId, call.member, now);
  const { mark, record } = markOf('places.move', call, activity);
  const { from } = input;
  if (from === undefined) await actOn(db, () => readBucketOf(db, activity._id, input.uid, key), now, (seats) => moveUp(seats, input.uid, mark), record);
  else await moveFrom(db, activity._id, input.uid, from, { act: mark, record }, now);
  return { done: true };
});

/** Brings a free place of another bucket to a member in line: the source decides, and keeps the place until it has arrived. */
async function moveFrom(db: Database, activityId: string, uid: string, from: string | null, { act, record }: { act: ActMark; record: ReturnType<typeof recordOf> }, now: number): Promise<void> {
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const buckets = await readBuckets(db, activityId);
    const before = buckets.flatMap(({ acts }) => acts).find(({ k }) => k === act.k);
    if (before && before.h !== act.h) throw refusals.keyReused();
    if (before) {
      for (const seats of buckets) for (const moving of seats.gives) await finish(db, activityId, seats.bucket, moving, now);
      return;
    }
    const [source, target] = [buckets.find((seats) => quotaOf(seats) === from), buckets.find((seats) => standing(seats, uid))];
    if (!source) throw new Refusal('NOT_FOUND', '这个单位没有分配名额');
    if (!target) throw refusals.notIn();
    if (standing(target, uid)?.state !== 'waiting') throw refusals.inAlready();
    if (source.cancelled) throw refusals.activityCancelled();
    if (now >= source.endsAt) throw refusals.over();
    if (source === target || source.left < 1 || source.waits > 0) throw refusals.noPlace();
    if (await transfer(db, source, target.bucket, 1, now, { uid, act, record })) return;
  }
  throw tooMany();
}

const places = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(2000));

const resizeBucket = defineAction('places.resize', 'act', v.strictObject({ activityId: id, unionId: v.nullable(id), places, reason }), async (call) => {
  const { db, input, now, requestId } = call;
  const activity = await ownActivity(db, input.activityId, call.member, now);
  const { mark, record } = markOf('places.resize', call, activity);
  const find = async () => {
    const bucket = (await readBuckets(db, activity._id)).find((seats) => quotaOf(seats) === input.unionId);
    if (!bucket) throw new Refusal('NOT_FOUND', '这个单位没有分配名额');
    return bucket;
  };
  await actOn(db, find, now, (seats) => resize(seats, input.places, mark), record);
  const { capacity } = totalOf(await readBuckets(db, activity._id), now);
  await project(requestId, () => keepCapacity(db, activity._id, capacity));
  return { capacity };
});

const substituteSchema = v.strictObject({ activityId: id, uid: id, byUid: id, reason });

const substituteMember = defineAction('places.substitute', 'act', substituteSchema, async (call) => {
  const { db, input, key, member, now, requestId } = call;
  const [activity, from, to] = await Promise.all([activityById(db, input.activityId), memberById(db, input.uid), memberById(db, input.byUid)]);
  const mayAct = (path: string) => holds(member.grants, 'cadre', path, now);
  if (!activity || !from || !to) throw noSuchMember();
  if (!mayAct(activity.scope) && !(mayAct(from.unitPath) && mayAct(to.unitPath))) throw noSuchMember();
  if (await checkInOf(db, activity._id, input.uid)) throw new Refusal('USED', '这位会员已经签到，不能再替换');
  const { mark, record } = markOf('places.substitute', call, activity);
  // Who comes may have a place in the bucket of a unit that was theirs.
  const there = to.changedAt === undefined ? null : await viewSeats(db, activity._id, to._id);
  if (there?.standing && there.standing.entry.k !== key) throw refusals.inAlready();
  const why = seal(tidy(input.reason));
  const change = (seats: Seats): Change => {
    if (!isFor(seats, to.unitPath)) throw new Refusal('FORBIDDEN', '替换的人要属于同一份名额的范围');
    return substitute(seats, input.uid, { uid: to._id, path: to.unitPath }, why, mark);
  };
  const inPlace = () => actOn(db, () => readBucketOf(db, activity._id, input.uid, key), now, change, record);
  await inSeries(db, activity.series, { activityId: activity._id, people: [to._id], key, now }, inPlace);
  await project(requestId, () => touch(db, activity._id, to._id, now));
  return { done: true };
});

const overview = defineAction('places.overview', 'member', v.strictObject({ activityId: id }), async ({ db, input, member, now }) => {
  const activity = await ownActivity(db, input.activityId, member, now);
  const buckets = await readBuckets(db, activity._id);
  return {
    title: activity.title,
    rules: activity.rules,
    ...totalOf(buckets, now),
    buckets: buckets.map((seats) => ({
      unionId: quotaOf(seats),
      name: seats.quota?.name ?? null,
      capacity: seats.cap,
      left: seats.left,
      held: seats.held.filter(({ o }) => o === undefined).length,
      offered: seats.held.filter(({ o }) => o !== undefined).length,
      waiting: seats.waiting.length,
      last: seats.last.length,
      toCome: unreleased(seats),
    })),
    now,
  };
});

export const organiseActions: readonly Action[] = [addMember, withdrawEntry, move, resizeBucket, substituteMember, overview];

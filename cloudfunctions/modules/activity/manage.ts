import * as v from 'valibot';
import { checkDraft } from '../../../miniprogram/domain/activity/draft';
import { plainStretches } from '../../../miniprogram/domain/activity/steps';
import { covers, holds, scopesOf } from '../../../miniprogram/domain/people/scope';
import { waitCapFor } from '../../../miniprogram/domain/registration/seats';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { termsOf } from '../../../miniprogram/domain/text/search';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { cursor, id, millis, readCursor, writeCursor } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { idOf, inputHash } from '../../platform/secrets';
import { makeCode } from '../../platform/wechat';
import { recordOf } from '../audit/record';
import { arrivals, checkInTimes } from '../checkin/store';
import { namesOf, unionById, unionsByPath } from '../people/store';
import { cancelSeats, openSeats, readSeats } from '../registration/store';
import { cardsOf } from './cards';
import { type ActivityDocument, activityById, insertActivity, keepQr, managedActivities, markCancelled } from './store';

const text = v.pipe(v.string(), v.maxLength(5000));

const createSchema = v.strictObject({
  title: text,
  programme: v.picklist(['reading', 'contest', 'meet', 'general']),
  audienceUnionId: id,
  placeName: text,
  placeAddress: v.exactOptional(text),
  startsAt: millis,
  endsAt: millis,
  signUpOpensAt: v.exactOptional(millis),
  signUpClosesAt: v.exactOptional(millis),
  capacity: v.pipe(v.number(), v.safeInteger()),
  summary: v.exactOptional(text),
  contact: v.exactOptional(text),
});

const create = defineAction('activity.create', 'act', createSchema, async ({ db, input, key, member, now }) => {
  const scopes = scopesOf(member.grants, 'cadre', now);
  if (scopes.length === 0) throw new Refusal('FORBIDDEN', '只有工会干部可以发布活动');
  const activityId = idOf('activity', member.uid, key);
  const hash = inputHash(input);
  const before = await activityById(db, activityId);
  if (before) return repeated(before, hash);

  const fault = checkDraft(input, now)[0];
  if (fault) throw new Refusal('BAD_INPUT', fault.message);
  const audience = await unionById(db, input.audienceUnionId);
  if (!audience) throw new Refusal('NOT_FOUND', '没有找到这个工会');
  const scope = scopes.find((held) => covers(held, audience.path));
  if (scope === undefined) throw new Refusal('FORBIDDEN', '只能面向您负责的工会发布活动');
  const [organiser] = await unionsByPath(db, [scope]);

  const schedule = {
    startsAt: input.startsAt,
    endsAt: input.endsAt,
    signUpOpensAt: input.signUpOpensAt ?? now,
    signUpClosesAt: input.signUpClosesAt ?? input.startsAt,
  };
  const place = { name: tidy(input.placeName), address: tidy(input.placeAddress ?? '') };
  const activity: ActivityDocument = {
    _id: activityId,
    k: key,
    h: hash,
    by: member.uid,
    createdAt: now,
    audit: [recordOf({ act: 'activity.create', by: member.uid, key, at: now, subject: activityId, scope, scopeName: organiser?.name ?? '', details: input })],
    title: tidy(input.title),
    programme: input.programme,
    scope,
    organiser: organiser?.name ?? '',
    audience: audience.path,
    audienceName: audience.name,
    place,
    ...schedule,
    capacity: input.capacity,
    summary: tidy(input.summary ?? ''),
    contact: tidy(input.contact ?? ''),
    stretches: plainStretches({ programme: input.programme, ...schedule }),
    terms: termsOf(input.title, place.name),
    cancelled: null,
  };
  // Seats first: an activity that can be found always has them. A crash in between leaves seats that nothing leads to, and the repeat goes on from there.
  await openSeats(db, {
    _id: activityId,
    audience: audience.path,
    scope,
    opensAt: schedule.signUpOpensAt,
    closesAt: schedule.signUpClosesAt,
    endsAt: schedule.endsAt,
    cap: input.capacity,
    waitCap: waitCapFor(input.capacity),
  });
  if (!(await insertActivity(db, activity))) {
    const first = await activityById(db, activityId);
    return repeated(first, hash);
  }
  return { activityId };
});

function repeated(first: ActivityDocument | null, hash: string): { activityId: string } {
  if (first?.h !== hash) throw new Refusal('KEY_REUSED');
  return { activityId: first._id };
}

const pageSize = 10;

const managed = defineAction('activity.managed', 'member', v.strictObject({ cursor: v.exactOptional(cursor) }), async ({ db, input, member, now }) => {
  const scopes = scopesOf(member.grants, 'cadre', now);
  if (scopes.length === 0) throw new Refusal('FORBIDDEN');
  const before = input.cursor === undefined ? undefined : readCursor(input.cursor);
  const found = (await Promise.all(scopes.map((scope) => managedActivities(db, scope, before, pageSize + 1)))).flat();
  const sorted = found.sort((a, b) => b.createdAt - a.createdAt || (a._id < b._id ? 1 : -1));
  const page = sorted.slice(0, pageSize);
  const last = page[page.length - 1];
  return { items: await cardsOf(db, page, null, now), next: sorted.length > pageSize && last ? writeCursor(last.createdAt, last._id) : null, now };
});

/** The activity, if this member is a cadre over it; to all others it does not exist. */
async function ownActivity(db: Database, activityId: string, member: Member, now: number): Promise<ActivityDocument> {
  const activity = await activityById(db, activityId);
  if (!activity || !holds(member.grants, 'cadre', activity.scope, now)) throw new Refusal('NOT_FOUND', '没有找到这个活动');
  return activity;
}

const rosterPage = 50;
const rosterSchema = v.strictObject({ activityId: id, cursor: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{1,6}$/))) });

const roster = defineAction('activity.roster', 'member', rosterSchema, async ({ db, input, member, now }) => {
  const activity = await ownActivity(db, input.activityId, member, now);
  const seats = await readSeats(db, activity._id);
  if (!seats) throw new Refusal('NOT_FOUND');
  const from = Number(input.cursor ?? 0);
  const everybody = [
    ...seats.held.map((entry) => ({ entry, state: 'held' as const })),
    ...seats.waiting.map((entry) => ({ entry, state: 'waiting' as const })),
  ];
  const page = everybody.slice(from, from + rosterPage);
  const uids = page.map(({ entry }) => entry.u);
  const [names, times, checkedIn] = await Promise.all([
    namesOf(db, uids),
    checkInTimes(db, uids.map((uid) => ({ activityId: activity._id, uid }))),
    arrivals(db, activity._id),
  ]);
  return {
    title: activity.title,
    capacity: seats.cap,
    held: seats.held.length,
    waiting: seats.waiting.length,
    checkedIn,
    rows: page.map(({ entry, state }) => ({
      uid: entry.u,
      name: names.get(entry.u)?.name ?? '已注销的会员',
      unitName: names.get(entry.u)?.unitName ?? '',
      state,
      at: entry.t,
      checkedInAt: times.get(`${activity._id}:${entry.u}`) ?? null,
    })),
    next: from + rosterPage < everybody.length ? String(from + rosterPage) : null,
  };
});

const cancelSchema = v.strictObject({
  activityId: id,
  reason: v.pipe(v.string(), v.check((reason) => fits(reason, 2, 60), '取消的原因写 2–60 个字')),
});

const cancel = defineAction('activity.cancel', 'act', cancelSchema, async ({ db, input, key, member, now }) => {
  const activity = await ownActivity(db, input.activityId, member, now);
  const act = { k: key, h: inputHash(input), t: now, by: member.uid, reason: tidy(input.reason) };
  const record = recordOf({ act: 'activity.cancel', by: member.uid, key, at: now, subject: activity._id, scope: activity.scope, scopeName: activity.organiser, details: input });
  if (!(await cancelSeats(db, activity._id, act, record))) {
    const seats = await readSeats(db, activity._id);
    if (seats?.cancel?.k !== key) throw new Refusal('CLOSED', seats?.cancelled ? '这个活动已经取消了' : '活动已经结束，不能再取消');
    if (seats.cancel.h !== act.h) throw new Refusal('KEY_REUSED');
  }
  await markCancelled(db, activity._id, { at: now, reason: act.reason });
  return { activityId: activity._id };
});

const detailPage = 'packages/activity/pages/detail/detail';

const qr = defineAction('activity.qr', 'member', v.strictObject({ activityId: id }), async ({ db, input }) => {
  const activity = await activityById(db, input.activityId);
  if (!activity) throw new Refusal('NOT_FOUND', '没有找到这个活动');
  if (activity.qr !== undefined) return { fileId: activity.qr };
  const fileId = await makeCode(detailPage, activity._id);
  await keepQr(db, activity._id, fileId);
  return { fileId };
});

export const manageActions: readonly Action[] = [create, managed, roster, cancel, qr];

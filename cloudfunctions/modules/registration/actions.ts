import * as v from 'valibot';
import { phaseOf } from '../../../miniprogram/domain/activity/phase';
import { decideCancel, decideSignUp, type Entry, type RefusalReason } from '../../../miniprogram/domain/registration/seats';
import { hour } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { cursor, id, readCursor, writeCursor } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { type ActivityDocument, activitiesById, activityById } from '../activity/store';
import { issuePass } from '../checkin/passkeys';
import { checkInOf, checkInTimes } from '../checkin/store';
import { answersSchema, dropAnswers, keepForSignUp } from './forms';
import { joinWaitlist, leave, readSeats, type SeatsView, takePlace, touch, touched, viewSeats, viewsOf } from './store';

/** To a member outside the audience. */
export const notForYourUnit = '这个活动不面向您所在的单位';

const refusals: Record<RefusalReason, () => Refusal> = {
  notOpen: () => new Refusal('NOT_OPEN', '报名还没有开始'),
  closed: () => new Refusal('CLOSED', '报名已经截止'),
  activityCancelled: () => new Refusal('CLOSED', '主办方取消了这个活动'),
  audience: () => new Refusal('FORBIDDEN', notForYourUnit),
  full: () => new Refusal('FULL', '名额和候补都已满'),
  form: () => new Refusal('BAD_INPUT', '这个活动要先填报名表'),
  keyReused: () => new Refusal('KEY_REUSED'),
  keyCancelled: () => new Refusal('CLOSED', '这次报名已经取消，想参加请重新报名'),
  restless: () => new Refusal('SLOW_DOWN', '您已多次取消这个活动的报名，请联系主办单位'),
  notIn: () => new Refusal('NOT_FOUND', '您没有报名这个活动'),
  over: () => new Refusal('CLOSED', '活动已经结束'),
  arrived: () => new Refusal('USED', '您已经签到，不能再取消报名'),
};

const notThere = () => new Refusal('NOT_FOUND', '没有找到这个活动');

/** How often a decision is made anew when others changed the places in between. */
const tries = 12;

/**
 * Activities that this warm function lately saw full: a hint which update to try first, never the decision.
 * It spares those who come too late a place a write that cannot succeed.
 */
const seenFull = new Map<string, { until: number; waitCap: number }>();
const hintLasts = 5_000;

/**
 * Takes a place or a place in the waitlist. A rush costs one write: the first conditional update decides for most, and only
 * where it fails are the places read to learn why.
 */
export async function signUpFor(db: Database, activityId: string, entry: Entry, memberPath: string, now: number) {
  const hint = seenFull.get(activityId);
  if (hint && now < hint.until) {
    if (await joinWaitlist(db, activityId, entry, memberPath, now, hint.waitCap)) return afterwards(db, activityId, entry.u);
  } else if (await takePlace(db, activityId, entry, memberPath, now)) {
    return { state: 'held' as const, position: null, at: entry.t };
  }
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const seats = await readSeats(db, activityId);
    if (!seats) throw notThere();
    const decision = decideSignUp(seats, entry, memberPath, now);
    if (decision.do === 'answer') return decision.answer;
    if (decision.do === 'refuse') throw refusals[decision.reason]();
    if (decision.do === 'take') {
      seenFull.delete(activityId);
      if (await takePlace(db, activityId, entry, memberPath, now)) return { state: 'held' as const, position: null, at: entry.t };
    } else {
      seenFull.set(activityId, { until: now + hintLasts, waitCap: seats.waitCap });
      if (await joinWaitlist(db, activityId, entry, memberPath, now, seats.waitCap)) return afterwards(db, activityId, entry.u);
    }
  }
  throw new Refusal('SLOW_DOWN', '报名的人太多，请稍后再试');
}

/** Where somebody stands who has just joined the waitlist: they may have moved up meanwhile. */
async function afterwards(db: Database, activityId: string, uid: string) {
  const standing = (await viewSeats(db, activityId, uid))?.standing;
  if (!standing) throw new Refusal('CLOSED', '这次报名已经取消，想参加请重新报名');
  return standing;
}

/** Gives a place or a waitlist entry back; the first who waits moves up in the same write. */
export async function cancelFor(db: Database, activityId: string, uid: string, key: string, now: number, by?: string): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const seats = await readSeats(db, activityId);
    if (!seats) throw notThere();
    const plan = decideCancel(seats, uid, key, now, by);
    if (plan.do === 'done') return;
    if (plan.do === 'refuse') throw refusals[plan.reason]();
    if (await leave(db, activityId, plan)) return;
  }
  throw new Refusal('SLOW_DOWN', '同时操作的人太多，请稍后再试');
}

const signUpSchema = v.strictObject({ activityId: id, answers: v.exactOptional(answersSchema) });

const signUp = defineAction('registration.signUp', 'act', signUpSchema, async ({ db, input, key, member, now, requestId }) => {
  const { activityId, answers } = input;
  const { uid, unitPath } = member;
  const formed = answers !== undefined && (await keepForSignUp(db, { activityId, uid, unitPath }, answers, key, now));
  const entry: Entry = { u: uid, k: key, h: inputHash(input), t: now, ...(formed ? { f: 1 } : {}) };
  const answer = await signUpFor(db, activityId, entry, unitPath, now).catch(async (error: unknown) => {
    if (formed && error instanceof Refusal) await dropAnswers(db, activityId, uid, key);
    throw error;
  });
  // A projection: where it fails the job adds the row from the seats.
  await project(requestId, () => touch(db, input.activityId, member.uid, answer.at));
  return answer;
});

const cancel = defineAction('registration.cancel', 'act', v.strictObject({ activityId: id }), async ({ db, input, key, member, now }) => {
  if (await checkInOf(db, input.activityId, member.uid)) throw refusals.arrived();
  await cancelFor(db, input.activityId, member.uid, key, now);
  return { cancelled: true };
});

function cardOf(
  activity: ActivityDocument,
  { cancelled }: SeatsView,
  state: Api.Registration.State,
  checkedInAt: number | null,
  now: number,
): Api.Registration.Card {
  return {
    activityId: activity._id,
    title: activity.title,
    programme: activity.programme,
    place: activity.place,
    startsAt: activity.startsAt,
    endsAt: activity.endsAt,
    phase: phaseOf({ ...activity, cancelled }, now),
    state,
    checkedInAt,
  };
}

const pageSize = 20;

const mine = defineAction('registration.mine', 'member', v.strictObject({ cursor: v.exactOptional(cursor) }), async ({ db, input, member, now }) => {
  const before = input.cursor === undefined ? undefined : readCursor(input.cursor);
  const rows = await touched(db, member.uid, before, pageSize + 1);
  const page = rows.slice(0, pageSize);
  const last = page[page.length - 1];
  return { items: await cardsOf(db, page.map((row) => row.activityId), member.uid, now), next: rows.length > pageSize && last ? writeCursor(last.at, last.activityId) : null, now };
});

/** Cards of those of these activities in which the member is or waits, in the order given. */
export async function cardsOf(db: Database, activityIds: string[], uid: string, now: number): Promise<Api.Registration.Card[]> {
  const [views, activities, arrived] = await Promise.all([
    viewsOf(db, activityIds, uid),
    activitiesById(db, activityIds),
    checkInTimes(db, activityIds.map((activityId) => ({ activityId, uid }))),
  ]);
  return activityIds.flatMap((activityId) => {
    const activity = activities.get(activityId);
    const view = views.get(activityId);
    return activity && view?.standing ? [cardOf(activity, view, view.standing.state, arrived.get(`${activityId}:${uid}`) ?? null, now)] : [];
  });
}

const pass = defineAction('registration.pass', 'member', v.strictObject({ activityId: id }), async ({ db, input, member, now }) => {
  const [seats, activity, checkIn] = await Promise.all([
    viewSeats(db, input.activityId, member.uid),
    activityById(db, input.activityId),
    checkInOf(db, input.activityId, member.uid),
  ]);
  if (!activity || seats?.standing?.state !== 'held') throw new Refusal('NOT_FOUND', '您在这个活动里还没有名额');
  if (seats.cancelled) throw refusals.activityCancelled();
  const validUntil = activity.endsAt + hour;
  if (now >= validUntil) throw refusals.over();
  return {
    token: issuePass({ validUntil, activityId: activity._id, uid: member.uid, name: member.name, unitName: member.unitName }),
    title: activity.title,
    name: member.name,
    unitName: member.unitName,
    place: activity.place,
    startsAt: activity.startsAt,
    endsAt: activity.endsAt,
    validUntil,
    checkedInAt: checkIn?.at ?? null,
  };
});

export const registrationActions: readonly Action[] = [signUp, cancel, mine, pass];

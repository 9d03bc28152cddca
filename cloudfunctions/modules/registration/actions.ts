import * as v from 'valibot';
import type { Entry } from '../../../miniprogram/domain/registration/seats';
import { hour } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { cursor, id, readCursor, writeCursor } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { activitiesById, activityById } from '../activity/store';
import { applicationId, applicationsById } from '../application/store';
import { issuePass } from '../checkin/passkeys';
import { checkInOf, checkInTimes } from '../checkin/store';
import { appliedCards } from './applied';
import { frameOf } from './cards';
import { cancelFor, signUpFor, standingBefore } from './deciding';
import { answersSchema, dropAnswers, keepForSignUp } from './forms';
import { underBothPaths } from '../unions/move-store';
import { refusals } from './refusals';
import { touch, touched } from './store';
import { standingNow, viewSeats, viewsOf } from './views';

const signUpSchema = v.strictObject({ activityId: id, answers: v.exactOptional(answersSchema) });

const signUp = defineAction('registration.signUp', 'act', signUpSchema, async ({ db, input, key, member, now, requestId }) => {
  const { activityId, answers } = input;
  const { uid, unitPath } = member;
  const before = member.changed ? await standingBefore(db, activityId, { u: uid, k: key, h: inputHash(input), t: now }) : null;
  if (before) return before;
  const formed = answers !== undefined && (await keepForSignUp(db, { activityId, uid, unitPath }, answers, key, now));
  const entry: Entry = { u: uid, k: key, h: inputHash(input), t: now, ...(formed ? { f: 1 } : {}) };
  const answer = await underBothPaths(db, unitPath, (path) => signUpFor(db, activityId, entry, path, now, { last: now < member.lastUntil })).catch(async (error: unknown) => {
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

const pageSize = 20;

const mine = defineAction('registration.mine', 'member', v.strictObject({ cursor: v.exactOptional(cursor) }), async ({ db, input, member, now }) => {
  const before = input.cursor === undefined ? undefined : readCursor(input.cursor);
  const rows = await touched(db, member.uid, before, pageSize + 1);
  const page = rows.slice(0, pageSize);
  const last = page[page.length - 1];
  const ids = page.map((row) => row.activityId);
  const [read, applications] = await Promise.all([readFor(db, ids, member.uid), applicationsById(db, ids.map((activityId) => applicationId(activityId, member.uid)))]);
  return {
    items: cardsFrom(ids, read, member.uid, now),
    applications: await appliedCards(db, ids, { ...read, applications }, member.uid, now),
    next: rows.length > pageSize && last ? writeCursor(last.at, last.activityId) : null,
    now,
  };
});

/** What the cards of a member are made of, by activity; `arrived` by `activity:member`. */
async function readFor(db: Database, activityIds: string[], uid: string) {
  const [views, activities, arrived] = await Promise.all([
    viewsOf(db, activityIds, uid),
    activitiesById(db, activityIds),
    checkInTimes(db, activityIds.map((activityId) => ({ activityId, uid }))),
  ]);
  return { views, activities, arrived };
}

function cardsFrom(activityIds: string[], { views, activities, arrived }: Awaited<ReturnType<typeof readFor>>, uid: string, now: number): Api.Registration.Card[] {
  return activityIds.flatMap((activityId) => {
    const activity = activities.get(activityId);
    const view = views.get(activityId);
    const standing = view && standingNow(view, now);
    if (!activity || !standing) return [];
    return [{ ...frameOf(activity, view, now), state: standing.state, offerUntil: standing.entry.o ?? null, checkedInAt: arrived.get(`${activityId}:${uid}`) ?? null }];
  });
}

/** Cards of those of these activities in which the member is or waits, in the order given. */
export async function cardsOf(db: Database, activityIds: string[], uid: string, now: number): Promise<Api.Registration.Card[]> {
  return cardsFrom(activityIds, await readFor(db, activityIds, uid), uid, now);
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

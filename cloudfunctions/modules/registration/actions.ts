import * as v from 'valibot';
import { movedSince } from '../../../miniprogram/domain/activity/edit';
import type { Entry } from '../../../miniprogram/domain/registration/seats';
import { hour } from '../../../miniprogram/domain/time/shanghai';
import { Refusal } from '../../platform/errors';
import { cursor, id, readCursor, writeCursor } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { issuePass } from '../checkin/passkeys';
import { checkInOf } from '../checkin/store';
import { appliedCards } from './applied';
import { frameOf } from './cards';
import { cancelFor, signUpFor } from './deciding';
import { standingElsewhere } from './elsewhere';
import { answersSchema, dropAnswers, keepForSignUp } from './forms';
import { underBothPaths } from '../unions/move-store';
import { refusals } from './refusals';
import { touch, touchedWithApplications } from './store';
import { type ActivityView, activityViews, standingNow } from './views';

const signUpSchema = v.strictObject({ activityId: id, answers: v.exactOptional(answersSchema) });

const signUp = defineAction('registration.signUp', 'act', signUpSchema, async ({ db, input, key, member, now, requestId }) => {
  const { activityId, answers } = input;
  const { uid, unitPath } = member;
  const before = await standingElsewhere(db, activityId, { u: uid, k: key, h: inputHash(input) }, member.changedAt, now);
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
  const rows = await touchedWithApplications(db, member.uid, before, pageSize + 1);
  const page = rows.slice(0, pageSize);
  const last = page[page.length - 1];
  const ids = page.map((row) => row.activityId);
  const views = await activityViews(db, ids, member.uid);
  const applications = new Map(page.flatMap(({ application }) => application.map((one) => [one._id, one] as const)));
  return {
    items: cardsOf(views, ids, member.uid, now),
    applications: await appliedCards(db, ids, { views, applications }, member.uid, now),
    next: rows.length > pageSize && last ? writeCursor(last.at, last.activityId) : null,
    now,
  };
});

/** Cards of those of these activities in which the member is or waits, in the order given. */
export function cardsOf(views: ReadonlyMap<string, ActivityView>, activityIds: readonly string[], uid: string, now: number): Api.Registration.Card[] {
  return activityIds.flatMap((activityId) => {
    const found = views.get(activityId);
    const standing = found && standingNow(found.view, now);
    if (!standing) return [];
    const changed = movedSince(found.activity.edits ?? [], standing.at);
    const card = { ...frameOf(found.activity, found.view, now), state: standing.state, offerUntil: standing.entry.o ?? null, checkedInAt: standing.entry.c?.[uid] ?? null };
    return [changed.length === 0 ? card : { ...card, changed }];
  });
}

const pass = defineAction('registration.pass', 'member', v.strictObject({ activityId: id }), async ({ db, input, member, now }) => {
  const found = (await activityViews(db, [input.activityId], member.uid)).get(input.activityId);
  if (found?.view.standing?.state !== 'held') throw new Refusal('NOT_FOUND', '您在这个活动里还没有名额');
  const { activity, view } = found;
  if (view.cancelled) throw refusals.activityCancelled();
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
    checkedInAt: found.view.standing.entry.c?.[member.uid] ?? null,
    // A phone that opens its pass before anything else knows no other clock than its own.
    now,
  };
});

export const registrationActions: readonly Action[] = [signUp, cancel, mine, pass];

import * as v from 'valibot';
import { scopesOf, holds } from '../../../miniprogram/domain/people/scope';
import { absentIn, lastUntil, notedAfter } from '../../../miniprogram/domain/registration/absence';
import { tidy } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { causeOf, log, project } from '../../platform/log';
import { type Action, defineAction } from '../../platform/router';
import { inputHash, seal, unseal } from '../../platform/secrets';
import { activityById } from '../activity/store';
import { recordOf } from '../audit/record';
import { arrivals, checkInTimes } from '../checkin/store';
import { type AbsenceDocument, absenceOf, absencesOf, answerAppeal, appealAgainst, appealsIn, closeAbsence, keepLast, noteAbsence, openAbsences } from './absence-store';
import { reason } from './places';
import { refusals } from './refusals';
import type { SeatsDocument } from './store';

/** 缺席与申诉: who held a place and did not come, what follows from it, and the appeal. */

/** No more of a member's absences are counted. */
const counted = 200;
const shown = 20;
const pageSize = 30;

/** Once it is clear who came, notes who did not. Where nobody at all was checked in the gate was not used, and nobody is absent. May be repeated. */
export async function noteAbsences(db: Database, seats: SeatsDocument, now: number): Promise<void> {
  const { activityId, scope, endsAt } = seats;
  if (seats.cancelled || now < endsAt + notedAfter) return;
  const unmarked = absentIn(seats);
  if (unmarked.length === 0 || (await arrivals(db, activityId)) === 0) return;
  const activity = await activityById(db, activityId);
  if (!activity) return;
  for (let from = 0; from < unmarked.length; from += 50) {
    const some = unmarked.slice(from, from + 50);
    const came = await checkInTimes(db, some.map((uid) => ({ activityId, uid })));
    const absent = some.filter((uid) => !came.has(`${activityId}:${uid}`));
    await Promise.all(absent.map((uid) => noteAbsence(db, { activityId, uid, scope, title: activity.title, at: endsAt })));
  }
}

/** What somebody's absences come to, as they are now. May be repeated and overlap: the later state wins. */
async function settleMember(db: Database, uid: string): Promise<void> {
  const all = await absencesOf(db, uid, counted);
  const missed = all.filter(({ state }) => state !== 'excused').map(({ at }) => at);
  await keepLast(db, uid, lastUntil(missed), all.reduce((sum, absence) => sum + absence.v, 0));
  for (const absence of all.filter(({ open }) => open)) await closeAbsence(db, absence);
}

/** The job's part. @returns how many members were settled */
export async function settleAbsences(db: Database): Promise<number> {
  const uids = [...new Set((await openAbsences(db, 100)).map(({ uid }) => uid))];
  let settled = 0;
  for (const uid of uids) {
    try {
      await settleMember(db, uid);
      settled += 1;
    } catch (error) {
      log('absence', causeOf(error));
    }
  }
  return settled;
}

const mine = defineAction('absence.mine', 'member', v.strictObject({}), async ({ db, member, now }) => {
  const items = await absencesOf(db, member.uid, shown);
  return { items: items.map(mineOf), lastUntil: now < member.lastUntil ? member.lastUntil : null, now };
});

function mineOf({ activityId, title, at, state, appeal, answer }: AbsenceDocument): Api.Absence.Mine {
  return { activityId, title, at, state, appeal: appeal ? unseal(appeal.reason) : '', answer: answer ? unseal(answer.reason) : '' };
}

const notThere = () => new Refusal('NOT_FOUND', '没有这条缺席记录');

const appeal = defineAction('absence.appeal', 'act', v.strictObject({ activityId: id, reason }), async ({ db, input, key, member, now }) => {
  const { activityId } = input;
  const h = inputHash(input);
  const act = { k: key, h, t: now, reason: seal(tidy(input.reason)), name: seal(member.name), unitName: member.unitName };
  if (await appealAgainst(db, activityId, member.uid, act)) return { state: 'appealed' };
  const absence = await absenceOf(db, activityId, member.uid);
  if (!absence) throw notThere();
  if (absence.appeal?.k !== key) throw new Refusal('USED', '这次缺席已经申诉过');
  if (absence.appeal.h !== h) throw refusals.keyReused();
  return { state: 'appealed' };
});

const appeals = defineAction('absence.appeals', 'member', v.strictObject({}), async ({ db, member, now }) => {
  const scopes = scopesOf(member.grants, 'cadre', now);
  if (scopes.length === 0) throw new Refusal('FORBIDDEN', '只有工会干部可以答复申诉');
  const found = (await Promise.all(scopes.map((scope) => appealsIn(db, scope, pageSize + 1)))).flat();
  const all = [...new Map(found.map((one) => [one._id, one])).values()].flatMap(appealOf).sort((a, b) => a.appealedAt - b.appealedAt);
  return { rows: all.slice(0, pageSize), more: all.length > pageSize };
});

function appealOf({ activityId, uid, title, at, appeal: act }: AbsenceDocument): Api.Absence.Appeal[] {
  return act ? [{ activityId, uid, name: unseal(act.name), unitName: act.unitName, title, at, appealedAt: act.t, reason: unseal(act.reason) }] : [];
}

const answerSchema = v.strictObject({ activityId: id, uid: id, accept: v.boolean(), reason });

const answer = defineAction('absence.answer', 'act', answerSchema, async ({ db, input, key, member, now, requestId }) => {
  const { activityId, uid, accept } = input;
  const [activity, absence] = await Promise.all([activityById(db, activityId), absenceOf(db, activityId, uid)]);
  if (!activity || !absence || !holds(member.grants, 'cadre', absence.scope, now)) throw notThere();
  if (uid === member.uid) throw new Refusal('FORBIDDEN', '本人的申诉要由别的干部答复');
  const h = inputHash(input);
  const state = accept ? 'excused' : 'upheld';
  if (absence.answer?.k === key && absence.answer.h !== h) throw refusals.keyReused();
  if (absence.answer?.k === key) return { state };
  const record = recordOf({
    act: accept ? 'absence.excuse' : 'absence.uphold',
    by: member.uid,
    key,
    at: now,
    subject: uid,
    scope: absence.scope,
    scopeName: activity.organiser,
    details: input,
  });
  const decided = await answerAppeal(db, activityId, uid, state, { k: key, h, t: now, by: member.uid, reason: seal(tidy(input.reason)) }, record);
  // A repeat that ran beside this one has said the same.
  if (!decided && (await absenceOf(db, activityId, uid))?.answer?.h !== h) throw new Refusal('USED', '这条申诉已经有人答复');
  await project(requestId, () => settleMember(db, uid));
  return { state };
});

export const absenceActions: readonly Action[] = [mine, appeal, appeals, answer];

import * as v from 'valibot';
import { changesOf, checkEdit, rulesAfter } from '../../../miniprogram/domain/activity/edit';
import { plainStretches } from '../../../miniprogram/domain/activity/steps';
import { holds } from '../../../miniprogram/domain/people/scope';
import { tidy } from '../../../miniprogram/domain/text/clean';
import { termsOf } from '../../../miniprogram/domain/text/search';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id, millis } from '../../platform/fields';
import { causeOf, log, project } from '../../platform/log';
import { type Action, defineAction } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { recordOf } from '../audit/record';
import { reschedule } from '../registration/reschedule';
import { fieldsSchema } from './rules';
import { type ActivityDocument, activityById, settleSpread, unspreadActivities, updateActivity } from './store';

const text = v.pipe(v.string(), v.maxLength(5000));

const updateSchema = v.strictObject({
  activityId: id,
  edition: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(10_000)),
  edit: v.strictObject({
    title: text,
    placeName: text,
    placeAddress: text,
    startsAt: millis,
    endsAt: millis,
    signUpClosesAt: millis,
    summary: text,
    contact: text,
    moreFields: fieldsSchema,
  }),
});

/** So many edits an activity takes; its document holds them all. */
const mostEdits = 50;

/** Changes an open activity. The activity's own document decides by its edition; the places follow by an idempotent step. */
const update = defineAction('activity.update', 'act', updateSchema, async ({ db, input, key, member, now, requestId }) => {
  const activity = await activityById(db, input.activityId);
  if (!activity || !holds(member.grants, 'cadre', activity.scope, now)) throw new Refusal('NOT_FOUND', '没有找到这个活动');
  const hash = inputHash(input);
  const before = (activity.edits ?? []).find(({ k }) => k === key);
  if (before) {
    if (before.h !== hash) throw new Refusal('KEY_REUSED');
    await project(requestId, () => spread(db, activity));
    return { edition: before.edition };
  }
  const edited = (activity.edits ?? []).length;
  if (activity.cancelled) throw new Refusal('CLOSED', '活动已经取消，不能再改');
  if (now >= activity.endsAt) throw new Refusal('CLOSED', '活动已经结束，不能再改');
  if (edited >= mostEdits) throw new Refusal('SLOW_DOWN', '这个活动改得太多次了');
  if ((activity.edition ?? 0) !== input.edition) throw new Refusal('USED', '别人刚改过这个活动，请重新打开再改');
  const edit = { ...input.edit, title: tidy(input.edit.title), placeName: tidy(input.edit.placeName), placeAddress: tidy(input.edit.placeAddress), summary: tidy(input.edit.summary), contact: tidy(input.edit.contact) };
  const [fault] = checkEdit(activity, edit, now);
  if (fault) throw new Refusal('BAD_INPUT', fault.message);
  const changes = changesOf(activity, edit).map((change) => ({ ...change, at: now }));
  if (changes.length === 0) return { edition: input.edition };

  const edition = input.edition + 1;
  const { startsAt, endsAt, signUpClosesAt } = edit;
  const schedule = { startsAt, endsAt, signUpOpensAt: activity.signUpOpensAt, signUpClosesAt };
  const record = recordOf({ act: 'activity.update', by: member.uid, key, at: now, subject: activity._id, scope: activity.scope, scopeName: activity.organiser, details: input });
  const next: ActivityDocument = {
    ...activity,
    ...schedule,
    title: edit.title,
    place: { name: edit.placeName, address: edit.placeAddress },
    summary: edit.summary,
    contact: edit.contact,
    rules: rulesAfter(activity, startsAt, now),
    fields: [...activity.fields, ...edit.moreFields],
    stretches: [...plainStretches({ programme: activity.programme, ...schedule }), ...activity.stretches.slice(2)],
    terms: termsOf(edit.title, edit.placeName),
    edition,
  };
  if (!(await updateActivity(db, next, { k: key, h: hash, t: now, by: member.uid, edition, changes }, record))) {
    throw new Refusal('USED', '别人刚改过这个活动，请重新打开再改');
  }
  await project(requestId, () => spread(db, next));
  return { edition };
});

/** Brings the times of an activity to its places. May be repeated; an older edition changes nothing. */
async function spread(db: Database, activity: ActivityDocument): Promise<void> {
  const edition = activity.edition ?? 0;
  await reschedule(db, activity, edition);
  await settleSpread(db, activity._id, edition);
}

/** The job's part: edits whose function died before the places had them. @returns how many */
export async function spreadEdits(db: Database): Promise<number> {
  const left = await unspreadActivities(db, 20);
  for (const activity of left) {
    try {
      await spread(db, activity);
    } catch (error) {
      log('spread', { activityId: activity._id, ...causeOf(error) });
    }
  }
  return left.length;
}

export const editActions: readonly Action[] = [update];

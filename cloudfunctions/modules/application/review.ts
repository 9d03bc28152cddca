import * as v from 'valibot';
import { type Act, decideReview, refusalOf } from '../../../miniprogram/domain/application/application';
import { maskName } from '../../../miniprogram/domain/people/names';
import { holds, isOwnCadre, scopesOf } from '../../../miniprogram/domain/people/scope';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { cursor, id, readCursor, writeCursor } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { inputHash, unseal } from '../../platform/secrets';
import { type ActivityDocument, activitiesById, activityById } from '../activity/store';
import { recordOf } from '../audit/record';
import type { UnionDocument } from '../people/store';
import { termsOf } from './actions';
import { giveConfirmed } from './give';
import { refusals } from './refusals';
import { actUnder, applicationOf, type ApplicationDocument, change, countOf, type ListedApplication, listOf } from './store';

/** 两步审核: the unit passes, the organiser confirms. */

const cadreScopes = (member: Member, now: number): string[] => {
  const scopes = scopesOf(member.grants, 'cadre', now);
  if (scopes.length === 0) throw new Refusal('FORBIDDEN', '只有工会干部可以审核');
  return scopes;
};

/** The lists of each tab for this cadre; `over`: the activity's scope, where they are its organiser. */
function desksFor(tab: Api.Application.Tab, scopes: string[], over: string | null): string[] {
  if (over !== null) return [`${tab === 'unit' ? 'w' : tab === 'organiser' ? 'o' : 'd'}:${over}`];
  return scopes.map((scope) => `${tab === 'unit' ? 'u' : tab === 'organiser' ? 'o' : 'd'}:${scope}`);
}

const pageSize = 30;

const tab = v.picklist(['unit', 'organiser', 'done']);
const listSchema = v.strictObject({ tab, activityId: v.exactOptional(id), cursor: v.exactOptional(cursor) });

const list = defineAction('application.list', 'member', listSchema, async ({ db, input, member, now }) => {
  const { activityId } = input;
  const scopes = cadreScopes(member, now);
  const after = input.cursor === undefined ? undefined : readCursor(input.cursor);
  const activity = activityId === undefined ? null : await activityById(db, activityId);
  if (activityId !== undefined && activity?.rules.mode !== 'review') throw new Refusal('NOT_FOUND', '没有找到这个活动');
  const mayConfirm = activity !== null && holds(member.grants, 'cadre', activity.scope, now);
  // One list wherever it can be: of several the database reads all to put them into one order.
  const wanted = { desks: desksFor(input.tab, scopes, mayConfirm ? activity.scope : null), now, ...(activityId === undefined ? {} : { activityId }) };
  const found = await listOf(db, wanted, after, pageSize + 1);
  const page = found.slice(0, pageSize);
  const last = page[page.length - 1];
  return {
    rows: page.map((application) => rowOf(application, member, now)),
    mayConfirm,
    next: found.length > pageSize && last ? writeCursor(last.at, last.uid) : null,
  };
});

const counts = defineAction('application.counts', 'member', v.strictObject({ activityId: v.exactOptional(id) }), async ({ db, input: { activityId }, member, now }) => {
  const scopes = cadreScopes(member, now);
  const waiting = (desks: string[]) => countOf(db, { desks, now, ...(activityId === undefined ? {} : { activityId }) });
  // Of one activity also what waits for units, for its organiser: a cadre who is not finds nothing there.
  const onLookers = activityId === undefined ? [] : scopes.map((scope) => `w:${scope}`);
  const [unit, organiser] = await Promise.all([waiting([...desksFor('unit', scopes, null), ...onLookers]), waiting(desksFor('organiser', scopes, null))]);
  return { unit, organiser };
});

function rowOf({ activity: [activity], person: [person], unit: [unit], ...application }: ListedApplication, member: Member, now: number): Api.Application.Row {
  const reads = (activity && holds(member.grants, 'cadre', activity.scope, now)) || isTheirs(member, unit, now);
  const name = person && unseal(person.name);
  return {
    activityId: application.activityId,
    uid: application.uid,
    name: name === undefined ? '已注销的会员' : reads ? name : maskName(name),
    unitName: application.unitName,
    title: activity?.title ?? '',
    state: application.state,
    at: application.at,
    reason: refusalOf(application)?.why ?? application.lack,
    sealed: application.sealed,
  };
}

const isTheirs = (member: Member, unit: UnionDocument | undefined, now: number) =>
  unit !== undefined && isOwnCadre(member.grants, unit, now);

const reviewSchema = v.strictObject({
  step: v.picklist(['unit', 'organiser']),
  accept: v.boolean(),
  reason: v.exactOptional(v.pipe(v.string(), v.check((reason) => fits(reason, 2, 60), '原因写 2–60 个字'))),
  items: v.pipe(v.array(v.strictObject({ activityId: id, uid: id })), v.minLength(1), v.maxLength(50)),
});

const batchHash = ({ step, accept, reason, items }: ReviewInput) => inputHash({ step, accept, reason, items });

type ReviewInput = Api.Input<'application.review'>;

const review = defineAction('application.review', 'act', reviewSchema, async ({ db, input, key, member, now }) => {
  cadreScopes(member, now);
  const [activities, before] = await Promise.all([activitiesById(db, [...new Set(input.items.map(({ activityId }) => activityId))]), actUnder(db, key)]);
  // The key is the whole batch's: with another item in it, it is another act.
  if (before && before.h !== batchHash(input)) throw refusals.keyReused();
  const results: Api.Application.Answer[] = [];
  for (let from = 0; from < input.items.length; from += 10) {
    const some = input.items.slice(from, from + 10);
    results.push(...(await Promise.all(some.map((item) => reviewOne(db, item, activities.get(item.activityId), input, key, member, now)))));
  }
  return { results };
});

async function reviewOne(
  db: Database,
  item: { activityId: string; uid: string },
  activity: ActivityDocument | undefined,
  input: ReviewInput,
  key: string,
  member: Member,
  now: number,
): Promise<Api.Application.Answer> {
  try {
    return { ...item, ok: true, message: await decideOne(db, item, activity, input, key, member, now) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...item, ok: false, message: error.sentence };
  }
}

const tries = 5;

/** Carries the step out on one application. @returns what became of it, in words */
async function decideOne(
  db: Database,
  { activityId, uid }: { activityId: string; uid: string },
  activity: ActivityDocument | undefined,
  input: ReviewInput,
  key: string,
  member: Member,
  now: number,
): Promise<string> {
  const { step, accept, reason } = input;
  const deed = !accept ? 'refuse' : step === 'unit' ? 'pass' : 'confirm';
  const act: Act = { k: key, h: batchHash(input), do: deed, t: now, by: member.uid, ...(reason === undefined ? {} : { why: tidy(reason) }) };
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const application = await applicationOf(db, activityId, uid);
    const organises = activity !== undefined && holds(member.grants, 'cadre', activity.scope, now);
    const may = organises || (step === 'unit' && application !== null && holds(member.grants, 'cadre', application.unitPath, now));
    if (!activity || !application || !may) throw refusals.notIn();
    const decision = decideReview(application, act, step, termsOf(activity, activity.cancelled !== null));
    if (decision.do === 'refuse') throw refusals[decision.reason]();
    if (decision.do === 'write') {
      const record = recordOf({
        act: `application.${deed}`,
        by: member.uid,
        key: `${key}:${application._id}`,
        at: now,
        subject: uid,
        scope: activity.scope,
        scopeName: activity.organiser,
        details: { activityId, uid, step, reason: act.why },
      });
      if (!(await change(db, application, activity.scope, act, decision.state, record))) continue;
    }
    if (deed === 'refuse') return '已退回';
    if (deed === 'pass') return '已通过';
    return giveConfirmed(db, await confirmedNow(db, activityId, uid, key), now);
  }
  throw new Refusal('SLOW_DOWN');
}

/** The application as this act left it. */
async function confirmedNow(db: Database, activityId: string, uid: string, key: string): Promise<ApplicationDocument> {
  const application = await applicationOf(db, activityId, uid);
  if (!application?.acts.some(({ k }) => k === key)) throw refusals.decided();
  return application;
}

export const reviewActions: readonly Action[] = [list, counts, review];

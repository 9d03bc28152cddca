import * as v from 'valibot';
import { checkDraft } from '../../../miniprogram/domain/activity/draft';
import { plainRules } from '../../../miniprogram/domain/activity/rules';
import { plainStretches } from '../../../miniprogram/domain/activity/steps';
import { covers, holds, pathsUpwards, scopesOf } from '../../../miniprogram/domain/people/scope';
import { bucketsFor, commonOf } from '../../../miniprogram/domain/registration/layout';
import { totalOf } from '../../../miniprogram/domain/registration/counts';
import { peopleOf } from '../../../miniprogram/domain/registration/seats';
import { cameOf, isIn, rosterPage, type RosterEntry, type RosterPoint } from '../../../miniprogram/domain/registration/roster';
import { asks } from '../../../miniprogram/domain/registration/answers';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { termsOf } from '../../../miniprogram/domain/text/search';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { cursor, id, millis, readCursor, writeCursor } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction, type Member } from '../../platform/router';
import { idOf, inputHash, unseal } from '../../platform/secrets';
import { makeCode } from '../../platform/wechat';
import { recordOf } from '../audit/record';
import { wholeNameOf } from '../people/roster-store';
import { namesOf, unionById, unionsByPath } from '../people/store';
import { openSeats, readBuckets } from '../registration/store';
import { viewSeats } from '../registration/views';
import { cancelSeats, closeBuckets } from '../registration/writes';
import { membersNamed } from '../roles/store';
import { ruleOf } from '../series/actions';
import { cardsOf } from './cards';
import { fieldsSchema, quotaUnions, rulesSchema } from './rules';
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
  rules: v.exactOptional(rulesSchema),
  fields: v.exactOptional(fieldsSchema),
  seriesId: v.exactOptional(id),
});

const create = defineAction('activity.create', 'act', createSchema, async ({ db, input, key, member, now }) => {
  const scopes = scopesOf(member.grants, 'cadre', now);
  if (scopes.length === 0) throw new Refusal('FORBIDDEN', '只有工会干部可以发布活动');
  const activityId = idOf('activity', member.uid, key);
  const hash = inputHash(input);
  const before = await activityById(db, activityId);
  if (before) {
    if (before.h !== hash) throw new Refusal('KEY_REUSED');
    return { activityId };
  }

  const fault = checkDraft(input, now)[0];
  if (fault) throw new Refusal('BAD_INPUT', fault.message);
  const audience = await unionById(db, input.audienceUnionId);
  if (!audience) throw new Refusal('NOT_FOUND', '没有找到这个工会');
  const scope = scopes.find((held) => covers(held, audience.path));
  if (scope === undefined) throw new Refusal('FORBIDDEN', '只能面向您负责的工会发布活动');
  const rules = input.rules ?? plainRules;
  const [[organiser], unions, series] = await Promise.all([
    unionsByPath(db, [scope]),
    quotaUnions(db, rules.quotas, audience.path),
    ruleOf(db, input.seriesId, scope),
  ]);
  const quotas = rules.quotas.map(({ unionId, places }, index) => ({ unionId, places, name: unions[index]?.name ?? '', path: unions[index]?.path ?? '' }));

  // Seats first: an activity that can be found always has them. Where a crash left seats that nothing leads to, the repeat of
  // the same act goes on from them, as of the moment they keep.
  const scheduleFrom = (openedAt: number) => ({
    startsAt: input.startsAt,
    endsAt: input.endsAt,
    signUpOpensAt: input.signUpOpensAt ?? openedAt,
    signUpClosesAt: input.signUpClosesAt ?? input.startsAt,
  });
  const common = commonOf(activityId, scope, scheduleFrom(now), rules, asks(input.fields ?? []), series);
  const opened = await openSeats(db, bucketsFor(common, audience.path, input.capacity, quotas, rules.batches), { k: key, h: hash, t: now, by: member.uid });
  if (opened.h !== hash) throw new Refusal('KEY_REUSED');
  const schedule = scheduleFrom(opened.t);
  const place = { name: tidy(input.placeName), address: tidy(input.placeAddress ?? '') };
  const activity: ActivityDocument = {
    _id: activityId,
    k: key,
    h: hash,
    by: member.uid,
    createdAt: opened.t,
    audit: [recordOf({ act: 'activity.create', by: member.uid, key, at: opened.t, subject: activityId, scope, scopeName: organiser?.name ?? '', details: input })],
    title: tidy(input.title),
    programme: input.programme,
    scope,
    scopes: pathsUpwards(scope),
    organiser: organiser?.name ?? '',
    audience: audience.path,
    audienceName: audience.name,
    place,
    ...schedule,
    capacity: input.capacity,
    summary: tidy(input.summary ?? ''),
    contact: tidy(input.contact ?? ''),
    rules,
    fields: input.fields ?? [],
    stretches: plainStretches({ programme: input.programme, ...schedule }),
    ...(series ? { series } : {}),
    terms: termsOf(input.title, place.name),
    cancelled: null,
  };
  // False where the same act was here before: with the same seats before it, it made the same document.
  await insertActivity(db, activity);
  return { activityId };
});

const pageSize = 10;

const managed = defineAction('activity.managed', 'member', v.strictObject({ cursor: v.exactOptional(cursor) }), async ({ db, input, member, now }) => {
  const scopes = scopesOf(member.grants, 'cadre', now);
  if (scopes.length === 0) throw new Refusal('FORBIDDEN');
  const before = input.cursor === undefined ? undefined : readCursor(input.cursor);
  const found = await managedActivities(db, scopes, before, pageSize + 1);
  const page = found.slice(0, pageSize);
  const last = page[page.length - 1];
  return { items: await cardsOf(db, page, null, now), next: found.length > pageSize && last ? writeCursor(last.createdAt, last._id) : null, now };
});

/** The activity, if this member is a cadre over it; to all others it does not exist. */
async function ownActivity(db: Database, activityId: string, member: Member, now: number): Promise<ActivityDocument> {
  const activity = await activityById(db, activityId);
  if (!activity || !holds(member.grants, 'cadre', activity.scope, now)) throw new Refusal('NOT_FOUND', '没有找到这个活动');
  return activity;
}

const rosterSize = 50;
const rosterSchema = v.strictObject({
  activityId: id,
  filter: v.exactOptional(v.picklist(['held', 'offered', 'waiting', 'leave', 'absent'])),
  name: v.exactOptional(v.pipe(v.string(), v.maxLength(60))),
  cursor: v.exactOptional(v.pipe(v.string(), v.regex(/^(held|waiting)\.\d{1,14}\.[A-Za-z0-9_-]{1,40}$/))),
});

/** Reads the roster's own cursor, `list.instant.member`. */
function readPoint(text: string): RosterPoint {
  const dot = text.indexOf('.');
  const { at, id: u } = readCursor(text.slice(dot + 1));
  return { state: text.startsWith('waiting') ? 'waiting' : 'held', t: at, u };
}

const roster = defineAction('activity.roster', 'member', rosterSchema, async ({ db, input, member, now }) => {
  // The buckets say all but the names, also whose activity it is: bucket 0 carries its scope and its audience.
  const buckets = await readBuckets(db, input.activityId);
  const [first] = buckets;
  if (!first || !holds(member.grants, 'cadre', first.scope, now)) throw new Refusal('NOT_FOUND', '没有找到这个活动');
  const { filter, name } = input;
  const named = name === undefined ? null : new Map((await membersNamed(db, wholeNameOf(name), first.audience, rosterSize)).map((one) => [one._id, one]));
  const wanted = (row: RosterEntry) => (filter === undefined || isIn(filter, row)) && (named === null || peopleOf(row.entry).some((uid) => named.has(uid)));
  const { rows: page, next } = rosterPage(buckets, input.cursor === undefined ? null : readPoint(input.cursor), rosterSize, wanted);
  const uids = page.map(({ entry }) => entry.u);
  const names = await namesOf(db, uids.filter((uid) => !named?.has(uid)));
  for (const { _id, name: sealed, unitName } of named?.values() ?? []) names.set(_id, { name: unseal(sealed), unitName, staffTail: '' });
  return {
    capacity: totalOf(buckets, now).capacity,
    held: buckets.reduce((sum, seats) => sum + seats.held.length, 0),
    waiting: buckets.reduce((sum, seats) => sum + seats.waiting.length + seats.last.length, 0),
    checkedIn: buckets.reduce((sum, seats) => sum + cameOf(seats), 0),
    rows: page.map(({ entry, state, position, quota }) => ({
      uid: entry.u,
      name: names.get(entry.u)?.name ?? '已注销的会员',
      unitName: names.get(entry.u)?.unitName ?? '',
      state,
      position,
      quota,
      at: entry.t,
      checkedInAt: entry.c?.[entry.u] ?? null,
      entered: entry.e?.[entry.u] ?? false,
      offerUntil: entry.o ?? null,
      leave: entry.l ? { at: entry.l.t, reason: unseal(entry.l.reason) } : null,
      team: entry.team === undefined ? null : { name: entry.team, people: peopleOf(entry).length },
    })),
    next: next && `${next.state}.${writeCursor(next.t, next.u)}`,
  };
});

const cancelSchema = v.strictObject({
  activityId: id,
  reason: v.pipe(v.string(), v.check((reason) => fits(reason, 2, 60), '取消的原因写 2–60 个字')),
});

const cancel = defineAction('activity.cancel', 'act', cancelSchema, async ({ db, input, key, member, now, requestId }) => {
  const activity = await ownActivity(db, input.activityId, member, now);
  const act = { k: key, h: inputHash(input), t: now, by: member.uid, reason: tidy(input.reason) };
  const record = recordOf({ act: 'activity.cancel', by: member.uid, key, at: now, subject: activity._id, scope: activity.scope, scopeName: activity.organiser, details: input });
  const cancelOf = async () => (await viewSeats(db, activity._id, member.uid))?.cancel ?? null;
  // The update decides; what is over or called off already costs no write.
  const before = await cancelOf();
  const first = before ?? (now < activity.endsAt && (await cancelSeats(db, activity._id, act, record)) ? act : await cancelOf());
  if (!first) throw new Refusal('CLOSED', '活动已经结束，不能再取消');
  if (first.k !== key) throw new Refusal('CLOSED', '这个活动已经取消了');
  if (first.h !== act.h) throw new Refusal('KEY_REUSED');
  await project(requestId, () => closeBuckets(db, activity._id));
  await project(requestId, () => markCancelled(db, activity._id, { at: first.t, reason: first.reason }));
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

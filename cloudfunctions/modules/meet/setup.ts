import * as v from 'valibot';
import { hoursOf, termsFault } from '../../../miniprogram/domain/meet/hours';
import { rulebookWords } from '../../../miniprogram/domain/meet/entry-words';
import { rulebookFaults } from '../../../miniprogram/domain/meet/rulebook';
import { template } from '../../../miniprogram/domain/meet/templates';
import { covers, holds } from '../../../miniprogram/domain/people/scope';
import { tidy } from '../../../miniprogram/domain/text/clean';
import { day, dayOf } from '../../../miniprogram/domain/time/shanghai';
import { wasDone } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id, millis } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { type ActivityDocument, activityById } from '../activity/store';
import { recordOf } from '../audit/record';
import { delegationById, delegationKey, delegationsAsking, delegationsOf } from './delegation-store';
import { hasJoined } from './joint';
import { changeMeet, insertMeet, meetById } from './meet-store';
import { hoursSchema, rulebookSchema, version } from './meet-schema';
import { claimOf } from './person-claims';
import { cardOf, setupOf } from './views';

const noMeet = () => new Refusal('NOT_FOUND', '没有找到这个运动会');

/** A meet's activity, for a cadre over it; to all others it does not exist. */
async function ownActivity(db: Database, activityId: string, member: Member, now: number): Promise<ActivityDocument> {
  const activity = await activityById(db, activityId);
  if (!activity || activity.programme !== 'meet' || !holds(member.grants, 'cadre', activity.scope, now)) throw noMeet();
  return activity;
}

/** A template's rulebook with short ids of its events: ids are part of other documents' ids. */
function opened(sport: Api.Meet.Sport, level: Api.Meet.Level, startsAt: number): Api.Meet.Rulebook {
  const plain = template(sport, level, dayOf(startsAt));
  return { ...plain, events: plain.events.map((event, index) => ({ ...event, id: `e${index + 1}` })) };
}

/** Entries close a week before the 领队会, which is a week before the first day; where less time is left, at a third and two thirds of it. */
function termsOf(startsAt: number, now: number): { entriesUntil: number; captainsAt: number } {
  const left = Math.max(0, startsAt - now);
  const step = Math.min(7 * day, Math.floor(left / 3 / 60_000) * 60_000);
  return { entriesUntil: startsAt - 2 * step, captainsAt: startsAt - step };
}

/** A list that is open. */
const unlockedList = { lot: null, unlocked: false, changes: [], draw: null, undrawn: false, timetable: null, noticeDue: null, paused: null, word: null, untold: false, unshown: false, records: [], unspread: false };

const createSchema = v.strictObject({ activityId: id, sport: v.picklist(['athletics', 'fun', 'ball', 'swimming', 'board']), level: v.picklist(['district', 'enterprise']) });

const create = defineAction('meet.create', 'act', createSchema, async ({ db, input, key, member, now }) => {
  const activity = await ownActivity(db, input.activityId, member, now);
  const hash = inputHash(input);
  const record = recordOf({ act: 'meet.create', by: member.uid, key, at: now, subject: activity._id, scope: activity.scope, scopeName: activity.organiser, details: input });
  const acts = [{ k: key, h: hash, t: now, by: member.uid }];
  const hours = hoursOf(activity.startsAt, activity.endsAt);
  const begins = hours[0]?.from ?? activity.startsAt;
  const meet = { _id: activity._id, scope: activity.scope, rulebook: opened(input.sport, input.level, begins), ...termsOf(begins, now), hours, state: 'entries' as const, units: [], ...unlockedList, v: 1, acts, audit: [record] };
  if (await insertMeet(db, meet)) return { meetId: activity._id };
  const first = await meetById(db, activity._id);
  if (!first || !wasDone(first, key, hash)) throw new Refusal('USED', '这个运动会已经设置过了');
  return { meetId: activity._id };
});

const editSchema = v.strictObject({ meetId: id, v: version, rulebook: rulebookSchema, entriesUntil: millis, captainsAt: millis, hours: hoursSchema });

const edit = defineAction('meet.edit', 'act', editSchema, async ({ db, input, key, member, now }) => {
  const [activity, meet] = await Promise.all([ownActivity(db, input.meetId, member, now), meetById(db, input.meetId)]);
  if (!meet) throw noMeet();
  const hash = inputHash(input);
  if (wasDone(meet, key, hash)) return { v: input.v + 1 };
  if (meet.state !== 'entries') throw new Refusal('CLOSED', '名单已经锁定，规程不能再改');
  if (meet.v !== input.v) throw changed();
  const { rulebook, entriesUntil, captainsAt, hours } = input;
  const named = (at: string | null) => [...rulebook.events, ...rulebook.groups, ...rulebook.unitClasses].find((one) => one.id === at)?.name ?? '';
  const fault = rulebookFaults(rulebook).map(({ problem, at }) => rulebookWords(problem, named(at)))[0] ?? termsFault({ entriesUntil, captainsAt, hours });
  if (fault !== null) throw new Refusal('BAD_INPUT', fault);
  const kept = { ...rulebook, events: rulebook.events.map((event) => ({ ...event, name: tidy(event.name), zone: tidy(event.zone) })) };
  const record = recordOf({ act: 'meet.edit', by: member.uid, key, at: now, subject: meet._id, scope: activity.scope, scopeName: activity.organiser, details: input });
  const { set } = db.command;
  const data = { rulebook: set(kept), entriesUntil, captainsAt, hours: set(hours) };
  if (!(await changeMeet(db, meet._id, input.v, data, { k: key, h: hash, t: now, by: member.uid }, record))) throw changed();
  return { v: input.v + 1 };
});

const changed = () => new Refusal('USED', '规程刚刚被别人改过，请返回重新打开再改');

/** What the meet knows of a member as an athlete. */
async function athleteIn(db: Database, meetId: string, uid: string): Promise<Api.Meet.Detail['me']> {
  const claim = await claimOf(db, meetId, uid);
  const delegation = claim && (await delegationById(db, delegationKey(meetId, claim.unitId)));
  const row = delegation?.athletes.find((one) => one.uid === uid);
  if (!delegation || !row) return null;
  return { unitName: delegation.name, health: row.health, bib: row.bib, events: delegation.entries.filter(({ people }) => people.includes(uid)).map(({ event }) => event) };
}

const detail = defineAction('meet.detail', 'anyone', v.strictObject({ meetId: id }), async ({ db, input, member, now }) => {
  const { meetId } = input;
  const leads = member !== null && holds(member.grants, 'cadre', member.unitPath, now);
  const [activity, meet, own, asking, me] = await Promise.all([
    activityById(db, meetId),
    meetById(db, meetId),
    leads ? delegationById(db, delegationKey(meetId, member.unitId)) : null,
    leads ? delegationsAsking(db, meetId, member.unitId) : [],
    member ? athleteIn(db, meetId, member.uid) : null,
  ]);
  if (!activity || activity.programme !== 'meet') throw noMeet();
  const inTeam = meet && asking.find(({ unitId, partners }) => partners.some((one) => one.unit === member?.unitId && hasJoined(meet, unitId, one)));
  const mine = own ?? inTeam ?? null;
  return {
    meetId,
    title: activity.title,
    organiser: activity.organiser,
    place: activity.place.name,
    startsAt: activity.startsAt,
    endsAt: activity.endsAt,
    setup: meet && setupOf(meet, now),
    unit: leads && covers(activity.audience, member.unitPath) ? { id: member.unitId, name: member.unitName } : null,
    mine: mine && cardOf(mine),
    invitations: mine ? [] : asking.map(({ unitId, unitName, name }) => ({ unitId, unitName, name })),
    me,
    manages: member !== null && holds(member.grants, 'cadre', activity.scope, now),
    now,
  };
});

const delegations = defineAction('meet.delegations', 'member', v.strictObject({ meetId: id }), async ({ db, input, member, now }) => {
  const [activity, meet, all] = await Promise.all([activityById(db, input.meetId), meetById(db, input.meetId), delegationsOf(db, input.meetId)]);
  if (!activity || !meet || !holds(member.grants, 'cadre', meet.scope, now)) throw noMeet();
  const at = new Map(meet.units.map(({ id: unit }, index) => [unit, index]));
  const sorted = all.sort((a, b) => (at.get(a.unitId) ?? 0) - (at.get(b.unitId) ?? 0));
  return { title: activity.title, setup: setupOf(meet, now), delegations: sorted.map(cardOf), now };
});

export const setupActions: readonly Action[] = [create, edit, detail, delegations];

import * as v from 'valibot';
import { doorsBefore, validAfter } from '../../../miniprogram/domain/checkin/merge';
import { holders } from '../../../miniprogram/domain/registration/roster';
import { venueCode, venueStep, venueWindow } from '../../../miniprogram/domain/checkin/venue';
import { day, hour, minute } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { fileKey, secretKey } from '../../platform/secrets';
import { activitiesOn, activityById } from '../activity/store';
import { namesOf } from '../people/store';
import { arrivalsOf } from '../registration/arrive';
import { readPlaces, type SeatsDocument } from '../registration/store';
import { calledOff, gateScopes, requireGate } from './judge';
import { passKeys } from './passkeys';
import { paperActions } from './paper';
import { scanActions } from './scans';
import { insideNow, outside } from './store';
import { syncActions } from './sync';

const duties = defineAction('checkin.duties', 'member', v.strictObject({}), async ({ db, member, now }) => {
  const scopes = gateScopes(member, now);
  const found = await Promise.all(scopes.map((scope) => activitiesOn(db, scope, now - hour, now + day, 20)));
  const activities = [...new Map(found.flat().map((activity) => [activity._id, activity])).values()].sort((a, b) => a.endsAt - b.endsAt);
  const places = await arrivalsOf(db, activities.map((activity) => activity._id));
  return {
    duties: activities.map((activity) => {
      const seats = places.get(activity._id);
      return {
        activityId: activity._id,
        title: activity.title,
        place: activity.place,
        startsAt: activity.startsAt,
        endsAt: activity.endsAt,
        held: seats?.held ?? 0,
        checkedIn: seats?.came ?? 0,
        exits: activity.rules.exits,
        capacity: seats?.places ?? activity.capacity,
      };
    }),
    passKeys: passKeys(),
    deviceKeys: Object.fromEntries(activities.map(({ _id }) => [_id, fileKey('gate', _id, member.uid)])),
    now,
  };
});

/** What an activity and its places both say of its gate. */
type Session = Pick<SeatsDocument, 'scope' | 'startsAt' | 'endsAt'> & { cancelled: unknown };

const unknownActivity = () => new Refusal('NOT_FOUND', '没有找到这个活动');

/** Does this member keep this gate, from `early` before its session until its passes die? @throws Refusal */
function requireOpenGate({ scope, cancelled, startsAt, endsAt }: Session, member: Member, now: number, early: number): void {
  requireGate(member, scope, now);
  if (cancelled) throw calledOff();
  if (now < startsAt - early) throw new Refusal('NOT_OPEN', '还没有到核验的时间');
  if (now >= endsAt + validAfter) throw new Refusal('CLOSED', '活动已经结束');
}

/** The activity whose gate this member keeps. @throws Refusal */
async function gateOf(db: Database, activityId: string, member: Member, now: number, early: number) {
  gateScopes(member, now);
  const activity = await activityById(db, activityId);
  if (!activity) throw unknownActivity();
  requireOpenGate(activity, member, now, early);
  return activity;
}

const listPage = 200;
const listSchema = v.strictObject({ activityId: id, cursor: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{1,6}$/))) });

const list = defineAction('checkin.list', 'member', listSchema, async ({ db, input, member, now }) => {
  gateScopes(member, now);
  const seats = await readPlaces(db, input.activityId);
  if (!seats) throw unknownActivity();
  requireOpenGate(seats, member, now, day);
  const from = Number(input.cursor ?? 0);
  const everybody = holders(seats);
  const uids = everybody.slice(from, from + listPage);
  const cameAt = new Map(seats.held.flatMap(({ c = {} }) => Object.entries(c)));
  const names = await namesOf(db, uids);
  return {
    rows: uids.map((uid) => {
      const { name, unitName, staffTail } = names.get(uid) ?? { name: '已注销的会员', unitName: '', staffTail: '' };
      return { uid, name, unitName, staffTail, at: cameAt.get(uid) ?? null };
    }),
    gone: from === 0 ? goneOf(seats) : [],
    next: from + listPage < everybody.length ? String(from + listPage) : null,
  };
});

const leftSchema = v.strictObject({ activityId: id, cursor: v.exactOptional(id) });

const left = defineAction('checkin.left', 'member', leftSchema, async ({ db, input, member, now }) => {
  const activity = await gateOf(db, input.activityId, member, now, day);
  const uids = activity.rules.exits ? await outside(db, activity._id, input.cursor, listPage + 1) : [];
  return { uids: uids.slice(0, listPage), next: uids.length > listPage ? (uids[listPage - 1] ?? null) : null };
});

/** Who holds no place any more: a phone without a network knows their passes by this. */
function goneOf(seats: Pick<SeatsDocument, 'held' | 'gone'>): string[] {
  const here = new Set(holders(seats));
  return [...new Set(seats.gone.map(({ u }) => u))].filter((uid) => !here.has(uid));
}

const numbers = defineAction('checkin.counts', 'member', v.strictObject({ activityId: id }), async ({ db, input, member, now }) => {
  gateScopes(member, now);
  const [places, inside] = await Promise.all([arrivalsOf(db, [input.activityId]), insideNow(db, input.activityId)]);
  const seats = places.get(input.activityId);
  if (!seats) throw unknownActivity();
  requireGate(member, seats.scope, now);
  return { checkedIn: seats.came, held: seats.held, inside };
});

/** How long the steward's phone shows codes without a network. */
const codesFor = 10 * minute;

const venue = defineAction('checkin.venueCode', 'member', v.strictObject({ activityId: id }), async ({ db, input, member, now }) => {
  const activity = await gateOf(db, input.activityId, member, now, doorsBefore);
  const secret = secretKey('GONGYUN_KEY_RECEIPT');
  const windows = Array.from({ length: codesFor / venueStep + 1 }, (_, index) => venueWindow(now) + index * venueStep);
  return { codes: windows.map((from) => ({ from, code: venueCode(secret, activity._id, from) })), now };
});

export const checkInActions: readonly Action[] = [duties, list, left, numbers, venue, ...scanActions, ...syncActions, ...paperActions];

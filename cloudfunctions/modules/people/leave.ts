import * as v from 'valibot';
import { regroup } from '../../../miniprogram/domain/registration/acts';
import { minute } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { type Action, defineAction } from '../../platform/router';
import { accountOf, idOf } from '../../platform/secrets';
import { activitiesById } from '../activity/store';
import { change, openOf } from '../application/store';
import { lookAgain } from '../balance/participants';
import { checkInOf, checkInTimes } from '../checkin/store';
import { dropMedia } from '../media/claim';
import { consentOf, dropConsents } from '../notice/consent-store';
import { dropInbox } from '../notice/inbox-store';
import { subscriptions } from '../notice/templates';
import { dropAbsences } from '../registration/absence-store';
import { leaveLines } from '../bookroom/store';
import { dropJoins } from '../reading/challenge-store';
import { forgetReader } from '../reading/store';
import { actOn, cancelFor } from '../registration/deciding';
import { dropAllAnswers } from '../registration/forms';
import { readBucketOf, touched } from '../registration/store';
import { viewSeats, viewsOf } from '../registration/views';
import { dropClaims } from '../series/store';
import { forgetWriter } from '../works/store';
import { leaveDrafts } from '../teams/store';
import { dropRequest } from './join-store';
import { closeDeparture, departureById, type DepartureDocument, insertDeparture, openDepartures, removeDeparted } from './leave-store';
import { memberById, memberOfAccount, paper, recount, removeRow, unbind } from './roster-store';
import { dropOpenid, unionsByPath } from './store';
import { roleOf } from './roles';

const shown = 100;

const myData = defineAction('people.myData', 'member', v.strictObject({}), async ({ db, member, openid, now }) => {
  const [row, rows, consents] = await Promise.all([memberOfAccount(db, accountOf(openid)), touched(db, member.uid, undefined, shown + 1), consentOf(db, member.uid)]);
  if (!row) throw new Error('a member is there and not there');
  const page = rows.slice(0, shown);
  const ids = page.map((one) => one.activityId);
  const [activities, views, arrived, unions] = await Promise.all([
    activitiesById(db, ids),
    viewsOf(db, ids, member.uid),
    checkInTimes(db, ids.map((activityId) => ({ activityId, uid: member.uid }))),
    unionsByPath(db, [member.unitPath, ...member.grants.map((grant) => grant.scope)]),
  ]);
  const byPath = new Map(unions.map((union) => [union.path, union]));
  return {
    name: member.name,
    unitTrail: byPath.get(member.unitPath)?.trail ?? [member.unitName],
    kind: row.kind,
    staffTail: row.staffTail,
    joinedAt: row.joinedAt,
    origin: row.origin,
    boundAt: row.boundAt > 0 ? row.boundAt : null,
    grants: member.grants.flatMap((grant) => {
      const role = roleOf(grant.role);
      return role && now < grant.expires ? [{ role, scopeName: byPath.get(grant.scope)?.name ?? '', expires: grant.expires }] : [];
    }),
    registrations: page.flatMap((one) => {
      const activity = activities.get(one.activityId);
      if (!activity) return [];
      const checkedInAt = arrived.get(`${one.activityId}:${member.uid}`) ?? null;
      return [{ title: activity.title, startsAt: activity.startsAt, state: views.get(one.activityId)?.standing?.state ?? ('gone' as const), at: one.at, checkedInAt }];
    }),
    more: rows.length > shown,
    consents: subscriptions.flatMap((template) => {
      const allowed = consents?.of[template];
      return allowed ? [{ template, answer: allowed.answer, at: allowed.at }] : [];
    }),
    now,
  };
});

/** How long after a departure a sign-up that was on its way still counts as before it. */
const onItsWay = 15_000;

const leave = defineAction('people.leave', 'openAct', v.strictObject({}), async ({ db, key, member, openid, now }) => {
  const account = accountOf(openid);
  const departureId = idOf('departure', account, key);
  const before = await departureById(db, departureId);
  if (!before) {
    if (!member) throw new Refusal('FORBIDDEN', '您不在工会名册里，没有要删除的资料');
    if (member.grants.some((grant) => now < grant.expires)) throw new Refusal('FORBIDDEN', '您还担任工会职务，请先请上级工会解除，再退出');
    await insertDeparture(db, { _id: departureId, uid: member.uid, unitPath: member.unitPath, at: now, open: true });
  }
  const departure = before ?? { _id: departureId, uid: member?.uid ?? '', unitPath: member?.unitPath ?? '', at: now, open: true };
  // The account first: from then on nobody signs up as this member. A row made again since is another one.
  const row = await memberOfAccount(db, account);
  if (row && row._id === departure.uid && row.boundAt <= departure.at) await (row.origin === 'self' ? removeRow(db, row) : unbind(db, row, null));
  await Promise.all([dropRequest(db, account), dropStale(db, departure)]);
  await carryOut(db, departure, now);
  return { left: true };
});

/** Forgets where messages went and what was agreed to, unless somebody has the row by now. */
export async function dropStale(db: Database, { uid, at }: DepartureDocument): Promise<void> {
  const row = await memberById(db, uid);
  if (row && row.account !== paper(uid)) return;
  await Promise.all([
    dropOpenid(db, uid), dropConsents(db, uid), dropInbox(db, uid), dropAllAnswers(db, uid), dropMedia(db, uid), forgetReader(db, uid), dropJoins(db, uid),
    leaveLines(db, uid, at), forgetWriter(db, uid),
  ]);
  // A row that stays with its unit keeps what it missed: leaving and coming back changes nothing about it.
  if (!row) await Promise.all([dropAbsences(db, uid), dropClaims(db, uid)]);
}

/** Has their figures looked at anew, and frees places. May be repeated: each place is given back under a key of its own. */
export async function carryOut(db: Database, { _id, uid, at }: DepartureDocument, now: number): Promise<void> {
  await lookAgain(db, { uid });
  // First what would become a place, then the places.
  await leaveDrafts(db, uid, now);
  for (const application of await openOf(db, uid)) {
    if (application.at <= at + onItsWay) await change(db, application, '', { k: idOf('leave', _id, application.activityId), h: '', do: 'withdraw', t: now }, 'withdrawn');
  }
  let before: { at: number; id: string } | undefined;
  do {
    const rows = await touched(db, uid, before, shown);
    const ids = rows.map((row) => row.activityId);
    const views = await viewsOf(db, ids, uid);
    for (const activityId of ids.filter((one) => views.get(one)?.standing)) await giveBack(db, activityId, uid, idOf('leave', _id, activityId), at, now);
    const last = rows[rows.length - 1];
    before = rows.length === shown && last ? { at: last.at, id: last.activityId } : undefined;
  } while (before);
}

async function giveBack(db: Database, activityId: string, uid: string, key: string, left: number, now: number): Promise<void> {
  const [seats, arrived] = await Promise.all([viewSeats(db, activityId, uid), checkInOf(db, activityId, uid)]);
  // Who came stays counted; what was signed up for after coming back is not ours to give back.
  if (!seats?.standing || arrived || seats.standing.at > left + onItsWay) return;
  const { tid, m = [] } = seats.standing.entry;
  const act = { k: key, h: '', t: now, by: uid };
  const others = (people: readonly string[]) => people.filter((one) => one !== uid);
  try {
    // A team goes on without them: the next of its people leads it.
    if (tid !== undefined && m.length > 1) await actOn(db, () => readBucketOf(db, activityId, uid, key), now, (bucket) => regroup(bucket, tid, others, act));
    else await cancelFor(db, activityId, uid, key, now);
  } catch (error) {
    // Over or called off: there is no place to give to anybody.
    if (!(error instanceof Refusal) || error.code === 'SLOW_DOWN') throw error;
  }
}

/** The job's part: what a failure left undone, and what was on its way when somebody left. @returns how many departures were closed */
export async function settleDepartures(db: Database, now: number): Promise<number> {
  const open = await openDepartures(db, now - minute, 20);
  for (const departure of open) {
    await removeDeparted(db, departure);
    await dropStale(db, departure);
    await carryOut(db, departure, now);
    await recount(db, departure.unitPath);
    await closeDeparture(db, departure._id);
  }
  return open.length;
}

export const leaveActions: readonly Action[] = [myData, leave];

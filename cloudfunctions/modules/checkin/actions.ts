import * as v from 'valibot';
import { holds, scopesOf } from '../../../miniprogram/domain/people/scope';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { calendarTime, day, hour } from '../../../miniprogram/domain/time/shanghai';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { activitiesOn } from '../activity/store';
import { viewSeats, viewsOf } from '../registration/store';
import { checkPass, passKeys } from './passkeys';
import { admit, arrivals, checkInOf } from './store';

/** Cadres may stand at the gate of their own activities too. */
const gateRoles = ['gate', 'cadre'];

const duties = defineAction('checkin.duties', 'member', v.strictObject({}), async ({ db, member, now }) => {
  const scopes = [...new Set(gateRoles.flatMap((role) => scopesOf(member.grants, role, now)))];
  if (scopes.length === 0) throw new Refusal('FORBIDDEN');
  const found = await Promise.all(scopes.map((scope) => activitiesOn(db, scope, now - hour, now + day, 20)));
  const activities = [...new Map(found.flat().map((activity) => [activity._id, activity])).values()].sort((a, b) => a.endsAt - b.endsAt);
  const views = await viewsOf(db, activities.map((activity) => activity._id), '');
  const arrived = await Promise.all(activities.map((activity) => arrivals(db, activity._id)));
  return {
    duties: activities.map((activity, index) => {
      const seats = views.get(activity._id);
      return {
        activityId: activity._id,
        title: activity.title,
        place: activity.place,
        startsAt: activity.startsAt,
        endsAt: activity.endsAt,
        held: seats ? seats.cap - seats.left : 0,
        checkedIn: arrived[index] ?? 0,
      };
    }),
    passKeys: passKeys(),
    now,
  };
});

const scanSchema = v.strictObject({
  activityId: id,
  token: v.pipe(v.string(), v.maxLength(1200)),
  gate: v.pipe(v.string(), v.check((text) => fits(text, 1, 20), '入口名称写 1–20 个字')),
});

const verdicts = {
  foreign: '这不是本平台的入场码',
  forged: '入场码无效，请让本人重新打开入场码',
  expired: '入场码已过期',
};

/** `9:02` in Shanghai. */
function clockTime(at: number): string {
  const time = calendarTime(at);
  return `${time.hour}:${String(time.minute).padStart(2, '0')}`;
}

function mayAdmit(member: Member, scope: string, now: number): boolean {
  return gateRoles.some((role) => holds(member.grants, role, scope, now));
}

const scan = defineAction('checkin.scan', 'act', scanSchema, async ({ db, input, key, member, now }) => {
  if (!gateRoles.some((role) => scopesOf(member.grants, role, now).length > 0)) throw new Refusal('FORBIDDEN');
  const verdict = checkPass(input.token, now);
  if (!verdict.ok) throw new Refusal(verdict.reason === 'expired' ? 'CLOSED' : 'BAD_INPUT', verdicts[verdict.reason]);
  const { pass } = verdict;
  if (pass.activityId !== input.activityId) throw new Refusal('FORBIDDEN', '这是另一个活动的入场码');
  const [seats, before] = await Promise.all([viewSeats(db, pass.activityId, pass.uid), checkInOf(db, pass.activityId, pass.uid)]);
  if (!seats || !mayAdmit(member, seats.scope, now)) throw new Refusal('FORBIDDEN', '您没有这个活动的核验权限');
  if (seats.cancelled) throw new Refusal('CLOSED', '主办方取消了这个活动');
  // A place is asked first: who cancelled and signed up anew may wait in line with a pass of their first place.
  if (seats.standing?.state === 'waiting') throw new Refusal('NOT_FOUND', '这位会员还在候补，没有名额');
  if (!seats.standing) throw new Refusal('NOT_FOUND', '这位会员已经取消报名');

  const hash = inputHash(input);
  const fresh = { activityId: pass.activityId, uid: pass.uid, at: now, gate: tidy(input.gate), by: member.uid, k: key, h: hash };
  // The insert decides; who was seen inside already costs no write.
  const first = before ?? ((await admit(db, fresh)) ? fresh : await checkInOf(db, pass.activityId, pass.uid));
  if (!first) throw new Error('a check-in is there and not there');
  if (first.k !== key) throw new Refusal('USED', `已于 ${clockTime(first.at)} 在${first.gate}核验`);
  if (first.h !== hash) throw new Refusal('KEY_REUSED');
  return { name: pass.name, unitName: pass.unitName, at: first.at, checkedIn: await arrivals(db, pass.activityId), held: seats.cap - seats.left };
});

export const checkInActions: readonly Action[] = [duties, scan];

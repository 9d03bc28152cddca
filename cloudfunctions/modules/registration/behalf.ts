import * as v from 'valibot';
import { holds } from '../../../miniprogram/domain/people/scope';
import { standing } from '../../../miniprogram/domain/registration/seats';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction, type Member } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { applicationId, applicationsById } from '../application/store';
import { recordOf } from '../audit/record';
import { checkInOf } from '../checkin/store';
import { ownUnion, readerOf } from '../people/roster';
import { memberById, paper, papersAfter } from '../people/roster-store';
import type { MemberDocument } from '../people/store';
import { cancelFor, signUpFor } from './deciding';
import { standingElsewhere } from './elsewhere';
import { readPlaces, touch } from './store';

/** 代报名: a unit's cadre acts for members without WeChat. The place is taken and given back by the same one write; who did it stays with it. */

const pageSize = 50;

const behalfSchema = v.strictObject({ activityId: id, unionId: id, cursor: v.exactOptional(id) });

const behalf = defineAction('registration.behalf', 'member', behalfSchema, async ({ db, input, member, now }) => {
  const union = await ownUnion(db, input.unionId, member, now);
  const read = readerOf(member, union, now);
  const [found, seats] = await Promise.all([
    papersAfter(db, union._id, input.cursor ?? '', pageSize + 1),
    readPlaces(db, input.activityId),
  ]);
  if (!seats) throw new Refusal('NOT_FOUND', '没有找到这个活动');
  const page = found.slice(0, pageSize);
  const applications = seats.mode === 'firstCome' ? null : await applicationsById(db, page.map((row) => applicationId(input.activityId, row._id)));
  const last = page[page.length - 1];
  return {
    rows: page.map((row) => ({
      uid: row._id,
      name: read(row.name),
      staffTail: row.staffTail,
      kind: row.kind,
      state: standing(seats, row._id)?.state ?? null,
      application: applications?.get(applicationId(input.activityId, row._id))?.state ?? null,
    })),
    next: found.length > pageSize && last ? last._id : null,
  };
});

/** A member without WeChat of a unit that this cadre is over. */
export async function inMyHands(db: Database, uid: string, member: Member, now: number): Promise<MemberDocument> {
  const row = await memberById(db, uid);
  if (!row || !holds(member.grants, 'cadre', row.unitPath, now)) throw new Refusal('NOT_FOUND', '名册里没有这个人');
  if (row.account !== paper(uid)) throw new Refusal('FORBIDDEN', '这位会员已绑定微信，由本人报名和取消');
  return row;
}

const subject = v.strictObject({ activityId: id, uid: id });

interface BehalfAct {
  input: { activityId: string; uid: string };
  row: MemberDocument;
  member: Member;
  key: string;
  now: number;
}

/** In the name of the member's unit; which member it was is in the digest alone. */
function behalfRecord(act: 'registration.signUpOnBehalf' | 'registration.cancelOnBehalf', { input, row, member, key, now }: BehalfAct) {
  return recordOf({ act, by: member.uid, key, at: now, subject: input.activityId, scope: row.unitPath, scopeName: row.unitName, details: input });
}

const signUp = defineAction('registration.signUpOnBehalf', 'act', subject, async ({ db, input, key, member, now, requestId }) => {
  const row = await inMyHands(db, input.uid, member, now);
  const entry = { u: row._id, k: key, h: inputHash(input), t: now, by: member.uid };
  const before = await standingElsewhere(db, input.activityId, entry, row.changedAt ?? 0, now);
  if (before) return before;
  const last = now < (row.last?.until ?? 0);
  const answer = await signUpFor(db, input.activityId, entry, row.unitPath, now, { last }, behalfRecord('registration.signUpOnBehalf', { input, row, member, key, now }));
  await project(requestId, () => touch(db, input.activityId, row._id, answer.at));
  return answer;
});

const cancel = defineAction('registration.cancelOnBehalf', 'act', subject, async ({ db, input, key, member, now }) => {
  const row = await inMyHands(db, input.uid, member, now);
  if (await checkInOf(db, input.activityId, row._id)) throw new Refusal('USED', '这位会员已经签到，不能再取消报名');
  await cancelFor(db, input.activityId, row._id, key, now, member.uid, behalfRecord('registration.cancelOnBehalf', { input, row, member, key, now }));
  return { cancelled: true };
});

export const behalfActions: readonly Action[] = [behalf, signUp, cancel];

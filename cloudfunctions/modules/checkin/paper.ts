import * as v from 'valibot';
import { doorsBefore } from '../../../miniprogram/domain/checkin/merge';
import { type PaperFault, paperFault, paperUntil } from '../../../miniprogram/domain/checkin/paper';
import { staysOf } from '../../../miniprogram/domain/checkin/stays';
import { absentees } from '../../../miniprogram/domain/registration/roster';
import { tidy } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id, millis } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction } from '../../platform/router';
import { idOf, inputHash } from '../../platform/secrets';
import { activityById } from '../activity/store';
import { recordOf } from '../audit/record';
import { namesOf } from '../people/store';
import { noteArrivals } from '../registration/arrive';
import { readPlaces } from '../registration/store';
import { calledOff, gateScopes, requireGate, usedSentence } from './judge';
import { type PaperDocument, papers } from './paper-store';
import { documentsOf, keep, type KeptScan, noteInside } from './store';
import { firstsOf, heldAt } from './sync';
import { reason } from './told';

/** 代录: who came without being scanned is entered afterwards from the paper list. Each is a scan like any other, and says what it is. */

const most = 50;
const listPage = 200;
const unknownActivity = () => new Refusal('NOT_FOUND', '没有找到这个活动');

const faults: Record<PaperFault, () => Refusal> = {
  early: () => new Refusal('NOT_OPEN', '活动还没有到核验的时间'),
  late: () => new Refusal('CLOSED', '代录到活动结束的第二天为止，现在已经过了'),
  future: () => new Refusal('BAD_INPUT', '到场时间还没有到'),
  outside: () => new Refusal('BAD_INPUT', '到场时间要在活动开始前 12 小时到结束后 1 小时之间'),
};

const absentSchema = v.strictObject({ activityId: id, cursor: v.exactOptional(id) });

const absent = defineAction('checkin.absent', 'member', absentSchema, async ({ db, input, member, now }) => {
  gateScopes(member, now);
  const seats = await readPlaces(db, input.activityId);
  if (!seats) throw unknownActivity();
  requireGate(member, seats.scope, now);
  if (seats.cancelled) throw calledOff();
  const fault = paperFault(seats, Math.max(seats.startsAt - doorsBefore, Math.min(now, seats.startsAt)), now);
  if (fault) throw faults[fault]();
  const after = input.cursor ?? '';
  const all = absentees(seats).filter((uid) => uid > after).sort();
  const uids = all.slice(0, listPage);
  const names = await namesOf(db, uids);
  return {
    rows: uids.map((uid) => ({ uid, ...(names.get(uid) ?? { name: '已注销的会员', unitName: '', staffTail: '' }) })),
    next: all.length > listPage ? (uids[listPage - 1] ?? null) : null,
    until: paperUntil(seats.endsAt),
  };
});

const uids = v.pipe(
  v.array(id),
  v.minLength(1),
  v.maxLength(most),
  v.check((all) => new Set(all).size === all.length, '同一个人只能录一次'),
);

const enter = defineAction('checkin.paper', 'act', v.strictObject({ activityId: id, at: millis, reason, uids }), async ({ db, input, key, member, now, requestId }) => {
  gateScopes(member, now);
  const paperId = idOf('paper', member.uid, key);
  const h = inputHash(input);
  const before = await papers.byId(db, paperId);
  if (before && before.h !== h) throw new Refusal('KEY_REUSED');
  const activity = await activityById(db, input.activityId);
  if (!activity) throw unknownActivity();
  requireGate(member, activity.scope, now);
  const paper: PaperDocument = before ?? {
    ...{ _id: paperId, k: key, h, by: member.uid, at: now, activityId: activity._id, cameAt: input.at, reason: tidy(input.reason), uids: input.uids, open: true },
    audit: [recordOf({ act: 'activity.paper', by: member.uid, key, at: now, subject: activity._id, scope: activity.scope, scopeName: activity.organiser, details: input })],
  };
  if (!before) {
    const fault = paperFault(activity, input.at, now);
    if (fault) throw faults[fault]();
    const seats = await readPlaces(db, activity._id);
    if (seats?.cancelled && input.at >= (seats.cancel?.t ?? 0)) throw calledOff();
    if (!(await papers.insert(db, paper)) && (await papers.byId(db, paperId))?.h !== h) throw new Refusal('KEY_REUSED');
  }
  const results = await carryOut(db, paper);
  await project(requestId, () => papers.close(db, paperId));
  return { results };
});

/** Keeps a scan for each who held a place then. Each has an id of its own, so that a repeat changes nothing. */
async function carryOut(db: Database, { _id, activityId, by, cameAt, reason: why, h, uids: named }: PaperDocument): Promise<Api.CheckIn.PaperResult[]> {
  const seats = await readPlaces(db, activityId);
  if (!seats) throw unknownActivity();
  const scanOf = (uid: string): KeptScan => ({ id: idOf('paper-scan', _id, uid), gate: '现场', by, at: cameAt, online: false, kind: 'paper', h, reason: why });
  const good = named.filter((uid) => heldAt(seats, uid, cameAt));
  await Promise.all(good.map((uid) => keep(db, { activityId, uid, listed: true }, scanOf(uid))));
  const checkIns = await documentsOf(db, good.map((uid) => ({ activityId, uid })));
  await Promise.all([noteArrivals(db, activityId, firstsOf(checkIns.values())), ...[...checkIns.values()].map((checkIn) => noteInside(db, checkIn))]);
  return named.map((uid): Api.CheckIn.PaperResult => {
    const first = staysOf(checkIns.get(`${activityId}:${uid}`)?.scans ?? [])[0]?.entry;
    if (!first) return { uid, outcome: 'refused', message: '那时没有名额' };
    return first.id === scanOf(uid).id ? { uid, outcome: 'entered', message: '' } : { uid, outcome: 'already', message: usedSentence(first) };
  });
}

/** Finishes what broke off. Every step may be repeated. @returns how many acts were finished */
export async function settlePapers(db: Database, now: number): Promise<number> {
  const open = await papers.brokenOff(db, now - 60_000, 5);
  for (const paper of open) {
    await carryOut(db, paper);
    await papers.close(db, paper._id);
  }
  return open.length;
}

export const paperActions: readonly Action[] = [absent, enter];

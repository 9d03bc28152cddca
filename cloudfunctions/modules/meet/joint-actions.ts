import * as v from 'valibot';
import { covers, holds } from '../../../miniprogram/domain/people/scope';
import { termsSought } from '../../../miniprogram/domain/text/search';
import { wasDone } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction, type Member } from '../../platform/router';
import { idOf, inputHash } from '../../platform/secrets';
import { activityById } from '../activity/store';
import { unionById, type UnionDocument } from '../people/store';
import { unionsMatching } from '../unions/store';
import { actOf, mustTakeEntries, noDelegation, teamOf } from './access';
import { actOnDelegation, delegationById, delegationKey } from './delegation-store';
import type { DelegationDocument, MeetDocument } from './documents';
import { tellAsked, tellJoined } from './joint-news';
import { ofDelegation } from './meet-schema';
import { enlist, meetById } from './meet-store';

/** 联队: a delegation asks small units in. The asking is in the delegation's document, that a unit came in is in the meet's list: it stands there once, alone or in one team. */

const most = 10;
const mostFound = 20;
const ofPartner = v.strictObject({ ...ofDelegation, partner: id });

/** A delegation for the cadres of the unit that leads it. */
async function ledDelegation(db: Database, { meetId, unitId }: { meetId: string; unitId: string }, member: Member, now: number) {
  const [meet, activity, found] = await Promise.all([meetById(db, meetId), activityById(db, meetId), delegationById(db, delegationKey(meetId, unitId))]);
  if (!meet || !activity || !found || !holds(member.grants, 'cadre', found.unitPath, now)) throw noDelegation();
  return { meet, activity, found };
}

/** A union above or below shares its roster already. */
const apart = ({ unitPath }: DelegationDocument, { path }: UnionDocument) => !covers(path, unitPath) && !covers(unitPath, path);

function stateOf({ units }: MeetDocument, { partners }: DelegationDocument, unit: string): Api.Meet.Candidate['state'] {
  const listed = units.find((one) => one.id === unit);
  if (listed) return listed.joins ? 'joined' : 'own';
  return partners.some((one) => one.unit === unit) ? 'asked' : 'free';
}

const seek = defineAction('delegation.seek', 'member', v.strictObject({ ...ofDelegation, search: v.pipe(v.string(), v.maxLength(40)) }), async ({ db, input, member, now }) => {
  const { meet, activity, found } = await ledDelegation(db, input, member, now);
  const terms = termsSought(input.search);
  const unions = terms.length === 0 ? [] : await unionsMatching(db, terms, [activity.audience], undefined, mostFound);
  return {
    units: unions
      .filter((union) => apart(found, union))
      .map((union) => ({ unitId: union._id, name: union.name, above: union.trail[union.trail.length - 2] ?? '', members: union.members, state: stateOf(meet, found, union._id) })),
  };
});

const invite = defineAction('delegation.invite', 'act', ofPartner, async ({ db, input, key, member, now, requestId }) => {
  const [{ meet, activity, found }, unit] = await Promise.all([ledDelegation(db, input, member, now), unionById(db, input.partner)]);
  const answer = { asked: true } as const;
  const asking = idOf('invite', member.uid, key);
  const team = await teamOf(db, meet, input.partner);
  await actOnDelegation(db, found, actOf(member, key, inputHash(input), now), (here, done) => {
    if (done) return { answer };
    mustTakeEntries(meet, now);
    if (!unit || unit.mergedInto !== null || !covers(activity.audience, unit.path)) throw new Refusal('NOT_FOUND', '没有找到这个单位，或运动会不面向它');
    if (!apart(here, unit)) throw new Refusal('BAD_INPUT', '上下级单位本来就能一起组队，不用联队');
    if (here.partners.some((one) => one.unit === unit._id)) throw new Refusal('USED', '已经邀请过这个单位');
    if (team) throw new Refusal('USED', `这个单位已经在联队“${team.name}”里`);
    if (meet.units.some((one) => one.id === unit._id && !one.joins)) throw new Refusal('USED', '这个单位已经自己组队');
    if (here.partners.length >= most) throw new Refusal('FULL', `一个联队最多再邀请 ${most} 个单位`);
    return { answer, write: { change: { partners: [...here.partners, { id: asking, unit: unit._id, name: unit.name, at: now }] } } };
  });
  if (unit) await project(requestId, () => tellAsked(db, found, activity.title, unit, asking, now));
  return answer;
});

/** A unit that a member is a cadre of. */
async function ownUnit(db: Database, unitId: string, member: Member, now: number): Promise<UnionDocument | null> {
  const unit = await unionById(db, unitId);
  return unit && holds(member.grants, 'cadre', unit.path, now) ? unit : null;
}

const join = defineAction('delegation.join', 'act', ofPartner, async ({ db, input, key, member, now, requestId }) => {
  const { meetId, unitId, partner } = input;
  const [meet, found, unit] = await Promise.all([meetById(db, meetId), delegationById(db, delegationKey(meetId, unitId)), ownUnit(db, partner, member, now)]);
  const asking = found?.partners.find((one) => one.unit === partner);
  if (!meet || !found || !unit || !asking) throw new Refusal('NOT_FOUND', '没有找到这个邀请，可能已经撤回');
  const answer = { joined: true } as const;
  const h = inputHash(input);
  const before = meet.units.find((one) => one.id === partner)?.joins;
  if (before?.k === key && before.h !== h) throw new Refusal('KEY_REUSED');
  if (before?.k === key && before.invite === asking.id) return answer;
  mustTakeEntries(meet, now);
  const team = await teamOf(db, meet, partner);
  if (team) throw new Refusal('USED', `本单位已参加联队“${team.name}”，请先退出`);
  const joins = { unit: unitId, invite: asking.id, k: key, h };
  if (!(await enlist(db, meetId, { id: partner, members: unit.members, joins }))) throw new Refusal('USED', '本单位已经自己组队，或名单已经锁定');
  await project(requestId, () => tellJoined(db, found, unit, asking.id, now));
  return answer;
});

const part = defineAction('delegation.part', 'act', ofPartner, async ({ db, input, key, member, now, requestId }) => {
  const { meetId, unitId, partner } = input;
  const [meet, found, unit] = await Promise.all([meetById(db, meetId), delegationById(db, delegationKey(meetId, unitId)), ownUnit(db, partner, member, now)]);
  if (!meet || !found) throw noDelegation();
  const act = actOf(member, key, inputHash(input), now);
  const answer = { parted: true } as const;
  const leads = holds(member.grants, 'cadre', found.unitPath, now);
  if (!leads && !(unit && (found.partners.some((one) => one.unit === partner) || wasDone(found, key, act.h)))) throw noDelegation();
  await actOnDelegation(db, found, act, (here, done) => {
    if (done) return { answer };
    mustTakeEntries(meet, now);
    if (!here.partners.some((one) => one.unit === partner)) throw new Refusal('USED', '这个单位已经不在联队里');
    if (here.athletes.some((one) => one.unit === partner)) throw new Refusal('USED', '名单里还有这个单位的运动员，请先移出');
    return { answer, write: { change: { partners: here.partners.filter((one) => one.unit !== partner) } } };
  });
  await project(requestId, () => teamOf(db, meet, partner));
  return answer;
});

export const jointActions: readonly Action[] = [seek, invite, join, part];

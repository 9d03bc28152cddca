import { holds } from '../../../miniprogram/domain/people/scope';
import type { Act } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import type { Member } from '../../platform/router';
import type { DelegationDocument, MeetDocument } from './documents';
import { delegationById, delegationKey } from './delegation-store';
import { meetById } from './meet-store';

/** Who may do what with a delegation. */

export const noDelegation = () => new Refusal('NOT_FOUND', '没有找到这个代表队');

export const actOf = (member: Pick<Member, 'uid'>, k: string, h: string, now: number): Act => ({ k, h, t: now, by: member.uid });

/** A meet and a unit's delegation, for the unit's cadres; to all others it does not exist. */
export async function ownDelegation(db: Database, { meetId, unitId }: { meetId: string; unitId: string }, member: Member, now: number): Promise<{ meet: MeetDocument; found: DelegationDocument }> {
  const [meet, found] = await Promise.all([meetById(db, meetId), delegationById(db, delegationKey(meetId, unitId))]);
  if (!meet || !found || !holds(member.grants, 'cadre', found.unitPath, now)) throw noDelegation();
  return { meet, found };
}

/** @throws CLOSED once entries are over */
export function mustTakeEntries({ state, entriesUntil }: MeetDocument, now: number): void {
  if (state !== 'entries') throw new Refusal('CLOSED', '名单已经锁定，不能再改');
  if (now >= entriesUntil) throw new Refusal('CLOSED', '报名已经截止；领队会之前还可以换人');
}

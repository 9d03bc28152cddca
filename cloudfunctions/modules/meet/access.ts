import { holds } from '../../../miniprogram/domain/people/scope';
import type { Act } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import type { Member } from '../../platform/router';
import { unionById } from '../people/store';
import type { DelegationDocument, MeetDocument } from './documents';
import { delegationById, delegationKey } from './delegation-store';
import { teamUnits } from './joint';
import { delist, meetById } from './meet-store';

/** Who may do what with a delegation. */

export const noDelegation = () => new Refusal('NOT_FOUND', '没有找到这个代表队');

export const actOf = (member: Pick<Member, 'uid'>, k: string, h: string, now: number): Act => ({ k, h, t: now, by: member.uid });

/** A unit of a delegation whose roster somebody may take athletes from. */
export interface OwnedPath {
  unit: string;
  path: string;
}

/** Units of a delegation, in a 联队 several, that a member is a cadre of; none: it is not theirs. */
export async function pathsOwned(db: Database, meet: MeetDocument, found: DelegationDocument, member: Member, now: number): Promise<OwnedPath[]> {
  const joined = teamUnits(meet, found).slice(1);
  const partners = (await Promise.all(joined.map(({ unit }) => unionById(db, unit)))).flatMap((one) => (one ? [{ unit: one._id, path: one.path }] : []));
  return [{ unit: found.unitId, path: found.unitPath }, ...partners].filter(({ path }) => holds(member.grants, 'cadre', path, now));
}

interface Own {
  meet: MeetDocument;
  found: DelegationDocument;
  /** At least one. */
  paths: OwnedPath[];
}

/** A meet and a delegation, for the cadres of its units; to all others it does not exist. */
export async function ownDelegation(db: Database, { meetId, unitId }: { meetId: string; unitId: string }, member: Member, now: number): Promise<Own> {
  const [meet, found] = await Promise.all([meetById(db, meetId), delegationById(db, delegationKey(meetId, unitId))]);
  const paths = meet && found ? await pathsOwned(db, meet, found, member, now) : [];
  if (!meet || !found || paths.length === 0) throw noDelegation();
  return { meet, found, paths };
}

/** The delegation whose 联队 a unit is in; null: none. A place whose asking is gone is none, and is taken out of the list. */
export async function teamOf(db: Database, { _id, units }: MeetDocument, unit: string): Promise<DelegationDocument | null> {
  const joins = units.find((one) => one.id === unit)?.joins;
  const lead = joins ? await delegationById(db, delegationKey(_id, joins.unit)) : null;
  if (!joins || lead?.partners.some((one) => one.id === joins.invite)) return lead;
  await delist(db, _id, unit, joins.invite);
  return null;
}

/** @throws CLOSED once entries are over */
export function mustTakeEntries({ state, entriesUntil }: MeetDocument, now: number): void {
  if (state !== 'entries') throw new Refusal('CLOSED', '名单已经锁定，不能再改');
  if (now >= entriesUntil) throw new Refusal('CLOSED', '报名已经截止；领队会之前还可以换人');
}

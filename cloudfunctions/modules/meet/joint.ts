import { sharesOf } from '../../../miniprogram/domain/meet/team-points';
import type { Database } from '../../platform/database';
import { delegationById, delegationKey } from './delegation-store';
import type { AthleteRow, DelegationDocument, MeetDocument, PartnerRow } from './documents';

/** 联队: which units are of a team, and who runs in it. */

export interface TeamUnit {
  unit: string;
  name: string;
}

type Members = Pick<MeetDocument, 'units'>;
type Delegation = Pick<DelegationDocument, 'unitId' | 'unitName' | 'name' | 'partners'>;

/** Is a unit in a delegation for the whole meet? It was asked, and the meet's list says that it accepted this asking. */
export const hasJoined = ({ units }: Members, lead: string, { id, unit, event }: PartnerRow): boolean =>
  event === null && units.some((one) => one.id === unit && one.joins?.unit === lead && one.joins.invite === id);

/** Units that are in a delegation for the whole meet, the leading one first. */
export function teamUnits(meet: Members, { unitId, unitName, name, partners }: Delegation): TeamUnit[] {
  const joined = partners.filter((one) => hasJoined(meet, unitId, one)).map(({ unit, name: its }) => ({ unit, name: its }));
  return [{ unit: unitId, name: joined.length > 0 ? unitName : name }, ...joined];
}

/** An athlete of another delegation who runs in a team of this one. */
export interface Guest {
  event: string;
  row: AthleteRow;
}

/** Whom others send into the teams of a delegation, as it asked them. An athlete brings points to the unit of the own delegation. */
export function guestsAmong({ unitId, partners }: Pick<DelegationDocument, 'unitId' | 'partners'>, others: readonly DelegationDocument[]): Guest[] {
  const asked = new Set(partners.filter(({ event, declined }) => event !== null && !declined).map(({ id }) => id));
  return others.flatMap((other) =>
    other.lent
      .filter(({ invite, to }) => to === unitId && asked.has(invite))
      .flatMap(({ event, people }) => people.flatMap((uid) => other.athletes.filter((row) => row.uid === uid).map((row) => ({ event, row: { ...row, unit: other.unitId } })))),
  );
}

/** Delegations that a delegation has asked for athletes. */
export async function askedDelegations(db: Database, { meetId, partners }: Pick<DelegationDocument, 'meetId' | 'partners'>): Promise<DelegationDocument[]> {
  const units = [...new Set(partners.filter(({ event, declined }) => event !== null && !declined).map(({ unit }) => unit))];
  return (await Promise.all(units.map((unit) => delegationById(db, delegationKey(meetId, unit))))).flatMap((one) => one ?? []);
}

/** The entry of an event that guests run in: the first that its delegation has made. */
export const takesGuests = (entries: readonly { id: string; event: string }[], { id, event }: { id: string; event: string }): boolean => entries.find((one) => one.event === event)?.id === id;

/** Shares of the units in what an entry wins: they sum to 1. */
export function unitShares(units: readonly TeamUnit[], athletes: readonly AthleteRow[], rule: Api.Meet.PointsRule['union']): (TeamUnit & { n: number; d: number })[] {
  const [lead] = units;
  const unitOf = new Map(athletes.map(({ uid, unit }) => [uid, units.some((one) => one.unit === unit) ? unit : (lead?.unit ?? '')]));
  const shares = sharesOf({ units: units.map(({ unit }) => unit), people: athletes.map(({ uid }) => uid) }, rule, (uid) => unitOf.get(uid) ?? '');
  const names = new Map(units.map(({ unit, name }) => [unit, name]));
  return shares.map(({ unit, share }) => ({ unit, name: names.get(unit) ?? '', n: Number(share.n), d: Number(share.d) }));
}

import { sharesOf } from '../../../miniprogram/domain/meet/team-points';
import type { AthleteRow, DelegationDocument, MeetDocument, PartnerRow } from './documents';

/** 联队: which units are of a delegation, and what each gets of what it wins. */

export interface TeamUnit {
  unit: string;
  name: string;
}

type Members = Pick<MeetDocument, 'units'>;
type Delegation = Pick<DelegationDocument, 'unitId' | 'unitName' | 'name' | 'partners'>;

/** Is a unit in a delegation? It was asked, and the meet's list says that it accepted this asking. */
export const hasJoined = ({ units }: Members, lead: string, { id, unit }: Pick<PartnerRow, 'id' | 'unit'>): boolean =>
  units.some((one) => one.id === unit && one.joins?.unit === lead && one.joins.invite === id);

/** Units that are in a delegation, the leading one first. */
export function teamUnits(meet: Members, { unitId, unitName, name, partners }: Delegation): TeamUnit[] {
  const joined = partners.filter((one) => hasJoined(meet, unitId, one)).map(({ unit, name: its }) => ({ unit, name: its }));
  return [{ unit: unitId, name: joined.length > 0 ? unitName : name }, ...joined];
}

/** Shares of the units in what an entry wins: they sum to 1. */
export function unitShares(units: readonly TeamUnit[], athletes: readonly AthleteRow[], rule: Api.Meet.PointsRule['union']): (TeamUnit & { n: number; d: number })[] {
  const [lead] = units;
  const unitOf = new Map(athletes.map(({ uid, unit }) => [uid, units.some((one) => one.unit === unit) ? unit : (lead?.unit ?? '')]));
  const shares = sharesOf({ units: units.map(({ unit }) => unit), people: athletes.map(({ uid }) => uid) }, rule, (uid) => unitOf.get(uid) ?? '');
  const names = new Map(units.map(({ unit, name }) => [unit, name]));
  return shares.map(({ unit, share }) => ({ unit, name: names.get(unit) ?? '', n: Number(share.n), d: Number(share.d) }));
}

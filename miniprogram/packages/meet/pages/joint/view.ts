import { jointTexts as t } from '../../joint-texts';

/** What somebody may do with a unit of a 联队. */
export type Part = 'takeBack' | 'out' | 'leave';

export interface UnitView {
  unitId: string;
  name: string;
  note: string;
  tag: string;
  tone: 'green' | 'amber' | 'neutral';
  part: Part | '';
  partLabel: string;
}

/** The units of a delegation, the leading one first, and what I may do with each. */
export function unitViews({ unitId, unitName, partners, athletes, mine, open }: Api.Meet.Delegation): UnitView[] {
  const leads = mine.includes(unitId);
  const others = new Set(partners.map(({ name }) => name));
  const count = (name: string, lead: boolean) => athletes.filter((one) => (lead ? !others.has(one.unitName) : one.unitName === name)).length;
  const partOf = (id: string, joined: boolean): Part | '' => (!open ? '' : leads ? (joined ? 'out' : 'takeBack') : joined && mine.includes(id) ? 'leave' : '');
  return [
    { unitId, name: unitName, note: t.people(count(unitName, true)), tag: t.leads, tone: 'neutral', part: '', partLabel: '' },
    ...partners.map((one): UnitView => {
      const part = partOf(one.unitId, one.joined);
      return {
        ...{ unitId: one.unitId, name: one.name, note: one.joined ? t.people(count(one.name, false)) : '' },
        ...{ tag: one.joined ? t.joined : t.asked, tone: one.joined ? 'green' : 'amber', part, partLabel: part === '' ? '' : t[part] },
      };
    }),
  ];
}

export interface CandidateView {
  unitId: string;
  name: string;
  note: string;
  /** Why it cannot be asked; empty: it can. */
  tag: string;
}

export const candidateView = ({ unitId, name, above, members, state }: Api.Meet.Candidate): CandidateView => ({ unitId, name, note: t.candidate(above, members), tag: state === 'free' ? '' : t.states[state] });

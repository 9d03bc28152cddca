import { type Quota, quotasOf } from '../awards/quotas';
import { beforeInRanking, type Leader } from '../points/leaders';
import { compareUnits, type UnitSum } from './units';

/** Who may be proposed as 读书之星, with what speaks for them. */
export interface StarCandidate extends Leader {
  /** The unit, district or trade whose quota they fall under. */
  group: string;
  /** Of all in the edition, equal points share a rank. */
  rank: number;
  days: number;
  longestRun: number;
  notes: number;
  /** A cadre in office. */
  officer: boolean;
}

export interface StarProposal {
  quotas: Quota[];
  proposed: StarCandidate[];
  /** Next in line of each group, should one fall out in the notice. */
  reserve: StarCandidate[];
}

/**
 * Proposes 读书之星: in each group as many as its quota, by points, then the earlier last point. What a group cannot fill stays open, for it is
 * published and nobody else's.
 * @param weights what the quotas go by, such as frozen members of each group
 */
export function proposeStars(candidates: readonly StarCandidate[], weights: readonly { id: string; weight: number }[], places: number, rules: Pick<Api.Reading.Rules, 'withoutOfficers'>): StarProposal {
  const quotas = quotasOf(weights, places);
  const eligible = candidates.filter(({ points, officer }) => points > 0 && !(rules.withoutOfficers && officer)).sort(beforeInRanking);
  const inGroup = (id: string) => eligible.filter(({ group }) => group === id);
  return {
    quotas,
    proposed: quotas.flatMap(({ id, places: own }) => inGroup(id).slice(0, own)),
    reserve: quotas.flatMap(({ id, places: own }) => (own > 0 ? inGroup(id).slice(own, own + 1) : [])),
  };
}

/** What 书香企业 asks. Data. */
export interface EnterpriseRule {
  /** Per cent of the frozen members with enough days. */
  share: number;
  /** Reading events held. */
  events: number;
  /** Not chosen in so many years before. */
  rest: number;
}

export const plainEnterpriseRule: EnterpriseRule = { share: 50, events: 4, rest: 3 };

export interface EnterpriseCandidate extends UnitSum {
  events: number;
  /** Years in which it was chosen. */
  chosen: readonly number[];
}

export interface EnterpriseEvidence extends EnterpriseCandidate {
  /** What it falls short of; empty: it is proposed. */
  missing: ('share' | 'events' | 'chosen')[];
}

/** Holds the rule against every unit: who meets it is proposed, and of the others it is said what they lack. In the order of 参与率. */
export function proposeEnterprises(candidates: readonly EnterpriseCandidate[], year: number, rule: EnterpriseRule = plainEnterpriseRule): { proposed: EnterpriseEvidence[]; others: EnterpriseEvidence[] } {
  const evidence = candidates
    .map((candidate): EnterpriseEvidence => {
      const { members, active, events, chosen } = candidate;
      const missing: EnterpriseEvidence['missing'] = [];
      if (members === 0 || Math.min(active, members) * 100 < members * rule.share) missing.push('share');
      if (events < rule.events) missing.push('events');
      if (chosen.some((one) => year - rule.rest <= one && one < year)) missing.push('chosen');
      return { ...candidate, missing };
    })
    .sort((a, b) => Number(a.members === 0) - Number(b.members === 0) || compareUnits(a, b) || (a.unit < b.unit ? -1 : 1));
  return { proposed: evidence.filter(({ missing }) => missing.length === 0), others: evidence.filter(({ missing }) => missing.length > 0) };
}

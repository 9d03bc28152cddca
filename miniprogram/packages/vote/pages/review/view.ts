import { clockTime, moment } from '../../../../format/when';
import { reviewTexts as t } from '../../texts';

type Desk = Api.Output<'voting.flags'>;

export interface FlagView {
  key: string;
  kind: string;
  title: string;
  evidence: string;
  /** What would be held. */
  filter: Pick<Api.Input<'voting.hold'>, 'unitId' | 'from' | 'until' | 'candidateId'>;
}

export interface CaseView {
  number: number;
  tag: string;
  tone: 'amber' | 'red' | 'neutral';
  /** Which ballots. */
  what: string;
  ballots: string;
  count: number;
  lines: string[];
  /** Who may do what: decide (another's) · takeBack (one's own) · none */
  act: 'decide' | 'takeBack' | 'none';
}

const minute = 60_000;

export function flagsView({ flags, candidates, now }: Pick<Desk, 'flags' | 'candidates' | 'now'>): FlagView[] {
  const titles = new Map(candidates.map(({ id, title }) => [id, title]));
  return flags.map(({ kind, candidateId, minute: at, unitId, unitName, votes, of }) => ({
    key: `${kind}:${candidateId}:${at}:${unitId}`,
    kind: t.kinds[kind],
    title: titles.get(candidateId) ?? '',
    evidence: kind === 'burst' ? t.evidence.burst(moment(at, now), votes, of) : kind === 'unit' ? t.evidence.unit(unitName, votes, of) : t.evidence.fresh(votes, of),
    filter: { unitId: kind === 'unit' ? unitId : null, from: kind === 'burst' ? at : null, until: kind === 'burst' ? at + minute : null, candidateId },
  }));
}

export function casesView({ cases, candidates, now }: Pick<Desk, 'cases' | 'candidates' | 'now'>): CaseView[] {
  const titles = new Map(candidates.map(({ id, title }) => [id, title]));
  return [...cases].reverse().map(({ number, state, unitName, from, until, candidateId, reason, byName, mine, ballots, counts, decided }) => ({
    number,
    tag: t.states[state],
    tone: state === 'held' ? 'amber' : state === 'voided' ? 'red' : 'neutral',
    what: [
      ...(unitName === '' ? [] : [t.filter.unit(unitName)]),
      ...(from === null || until === null ? [] : [t.filter.time(moment(from, now), clockTime(until))]),
      ...(candidateId === null ? [] : [t.filter.candidate(titles.get(candidateId) ?? '')]),
    ].join('，'),
    ballots: t.ballots(ballots),
    count: ballots ?? 0,
    lines: [
      ...(ballots === null ? [] : [Object.entries(counts).sort(([, a], [, b]) => b - a).slice(0, 5).map(([id, votes]) => `${titles.get(id) ?? ''} ${votes}`).join(' · ')]),
      t.by(byName, reason),
      ...(decided === null ? [] : [t.decided(decided.byName, decided.reason)]),
    ].filter((line) => line !== ''),
    act: state !== 'held' ? 'none' : mine ? 'takeBack' : 'decide',
  }));
}

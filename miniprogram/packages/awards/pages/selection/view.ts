import { awardTexts as t } from '../../texts';

type Desk = Api.Awards.Desk;

export interface Line {
  id: string;
  name: string;
  /** Unit and group. */
  where: string;
  words: string;
  reason: string;
  post: string;
}

export interface View {
  state: string;
  listed: Line[];
  reserve: Line[];
  struck: Line[];
  quotas: { name: string; note: string; places: string }[];
  short: string;
  notices: { noticeId: string; title: string; note: string; standing: string; tone: string; objections: string }[];
  /** What comes next, and why not yet; `act` null: nothing. */
  act: 'publish' | 'decide' | null;
  next: 'unit' | 'city';
  label: string;
  why: string;
  decision: string;
  /** Still to be changed. */
  editable: boolean;
}

const lineOf = ({ id, name, unitName, groupName, reason, post, evidence }: Api.Awards.Candidate): Line => ({
  ...{ id, name, reason, post },
  where: evidence.of === 'enterprise' ? '' : groupName === '' || groupName === unitName ? unitName : `${unitName} · ${groupName}`,
  words: evidence.of === 'star' ? t.star(evidence) : t.enterprise(evidence),
});

const tones = { running: 'amber', open: 'red', clear: 'green' } as const;

export function viewOf(desk: Desk): View {
  const of = (state: Api.Awards.Candidate['state']) => desk.candidates.filter((one) => one.state === state).map(lineOf);
  const { notices, state, twice, decision, kind } = desk;
  const missing = kind === 'star' ? desk.candidates.filter((one) => one.state === 'listed' && one.post === '').length : 0;
  const clear = notices.every(({ standing }) => standing === 'clear');
  const next = state === 'proposed' ? 'unit' : 'city';
  const act = state === 'decided' ? null : state === 'proposed' || (state === 'unit' && twice) ? 'publish' : 'decide';
  const waits = state === 'proposed' ? (missing > 0 ? t.posts(missing) : '') : clear ? '' : t.waiting;
  return {
    state: t.states[state],
    ...{ listed: of('listed'), reserve: of('reserve'), struck: of('struck') },
    quotas: desk.quotas.map(({ name, weight, places }) => ({ name, note: t.quota(weight), places: t.quotaPlaces(places) })),
    short: kind === 'enterprise' ? t.short(desk.short) : '',
    notices: notices.map(({ noticeId, unitName, people, until, sure, standing, open, objections }) => ({
      ...{ noticeId, title: unitName, note: t.notice(people, until, sure), standing: t.standings[standing], tone: tones[standing], objections: t.objections(open, objections) },
    })),
    ...{ act, next, label: act === 'publish' ? t.publish[next] : t.decide, why: waits },
    decision: decision ? t.decided(decision.words, decision.paper) : '',
    editable: state === 'proposed',
  };
}

import { createHash } from 'node:crypto';
import type { KeptCandidate, ObjectionDocument, SelectionDocument } from '../../cloudfunctions/modules/awards/documents';
import { sealedSelection, selectionId } from '../../cloudfunctions/modules/awards/store';
import type { MemberDocument } from '../../cloudfunctions/modules/people/store';
import type { EditionDocument, StandingDocument } from '../../cloudfunctions/modules/reading/documents';
import { seal, unseal } from '../../cloudfunctions/platform/secrets';
import { objectTo, type Outcome, publishNext, takeFinding } from '../../miniprogram/domain/awards/selection';
import { emptyHistogram } from '../../miniprogram/domain/points/histogram';
import { plainRules } from '../../miniprogram/domain/reading/rules';
import { day, dayOf, hour, startOfDay } from '../../miniprogram/domain/time/shanghai';
import { pathOf, unions } from './city';
import { demoUid } from './people';

/** A reading festival of a district that is over: 读书之星 is before all, after its units had it and one objection was answered; 书香企业 is proposed. */

const edition = { id: 'reading-west', title: '江西新区第八届职工读书节', scope: 'west', begun: 70, over: 40 };

const stable = (text: string) => createHash('sha256').update(`selection:${text}`).digest('base64url').slice(0, 22);

export const demoSelection = selectionId(edition.id, 'star');
export const demoNotice = (subject: string) => stable(`notice:${subject}`);

export interface DemoSelections {
  reading_editions: EditionDocument[];
  reading_standings: StandingDocument[];
  selections: SelectionDocument[];
  award_objections: ObjectionDocument[];
}

const posts = ['挡车工', '装配工', '质检员', '维修电工', '仓管员', '设备点检员'];

const nameOf = (unionId: string) => unions.find(({ id }) => id === unionId)?.name ?? '';

function kept(outcome: Outcome<SelectionDocument>): SelectionDocument {
  if (outcome.do === 'refuse') throw new Error(`demo selection: ${outcome.reason}`);
  return outcome.next;
}

export function demoSelections(members: readonly MemberDocument[], now: number): DemoSelections {
  const readers = [...readersOf(members, 'weave', 4), ...readersOf(members, 'chip', 3)];
  // A city of few members has nobody in these units.
  if (readers.length < 7) return { reading_editions: [], reading_standings: [], selections: [], award_objections: [] };
  const today = startOfDay(now);
  const [opensAt, closesAt] = [today - edition.begun * day, today - edition.over * day];
  const common = { title: edition.title, organiser: nameOf(edition.scope), scope: pathOf(edition.scope), audience: pathOf(edition.scope) };
  const act = (name: string, t: number) => ({ k: stable(name), h: '', t, by: demoUid('demo-cadre-wang') });
  const made = { ...common, _id: edition.id, from: dayOf(opensAt), until: dayOf(closesAt - hour), opensAt, closesAt, rules: plainRules, state: 'frozen' as const, acts: [act('edition', opensAt - day)] };
  const base = { edition: edition.id, editionTitle: edition.title, scope: common.scope, audience: common.audience, organiser: common.organiser, basis: '', without: 'select' as const, notices: [], decision: null, state: 'proposed' as const, twice: true, v: 1 };
  const stars: SelectionDocument = {
    ...{ ...base, _id: demoSelection, kind: 'star', title: '读书之星', places: 5, short: { share: 0, events: 0, chosen: 0 }, acts: [act('star', closesAt + day)] },
    quotas: [{ id: 'weave', name: nameOf('weave'), weight: 36, places: 3 }, { id: 'chip', name: nameOf('chip'), weight: 34, places: 2 }],
    candidates: readers.map((one, index): KeptCandidate => ({ ...one, post: posts[index % posts.length] ?? '', state: index === 3 || index === 6 ? 'reserve' : 'listed' })),
  };
  const given = { desk: { name: '江西新区总工会宣教部', telephone: '0550-6688 1234' }, workingDays: 5, audience: { path: common.audience, name: common.organiser }, idOf: demoNotice };
  const unitDay = today - 24 * day + 9 * hour;
  const before = kept(publishNext<KeptCandidate, SelectionDocument>(stars, { ...given, now: unitDay }));
  const objection = { id: stable('objection'), notice: demoNotice('weave'), at: unitDay + day };
  const objected = kept(objectTo(before, objection.notice, objection.id, objection.at));
  const found = kept(takeFinding<KeptCandidate, SelectionDocument>(objected, objection.notice, objection.id, '核对了打卡记录和班组读书笔记，天数属实，名单不变。', null, unitDay + 3 * day));
  const city = kept(publishNext<KeptCandidate, SelectionDocument>(found, { ...given, now: today - day + 9 * hour }));
  const open = { id: stable('open'), notice: demoNotice('all'), at: today - 15 * hour };
  const running = kept(objectTo(city, open.notice, open.id, open.at));
  const said = ({ id, notice, at }: typeof open, words: string): ObjectionDocument => ({ _id: id, selection: demoSelection, notice, words: seal(words), k: stable(`object:${id}`), h: '', at });
  return {
    reading_editions: [made],
    reading_standings: [{ _id: edition.id, ...emptyHistogram, batch: 0, readers: 0, points: 0, units: '', boards: { batch: 0, at: 0 } }],
    selections: [running, enterprises(base, act('enterprise', closesAt + day))].map(sealedSelection),
    award_objections: [said(objection, '名单里有一位同志上夜班那几天也有打卡，请核实。'), said(open, '有一位同志的读后感和网上的文章很像，请核实。')],
  };
}

/** The first of a unit's members, as if they had read most. */
function readersOf(members: readonly MemberDocument[], unionId: string, count: number): KeptCandidate[] {
  const path = pathOf(unionId);
  const own = members.filter(({ unitPath, account }) => unitPath === path && !account.startsWith('paper:')).slice(1, count + 1);
  return own.map(({ _id: uid, name, unitName, unitPath }, index) => ({
    ...{ id: stable(`candidate:${uid}`), uid, name: unseal(name), unitId: unionId, unitPath, unitName, post: '', group: unionId, state: 'listed', reason: '' },
    evidence: { of: 'star', points: 940 - 45 * index, rank: 2 * index + 1, days: 30 - index, longestRun: 30 - 3 * index, notes: 24 - 2 * index },
  }));
}

function enterprises(base: Pick<SelectionDocument, 'edition' | 'editionTitle' | 'scope' | 'audience' | 'organiser' | 'basis' | 'without' | 'notices' | 'decision' | 'state' | 'twice' | 'v'>, act: SelectionDocument['acts'][number]): SelectionDocument {
  const candidate: KeptCandidate = {
    ...{ id: stable('candidate:weave'), uid: '', name: nameOf('weave'), post: '', group: '', state: 'listed', reason: '', unitId: 'weave', unitPath: pathOf('weave'), unitName: nameOf('weave') },
    evidence: { of: 'enterprise', members: 36, active: 25, share: 6944, events: 5, chosen: [] },
  };
  return { ...base, _id: selectionId(edition.id, 'enterprise'), kind: 'enterprise', title: '书香企业', places: 1, quotas: [], short: { share: 1, events: 0, chosen: 0 }, candidates: [candidate], acts: [act] };
}

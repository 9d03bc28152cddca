import type { ContestDocument, EntryDocument, PanelJudge, Performance, RoundDocument, SheetDocument } from '../../cloudfunctions/modules/contest/documents';
import { contentOf } from '../../cloudfunctions/modules/contest/result-content';
import { type ResultDocument, sealResult } from '../../cloudfunctions/modules/contest/result-store';
import { roundKey } from '../../cloudfunctions/modules/contest/round-store';
import { sheetId } from '../../cloudfunctions/modules/contest/sheet-store';
import type { MemberDocument } from '../../cloudfunctions/modules/people/store';
import { rosterHash } from '../../miniprogram/domain/contest/order';
import { type Marks, scoreOf, sheetValue } from '../../miniprogram/domain/contest/scores';
import { type Fraction, fraction } from '../../miniprogram/domain/numbers/fraction';
import { hour, minute } from '../../miniprogram/domain/time/shanghai';
import { unions } from './city';
import { demoActivities } from './programmes';
import { demoUid } from './people';

/** Marks of five judges in hundredths: the same at every seeding, close enough for ties. */
const judges = 5;
const markOf = (entry: number, judge: number, criterion: number) => 900 + ((entry * 13 + judge * 7 + criterion * 5) % 12) * 5;

const shareOf = ({ n, d }: Fraction): Api.Contest.Share => [Number(n), Number(d)];

const marksOf = ({ criteria }: Api.Contest.Rulebook, entry: number, judge: number): Marks => Object.fromEntries(criteria.map(({ id }, index) => [id, markOf(entry, judge, index)]));

/** Who judged: 孙雅琴 and four whom the organiser asked. Nobody in a demo city that is too small for them. */
export function demoPanel(members: readonly MemberDocument[]): PanelJudge[] {
  const uids = ['demo-judge-sun', 'demo-member-10', 'demo-member-11', 'demo-member-12', 'demo-member-13'].map(demoUid);
  const found = uids.flatMap((uid) => members.filter(({ _id }) => _id === uid));
  return found.length < judges ? [] : found.map(({ _id, name, unitName }) => ({ uid: _id, name, unitName, unit: null, reserve: false }));
}

/** Their sheets of a round, signed when the entry was over. */
export function demoSheets(round: RoundDocument, rulebook: Api.Contest.Rulebook): SheetDocument[] {
  return round.performances.flatMap(({ entryId, endedAt }, entry) =>
    round.panel.map(({ uid }, judge): SheetDocument => {
      const signedAt = (endedAt ?? 0) + 30_000;
      const act = { k: `sheet-${entry}-${judge}`, h: '', t: signedAt, by: uid };
      return { _id: sheetId(round._id, entryId, uid), roundKey: round._id, entryId, judge: uid, marks: marksOf(rulebook, entry, judge), signedAt, asked: null, waits: false, corrections: [], untold: null, v: 1, acts: [act] };
    }),
  );
}

/** What the five sheets of an entry come to. */
export function demoScore(rulebook: Api.Contest.Rulebook, entry: number): Api.Contest.ReleasedScore {
  const { criteria, trim, trimNeeds } = rulebook;
  const sheets = Array.from({ length: judges }, (_, judge) => marksOf(rulebook, entry, judge));
  const values = sheets.map((marks) => sheetValue(criteria, marks));
  const score = scoreOf(values, trim, [], { 0: 1, 1: trimNeeds, 2: trimNeeds });
  if (!score) throw new Error('a sheet is missing');
  const means = criteria.map(({ id }) => [id, shareOf(fraction(sheets.reduce((sum, marks) => sum + (marks[id] ?? 0), 0), judges))] as const);
  const { announced, exact, untrimmed, highest, lowest } = score;
  return { announced, exact: shareOf(exact), untrimmed: shareOf(untrimmed), criteria: Object.fromEntries(means), values: [...values].sort((a, b) => b - a), highest, lowest, adjusted: 0, corrections: 0 };
}

/** A round of all accepted entries, drawn by slips, in which everything is over and released. */
export function demoRound(contest: ContestDocument, rule: Api.Contest.RoundRule, entries: readonly EntryDocument[], panel: PanelJudge[]): RoundDocument {
  const { rulebook } = contest;
  const accepted = entries.filter(({ state }) => state === 'accepted');
  const performances = accepted.map(({ _id, title, unitId, unitPath, unitName, form, songs }, index): Performance => {
    const startedAt = rule.startsAt + index * 6 * minute;
    const times = { startedAt, endedAt: startedAt + 4 * minute, deviceStartedAt: startedAt, deviceEndedAt: startedAt + 4 * minute, releasedAt: startedAt + 5 * minute };
    return {
      ...{ entryId: _id, title, unitId, unitPath, unitName, form, songs: songs.map(({ title: song, author }) => ({ title: song, author })), shared: [], number: index + 1, state: 'done' },
      ...{ ...times, proposals: [], adjustments: [], score: demoScore(rulebook, index), edits: 1 },
    };
  });
  const ids = performances.map(({ entryId }) => entryId);
  const by: [string, string] = [demoUid('demo-cadre-wang'), demoUid('demo-official-zhou')];
  const scopeName = unions.find(({ id }) => contest.scope.endsWith(`/${id}/`))?.name ?? '';
  const title = demoActivities.find(({ id }) => id === contest._id)?.title ?? '';
  return {
    ...{ _id: roundKey(contest._id, rule.id), contestId: contest._id, roundId: rule.id, scope: contest.scope, scopeName, title, name: rule.name, order: 'paper', openedAt: rule.startsAt - 24 * hour },
    ...{ rules: rulebook, cut: rule.cut, rosterHash: rosterHash(performances), state: 'closed', lot: null, voids: [], slips: null, performances, panel, recusals: [], changes: [], baselineAt: null, screens: [] },
    draw: { kind: 'paper', photo: '', by, numbers: ids.map((entryId, index) => ({ entryId, number: index + 1, drawnFor: false })), drawn: ids, running: ids, at: rule.startsAt - hour },
    ...{ v: 1, acts: [], audit: [] },
  };
}

/** The last round of a contest that is over, closed, and its result, signed and published. */
export function demoResult(contest: ContestDocument, rule: Api.Contest.RoundRule, entries: readonly EntryDocument[], panel: PanelJudge[]): { round: RoundDocument; result: ResultDocument } {
  const { rulebook } = contest;
  const round = demoRound(contest, rule, entries, panel);
  const [first] = entries.filter(({ state }) => state === 'accepted');
  const winner = (entryId: string | null, unitId: string | null): Api.Contest.NamedWinner => ({ entryId, performer: null, unitId });
  const named = rulebook.prizes.flatMap(({ name, kind }) => {
    if (kind === 'rank' || !first) return [];
    return [{ prize: name, winners: [kind === 'special' ? winner(first._id, null) : winner(null, first.unitId)] }];
  });
  const material = { contest, rule, round, next: null, entries: new Map(entries.map((entry) => [entry._id, entry])), vote: null };
  const made = contentOf(material, { audience: null, named }, new Map(unions.map(({ id, name }) => [id, name])));
  if (!('content' in made)) throw new Error(`demo result ${contest._id}: ${made.missing}`);
  const at = rule.startsAt + 2 * hour;
  const signatures = [
    { uid: demoUid('demo-official-zhou'), as: 'scorer' as const, name: '周立新', at },
    { uid: demoUid('demo-member-0'), as: 'supervisor' as const, name: '何秀兰', at: at + 4 * minute },
  ];
  const result = sealResult({
    ...{ _id: round._id, contestId: contest._id, roundId: rule.id, audience: null, named, draft: null, corrections: [], v: 1, acts: [], audit: [] },
    published: { content: made.content, signatures, at: at + 10 * minute },
  });
  return { round, result };
}

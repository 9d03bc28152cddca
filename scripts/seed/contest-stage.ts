import type { ContestDocument, EntryDocument, PanelJudge, Performance, RoundDocument, SheetDocument } from '../../cloudfunctions/modules/contest/documents';
import type { RehearsalDocument } from '../../cloudfunctions/modules/contest/rehearsal-store';
import type { MemberDocument } from '../../cloudfunctions/modules/people/store';
import { placedByOrder, slotsOf } from '../../miniprogram/domain/contest/rehearsal';
import { day, hour, minute } from '../../miniprogram/domain/time/shanghai';
import { demoRound, demoScore, demoSheets } from './contest-results';
import { demoUid } from './people';

/** A round that is being played now: scores are out, one waits for a sheet, one is on stage, others are called. */

/** 评委 of the health workers' contest: 孙雅琴 and four whom the organiser asked; the last is a reserve. */
const jury = ['demo-judge-sun', 'demo-member-70', 'demo-member-71', 'demo-member-72', 'demo-member-73'];

function panelOf(members: readonly MemberDocument[]): PanelJudge[] {
  const found = jury.flatMap((openid) => members.filter(({ _id }) => _id === demoUid(openid)));
  return found.length < jury.length ? [] : found.map(({ _id, name, unitName, unitPath }) => ({ uid: _id, name, unitName, unit: unitPath, reserve: false }));
}

/** So many scores are out, the first three of them released together. */
const out = 4;

const fresh = { startedAt: null, endedAt: null, deviceStartedAt: null, deviceEndedAt: null, releasedAt: null, score: null };

/** Where each stands: what comes after the two last is on its way. */
const after: readonly Performance['state'][] = ['done', 'stage', 'waiting', 'signed'];

export function demoStage(contest: ContestDocument, rule: Api.Contest.RoundRule, entries: readonly EntryDocument[], members: readonly MemberDocument[], now: number): { round: RoundDocument; sheets: SheetDocument[]; rehearsal: RehearsalDocument } | null {
  const panel = panelOf(members);
  // A demo city too small for a panel has no contest on stage.
  if (panel.length === 0) return null;
  const whole = demoRound(contest, rule, entries, panel);
  const performances = whole.performances.map((one, index): Performance => {
    const startedAt = now - (out + 1 - index) * 8 * minute;
    const times = { startedAt, endedAt: startedAt + 4 * minute, deviceStartedAt: startedAt, deviceEndedAt: startedAt + 4 * minute };
    if (index < out) return { ...one, ...times, releasedAt: index < 3 ? now - (out - 1) * 8 * minute : startedAt + 6 * minute, score: demoScore(contest.rulebook, index), state: 'done' };
    return { ...one, ...fresh, ...(index === out ? times : {}), state: after[index - out] ?? 'expected', edits: 0 };
  });
  const round: RoundDocument = { ...whole, performances, state: 'running', openedAt: now - 2 * day, baselineAt: now - (out - 1) * 8 * minute };
  const [sun] = panel;
  // The one that is over waits for 孙雅琴 alone.
  const sheets = demoSheets(round, contest.rulebook).filter(({ entryId, judge }) => {
    const index = performances.findIndex((one) => one.entryId === entryId);
    return index < out || (index === out && judge !== sun?.uid);
  });
  const slots = placedByOrder(slotsOf([{ startsAt: rule.startsAt - 19 * hour, count: performances.length }], 10), performances.map(({ entryId }) => entryId));
  const plan = { stage: '门诊楼报告厅', minutes: 10, how: 'order' as const, chooseUntil: null };
  const rehearsal: RehearsalDocument = { _id: round._id, contestId: contest._id, roundId: rule.id, ...plan, slots, news: [], untold: false, v: 1, acts: [], audit: [] };
  return { round, sheets, rehearsal };
}

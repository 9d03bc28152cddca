import { inOwnOrder } from '../../../../domain/voting/order';
import { votePhase, voteTime } from '../../../../format/voting';
import { calendarDay, moment } from '../../../../format/when';
import { voteTexts as t } from '../../texts';

export interface CandidateView {
  id: string;
  title: string;
  unit: string;
  note: string;
  image: string;
  video: string;
  /** Why it cannot be chosen; empty: it can. */
  off: string;
  /** For a screen reader: what a tap on it in the tray does. */
  drop: string;
}

export interface VoteView {
  title: string;
  organiser: string;
  summary: string[];
  tag: string;
  tone: string;
  phase: Api.Voting.Phase;
  time: string;
  rules: string[];
  candidates: CandidateView[];
  /** How many there are, in words. */
  count: string;
  /** My ballots in this time; empty: none. */
  mine: string;
  mineLeft: string;
  /** May I cast a ballot now? */
  open: boolean;
  /** A countdown's end: when it opens; 0: it has. */
  opensAt: Api.Millis;
}

export function voteView(detail: Api.Voting.Detail, now: Api.Millis): VoteView {
  const { phase, text, tone } = votePhase(detail, now);
  const { rules, mine } = detail;
  return {
    title: detail.title,
    organiser: detail.organiser,
    summary: detail.summary.split('\n').filter((line) => line !== ''),
    tag: text,
    tone,
    phase,
    time: voteTime(detail, now),
    rules: rulesWords(rules, now),
    candidates: inOwnOrder(detail.candidates, detail.orderSeed).map(({ id, title, unitName, note, image, video, withdrawn }) => ({
      ...{ id, title, unit: unitName, note, image, video },
      off: withdrawn ? t.withdrawn : rules.perCandidate !== null && mine.filter(({ choices }) => choices.includes(id)).length >= rules.perCandidate ? t.used : '',
      drop: t.drop(title),
    })),
    count: t.candidates(detail.candidates.length),
    mine: mine.length > 0 ? t.mine(mine.length) : '',
    mineLeft: phase === 'open' ? t.mineLeft(detail.remaining, rules.per) : '',
    open: phase === 'open' && detail.eligible.ok && detail.remaining > 0,
    opensAt: phase === 'announced' ? detail.opensAt : 0,
  };
}

function rulesWords(rules: Api.Voting.Rules, now: Api.Millis): string[] {
  const { least, most, ballots, per, perCandidate, ownUnit, joinedBefore, open } = rules;
  return [
    `${t.rules.choices(least, most)}，${t.rules.ballots(ballots, per)}`,
    // With one ballot the limit for one candidate says nothing new.
    ...(perCandidate === null || perCandidate >= ballots ? [] : [t.rules.perCandidate(perCandidate, per)]),
    ...(ownUnit === null || ownUnit >= most ? [] : [t.rules.ownUnit(ownUnit)]),
    ...(joinedBefore === null ? [] : [t.rules.joined(calendarDay(joinedBefore, now))]),
    ...(open ? [] : [t.rules.hidden]),
    t.rules.secret,
  ];
}

/** What the bottom of the page says and does. */
export interface VoteAct {
  kind: 'cast' | 'board' | 'join' | 'none';
  label: string;
  note: string;
}

export function voteAct(detail: Api.Voting.Detail, chosen: number, now: Api.Millis): VoteAct {
  const { phase } = votePhase(detail, now);
  const { rules, eligible } = detail;
  if (phase === 'announced') return { kind: 'none', label: t.opens(moment(detail.opensAt, now)), note: '' };
  if (phase !== 'open') return { kind: 'board', label: t.seeResult, note: '' };
  if (!eligible.ok) return eligible.join === true ? { kind: 'join', label: t.join, note: eligible.reason } : { kind: 'none', label: t.mayNot, note: eligible.reason };
  if (detail.remaining === 0) return { kind: 'board', label: rules.open ? t.seeBoard : t.seeResult, note: t.mineLeft(0, rules.per) };
  if (chosen === 0) return { kind: 'none', label: t.choose, note: '' };
  if (chosen < rules.least) return { kind: 'none', label: t.go(chosen), note: t.fewer(rules.least - chosen) };
  return { kind: 'cast', label: t.go(chosen), note: chosen < rules.most ? t.more(rules.most - chosen) : '' };
}

/** The choice after a tap on a candidate, or why it stays as it was. */
export function chosenAfter(chosen: readonly string[], id: string, most: number): { chosen: string[]; refused: string } {
  if (chosen.includes(id)) return { chosen: chosen.filter((one) => one !== id), refused: '' };
  // Where only one can be chosen, another tap is a change of mind.
  if (most === 1) return { chosen: [id], refused: '' };
  return chosen.length < most ? { chosen: [...chosen, id], refused: '' } : { chosen: [...chosen], refused: t.full(most) };
}

import { pointsText } from '../../../../domain/contest/scores';
import { asksOf, callPhase, callTag, callTime } from '../../../../format/works';
import { clockTime, dayWords, moment, untilWords } from '../../../../format/when';
import { callTexts as t } from '../../texts';

type Tone = 'neutral' | 'green' | 'amber' | 'gold' | 'red';

/** A kind, with my work of it. */
export interface KindView {
  kind: string;
  name: string;
  asks: string;
  mine: { title: string; tag: string; tone: Tone; note: string; why: string; held: boolean; act: string } | null;
}

export interface CallView {
  title: string;
  organiser: string;
  tag: { text: string; tone: Tone };
  time: string;
  paragraphs: string[];
  kinds: KindView[];
  rules: string[];
  prizes: { name: string; text: string }[];
  approved: string;
  /** Why I cannot hand in; empty: I can, or it is over. */
  barred: string;
  manages: boolean;
  /** null: nothing to do here. `of`: the one kind that is left; empty: one is to be chosen. */
  act: { kind: 'write'; of: string; label: string; note: string } | { kind: 'judge' | 'result'; label: string; note: string } | null;
  /** I have judged all of mine. */
  judged: boolean;
}

function mineView({ title, at, state, why, held, result }: Api.Works.Mine, open: boolean, now: Api.Millis): KindView['mine'] {
  const placed = result !== null;
  const tag = placed && result.prize !== '' ? result.prize : t.states[state];
  const tone: Tone = state === 'struck' ? 'red' : placed && result.prize !== '' ? 'gold' : state === 'in' ? 'green' : 'neutral';
  return {
    ...{ title: title === '' ? t.states[state] : `《${title}》`, tag, tone },
    note: placed ? t.placed(result.place, pointsText(result.announced)) : t.at(`${dayWords(at, now)} ${clockTime(at)}`),
    ...{ why: why === '' ? '' : t.why(why), held, act: open && state !== 'struck' ? t.change : t.look },
  };
}

function actOf(call: Api.Works.Call, kinds: readonly KindView[], now: Api.Millis): CallView['act'] {
  if (call.toJudge !== null && call.toJudge > 0) return { kind: 'judge', label: t.judge(call.toJudge), note: '' };
  if (call.phase === 'published') return { kind: 'result', label: t.seeResult, note: '' };
  if (call.barred !== null) return null;
  const left = kinds.filter(({ mine }) => mine === null);
  const [only] = left;
  if (!only) return null;
  const one = kinds.length === 1;
  return { kind: 'write', of: one ? only.kind : '', label: one ? (call.kinds[0]?.text ? t.write(only.name) : t.hand(only.name)) : t.go, note: t.until(untilWords(call.closesAt, now)) };
}

export function callView(call: Api.Works.Call, now: Api.Millis): CallView {
  const phase = callPhase(call, now);
  const open = phase === 'open' && call.barred === null;
  const kinds = call.kinds.map((kind): KindView => {
    const mine = call.mine.find((one) => one.kind === kind.id);
    return { kind: kind.id, name: kind.name, asks: asksOf(kind), mine: mine ? mineView(mine, open, now) : null };
  });
  const { criteria, perWork, trim, until } = call.judging;
  return {
    ...{ title: call.title, organiser: call.organiser, tag: callTag(call, now), time: callTime(call, now) },
    paragraphs: call.theme.split('\n').filter((line) => line !== ''),
    kinds,
    rules: [t.blind, t.ownUnit, t.perWork(perWork, trim), t.criteria(criteria.map(({ name, weight }) => `${name} ${weight}%`).join('、')), t.until2(moment(until, now))],
    prizes: call.prizes.map(({ name, count }) => ({ name, text: t.prize('', count).trim() })),
    approved: call.approval ? t.approved(call.approval.department, call.approval.paper) : '',
    barred: call.barred !== null && (phase === 'announced' || phase === 'open' || phase === 'waiting') ? call.barred : '',
    ...{ manages: call.manages, act: actOf(call, kinds, now), judged: call.toJudge === 0 },
  };
}

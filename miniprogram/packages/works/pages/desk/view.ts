import { laterBy } from '../../../../domain/works/call';
import { moment } from '../../../../format/when';
import { callPhase, callTag, callTime } from '../../../../format/works';
import { deskTexts as t } from '../../texts-desk';

type Desk = Api.Works.Desk;

export type Act = 'approve' | 'look' | 'begin' | 'seal' | 'publish';

export interface JudgeRow {
  uid: string;
  name: string;
  unitName: string;
  note: string;
  /** Per cent of what was given. */
  share: number;
  done: boolean;
  silent: boolean;
  /** Works that they have not marked. */
  open: number;
}

export interface DeskView {
  tag: { text: string; tone: string };
  time: string;
  steps: { name: string; state: 'done' | 'now' | 'later' }[];
  counts: { name: string; text: string }[];
  total: number;
  /** What is to be known now; empty: nothing. */
  notice: { tone: 'info' | 'amber' | 'red' | 'green'; text: string } | null;
  choosing: boolean;
  panel: JudgeRow[];
  judging: string;
  act: { kind: Act; label: string; disabled: boolean; note: string } | null;
  /** Works with too few judges can get one more. */
  fill: boolean;
  /** It can be put off. */
  later: boolean;
  /** The result can be read. */
  result: boolean;
}

/** What the cadre has chosen on the page. */
export interface Chosen {
  judges: readonly string[];
  perWork: number;
}

const order: Readonly<Record<Api.Works.Phase, number>> = { waiting: 0, announced: 0, open: 0, vetting: 1, judging: 2, sealing: 3, sealed: 3, published: 4 };

const judgeRow = ({ uid, name, unitName, given, open }: Desk['panel'][number]): JudgeRow => ({
  ...{ uid, name, unitName, note: t.marked(given - open, given), share: given === 0 ? 100 : Math.round(((given - open) * 100) / given) },
  ...{ open, done: open === 0, silent: given > 0 && open === given },
});

function noticeOf({ closesAt, beginsAt, looks, short, unmarked, ...card }: Desk, total: number, now: Api.Millis): DeskView['notice'] {
  switch (callPhase({ ...card, closesAt }, now)) {
    case 'announced':
    case 'open':
      return { tone: 'info', text: t.collecting(callTime({ ...card, closesAt }, now)) };
    case 'vetting':
      if (total === 0) return { tone: 'amber', text: t.nothing };
      if (looks > 0) return { tone: 'amber', text: t.lookNote };
      return now < beginsAt ? { tone: 'info', text: t.soon(moment(beginsAt, now)) } : { tone: 'green', text: t.lookDone };
    case 'judging':
      if (card.handing) return { tone: 'info', text: t.handing };
      if (unmarked > 0 && now >= card.judging.until) return { tone: 'amber', text: t.unmarked(unmarked) };
      return short > 0 ? { tone: 'amber', text: t.short(short) } : null;
    case 'sealing':
      return { tone: 'info', text: t.making };
    default:
      return null;
  }
}

function actOf({ beginsAt, looks, open, unmarked, judging, ...card }: Desk, total: number, { judges, perWork }: Chosen, now: Api.Millis): DeskView['act'] {
  const ready = { disabled: false, note: '' };
  switch (callPhase(card, now)) {
    case 'waiting':
      return { kind: 'approve', label: t.approve, ...ready };
    case 'vetting': {
      if (total === 0) return null;
      if (looks > 0) return { kind: 'look', label: t.look(looks), ...ready };
      const note = now < beginsAt ? t.soon(moment(beginsAt, now)) : judges.length === 0 ? t.chooseJudges : judges.length < perWork ? t.tooFew(perWork) : '';
      return { kind: 'begin', label: t.begin(total), disabled: note !== '', note };
    }
    case 'judging': {
      const early = open > 0 && now < judging.until;
      const note = early ? t.sealEarly(moment(judging.until, now)) : unmarked > 0 ? t.unmarked(unmarked) : '';
      return { kind: 'seal', label: t.seal, disabled: note !== '', note };
    }
    case 'sealed':
      return { kind: 'publish', label: t.publish, ...ready };
    default:
      return null;
  }
}

/** What a delay of so many days comes to, in words. */
export function laterWords({ closesAt, judging, ...card }: Desk, days: number, now: Api.Millis): string {
  const judged = order[callPhase({ ...card, closesAt }, now)] === order.judging;
  const { closesAt: closes, until } = laterBy({ state: judged ? 'judging' : 'open', closesAt, judging }, days);
  return judged ? t.laterJudging(moment(until, now)) : t.laterOpen(moment(closes, now), moment(until, now));
}

/** Who may take works over: the others of the panel first, then those who may judge and are not on it. @param from whose works; null: nobody's */
export function takersOf({ panel, choices }: Desk, from: string | null): { uid: string; name: string; unitName: string; on: boolean }[] {
  const there = new Set(panel.map(({ uid }) => uid));
  return [...panel, ...choices.filter(({ uid }) => !there.has(uid))].filter(({ uid }) => uid !== from).map(({ uid, name, unitName }) => ({ uid, name, unitName, on: false }));
}

export function deskView(desk: Desk, chosen: Chosen, now: Api.Millis): DeskView {
  const phase = callPhase(desk, now);
  const at = order[phase];
  const total = desk.kinds.reduce((sum, { id }) => sum + (desk.counts[id] ?? 0), 0);
  const done = desk.panel.reduce((sum, { given, open }) => sum + given - open, 0);
  return {
    ...{ tag: callTag(desk, now), time: phase === 'judging' ? t.judging(moment(desk.judging.until, now)) : callTime(desk, now) },
    steps: t.steps.map((name, index) => ({ name, state: index < at ? 'done' : index === at ? 'now' : 'later' })),
    counts: desk.kinds.map(({ id, name }) => ({ name, text: t.count(desk.counts[id] ?? 0) })),
    total,
    notice: noticeOf(desk, total, now),
    choosing: phase === 'vetting' && desk.looks === 0 && total > 0,
    panel: desk.panel.map(judgeRow),
    judging: desk.panel.length === 0 ? '' : desk.open > 0 ? `${t.marked(done, done + desk.open)} · ${t.progress(desk.open)}` : t.marked(done, done),
    fill: phase === 'judging' && desk.short > 0 && !desk.handing,
    act: actOf(desk, total, chosen, now),
    later: at <= order.judging,
    result: phase === 'sealed' || phase === 'published',
  };
}

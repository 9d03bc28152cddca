import { fits, tidy } from '../../../../domain/text/clean';
import { checkVote } from '../../../../domain/voting/ballot';
import { fontScale } from '../../../../format/scale';
import { instantOf, pickersOf } from '../../../../format/pickers';
import { oneAtATime } from '../../../../services/acting';
import { serverNow } from '../../../../services/clock';
import { lastUnions, unions as fetchUnions } from '../../../../services/people';
import { createVote } from '../../../../services/voting';
import { common } from '../../../../texts/common';
import { type Chosen, readCandidates, rulesOf, usual } from '../../form';
import { openTexts as t } from '../../run-texts';

const chips = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const numbers = (...all: number[]) => all.map((one) => ({ value: String(one), label: String(one) }));

/** The questions with chips, in their order. */
const questions: { field: keyof Chosen; label: string; items: { value: string; label: string }[] }[] = [
  { field: 'most', label: t.most, items: numbers(1, 2, 3, 5, 10) },
  { field: 'ballots', label: t.ballots, items: numbers(1, 2, 3, 5) },
  { field: 'per', label: t.per, items: chips(t.pers) },
  { field: 'same', label: t.same, items: chips(t.sames) },
  { field: 'own', label: t.own, items: chips(t.owns) },
  { field: 'fresh', label: t.fresh, items: chips(t.freshes) },
  { field: 'shown', label: t.shown, items: chips(t.showns) },
];

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  title: string;
  summary: string;
  text: string;
  /** What was made out of the lines; empty: nothing yet. */
  read: string;
  unknown: string;
  go: string;
  starts: { value: string; label: string }[];
  start: 'now' | 'later';
  opens: { date: string; time: string };
  closes: { date: string; time: string };
  questions: typeof questions;
  chosen: Chosen;
  fault: string;
  busy: boolean;
}

const week = 7 * 86_400_000;
const data: Data = {
  ...{ fs: fontScale(), t, common, id: '', title: '', summary: '', text: '', read: '', unknown: '', go: t.go(0) },
  ...{ starts: chips(t.starts), start: 'now', opens: { date: '', time: '' }, closes: { date: '', time: '' }, questions, chosen: usual, fault: '', busy: false },
};

/** 发起投票: a name, candidates one a line, until when, and the rules in plain words. */
Page({
  data,
  unions: [] as readonly { id: string; name: string }[],
  /** What 马上开始 means: the same for a second try after a lost answer, so that it is the same act. */
  begun: 0,

  onLoad({ id = '' }) {
    const now = serverNow();
    this.begun = Math.floor(now / 60_000) * 60_000;
    this.setData({ id, opens: pickersOf(now), closes: { ...pickersOf(now + week), time: '20:00' } });
    this.unions = lastUnions()?.unions ?? [];
    // Without them units are shown as they are written.
    void fetchUnions().then(({ unions }) => {
      this.unions = unions;
      this.look();
    }, () => undefined);
  },

  typeTitle({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ title: value, fault: '' });
  },

  typeSummary({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ summary: value, fault: '' });
  },

  typeCandidates({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ text: value, fault: '' });
    this.look();
  },

  look() {
    const { candidates, unknown } = readCandidates(this.data.text, this.unions);
    const known = candidates.filter(({ unitId }) => unitId !== null).length;
    const bound = this.data.chosen.own !== 'free' && unknown.length > 0;
    this.setData({ read: candidates.length > 0 ? t.read(candidates.length, known) : '', unknown: bound ? t.unknownUnits(unknown.slice(0, 5).join('、')) : '', go: t.go(candidates.length) });
  },

  chooseStart({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Data['start'] }>) {
    this.setData({ start: value, fault: '' });
  },

  pick({ currentTarget, detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }, object, { of: 'opens' | 'closes'; part: 'date' | 'time' }>) {
    const { of, part } = currentTarget.dataset;
    this.setData({ [of]: { ...this.data[of], [part]: value }, fault: '' });
  },

  choose({ currentTarget, detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }, object, { field: keyof Chosen }>) {
    this.setData({ chosen: { ...this.data.chosen, [currentTarget.dataset.field]: value }, fault: '' });
    this.look();
  },

  /** @returns the vote as it would be opened, or what is wrong with it */
  draft(): Api.Voting.CreateInput | string {
    const { id, title, summary, text, start, opens, closes, chosen } = this.data;
    const opensAt = start === 'now' ? this.begun : instantOf(opens);
    const { candidates, fault } = readCandidates(text, this.unions);
    const input = { activityId: id, title: tidy(title), summary: tidy(summary), opensAt, closesAt: instantOf(closes), rules: rulesOf(chosen, opensAt), candidates };
    if (!fits(title, 2, 40)) return t.nameFault;
    return fault || (checkVote(input, serverNow())[0]?.message ?? input);
  },

  async open() {
    const input = this.draft();
    if (typeof input === 'string') {
      this.setData({ fault: input });
      return;
    }
    const { confirm } = await wx.showModal({ title: t.askTitle, content: t.askText, confirmText: t.askGo, cancelText: t.askBack });
    if (!confirm || this.data.busy) return;
    await oneAtATime(this, async () => {
      const { voteId } = await createVote(input);
      wx.vibrateShort({ type: 'medium' });
      await wx.redirectTo({ url: `/packages/vote/pages/vote/vote?id=${voteId}` });
    });
  },
});

import { fontScale } from '../../../../format/scale';
import { callTag } from '../../../../format/works';
import { serverNow } from '../../../../services/clock';
import type { Failure } from '../../../../services/errors';
import { judgedRounds, lastJudgedRounds } from '../../../../services/judging';
import { loading } from '../../../../services/loading';
import { judgedCalls, lastJudgedCalls } from '../../../../services/works';
import { common } from '../../../../texts/common';
import { judgingTexts } from '../../texts-judging';

const t = judgingTexts.rounds;

interface Row {
  key: string;
  url: string;
  title: string;
  note: string;
  tag: string;
  tone: string;
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  rows: Row[] | null;
  /** Calls whose works were handed to me. */
  works: Row[];
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, rows: null, works: [], failure: null };

const rowOf = ({ contestId, roundId, title, name, state, entries, reserve }: Api.Contest.JudgedRound): Row => ({
  key: `${contestId}:${roundId}`,
  url: `/packages/contest/pages/pad/pad?contest=${contestId}&round=${roundId}`,
  title,
  note: t.note(name, entries, reserve),
  tag: t.states[state],
  tone: state === 'running' ? 'green' : state === 'drawn' ? 'amber' : 'neutral',
});

const callRow = (call: Api.Output<'works.judging'>['items'][number]): Row => ({
  key: call.callId,
  url: `/packages/works/pages/sheets/sheets?id=${call.callId}`,
  title: call.title,
  note: t.works(call.given, call.open),
  tag: callTag(call, serverNow()).text,
  tone: call.phase === 'judging' && call.open > 0 ? 'green' : 'neutral',
});

/** 我的评分: the rounds whose panel I am on, and the calls whose works were handed to me. */
Page({
  data,

  onLoad() {
    const [known, works] = [lastJudgedRounds(), lastJudgedCalls()];
    if (known !== null && works !== null) this.setData({ rows: known.rounds.map(rowOf), works: works.items.map(callRow) });
  },

  onShow() {
    return this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  load() {
    return loading(this, async () => {
      const [{ rounds }, { items }] = await Promise.all([judgedRounds(), judgedCalls()]);
      this.setData({ rows: rounds.map(rowOf), works: items.map(callRow) });
    });
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { url: string }>) {
    void wx.navigateTo({ url: currentTarget.dataset.url });
  },
});

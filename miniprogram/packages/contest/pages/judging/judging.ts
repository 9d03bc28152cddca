import { fontScale } from '../../../../format/scale';
import type { Failure } from '../../../../services/errors';
import { judgedRounds, lastJudgedRounds } from '../../../../services/judging';
import { loading } from '../../../../services/loading';
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
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, rows: null, failure: null };

const rowOf = ({ contestId, roundId, title, name, state, entries, reserve }: Api.Contest.JudgedRound): Row => ({
  key: `${contestId}:${roundId}`,
  url: `/packages/contest/pages/pad/pad?contest=${contestId}&round=${roundId}`,
  title,
  note: t.note(name, entries, reserve),
  tag: t.states[state],
  tone: state === 'running' ? 'green' : state === 'drawn' ? 'amber' : 'neutral',
});

/** 我的评分: the rounds whose panel I am on. */
Page({
  data,

  onLoad() {
    const known = lastJudgedRounds();
    if (known !== null) this.setData({ rows: known.rounds.map(rowOf) });
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
      const { rounds } = await judgedRounds();
      this.setData({ rows: rounds.map(rowOf) });
    });
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { url: string }>) {
    void wx.navigateTo({ url: currentTarget.dataset.url });
  },
});

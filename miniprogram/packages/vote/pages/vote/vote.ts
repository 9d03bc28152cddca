import { fontScale } from '../../../../format/scale';
import { serverNow } from '../../../../services/clock';
import type { Failure } from '../../../../services/errors';
import { tellFailure } from '../../../../services/failure-sheet';
import { loading, pulled } from '../../../../services/loading';
import { cast, voteDetail } from '../../../../services/voting';
import { common } from '../../../../texts/common';
import { voteTexts as t } from '../../texts';
import { chosenAfter, voteAct, voteView, type CandidateView, type VoteAct, type VoteView } from './view';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  detail: Api.Voting.Detail | null;
  view: VoteView | null;
  failure: Failure | null;
  chosen: string[];
  /** The same as a table, which a template can ask. */
  on: Record<string, boolean>;
  /** The chosen ones, as the tray and the sheet show them. */
  tray: CandidateView[];
  act: VoteAct;
  /** Whose recording is open; empty: none. */
  playing: string;
  confirming: boolean;
  busy: boolean;
}

const data: Data = {
  ...{ fs: fontScale(), t, common, id: '', detail: null, view: null, failure: null, chosen: [], on: {}, tray: [] },
  ...{ act: { kind: 'none', label: '', note: '' }, playing: '', confirming: false, busy: false },
};

/** 投票: candidates as cards in an order of the voter's own; what is chosen lies in a tray, and goes out after one more look. */
Page({
  data,

  onLoad({ id = '' }) {
    this.setData({ id });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => {
      const detail = await voteDetail(this.data.id);
      this.show(detail);
    });
  },

  show(detail: Api.Voting.Detail) {
    const view = voteView(detail, serverNow());
    this.setData({ detail, view });
    this.keep(this.data.chosen.filter((id) => view.open && view.candidates.some((one) => one.id === id && one.off === '')));
  },

  keep(chosen: string[]) {
    const { detail, view } = this.data;
    if (detail === null || view === null) return;
    const on = Object.fromEntries(chosen.map((id) => [id, true]));
    this.setData({ chosen, on, tray: chosen.flatMap((id) => view.candidates.filter((one) => one.id === id)), act: voteAct(detail, chosen.length, serverNow()) });
  },

  /** The countdown has run out. */
  opened() {
    if (this.data.detail !== null) this.show(this.data.detail);
    return this.refresh();
  },

  choose({ currentTarget }: WechatMiniprogram.BaseEvent<object, { id: string }>) {
    const { detail, view, chosen } = this.data;
    const candidate = view?.candidates.find(({ id }) => id === currentTarget.dataset.id);
    if (detail === null || !view?.open || candidate === undefined) return;
    if (candidate.off !== '') {
      void wx.showToast({ icon: 'none', title: candidate.off });
      return;
    }
    const next = chosenAfter(chosen, candidate.id, detail.rules.most);
    if (next.refused !== '') void wx.showToast({ icon: 'none', title: next.refused });
    else this.keep(next.chosen);
  },

  watch({ currentTarget }: WechatMiniprogram.BaseEvent<object, { id: string }>) {
    const { id } = currentTarget.dataset;
    this.setData({ playing: this.data.playing === id ? '' : id });
  },

  act() {
    const { act, id } = this.data;
    if (act.kind === 'cast') this.setData({ confirming: true });
    else if (act.kind === 'board') void wx.navigateTo({ url: `/packages/vote/pages/board/board?id=${id}` });
    else if (act.kind === 'join') void wx.navigateTo({ url: '/packages/people/pages/join/join' });
  },

  stay() {
    this.setData({ confirming: false });
  },

  async go() {
    const { id, chosen } = this.data;
    if (this.data.busy) return;
    this.setData({ busy: true });
    try {
      const { receipt } = await cast(id, chosen);
      wx.vibrateShort({ type: 'medium' });
      this.setData({ confirming: false });
      this.keep([]);
      await wx.navigateTo({ url: `/packages/vote/pages/receipt/receipt?id=${id}&receipt=${receipt}` });
    } catch (cause) {
      this.setData({ confirming: false });
      await tellFailure(cause);
      await this.refresh();
    } finally {
      this.setData({ busy: false });
    }
  },

  openReceipts() {
    void wx.navigateTo({ url: `/packages/vote/pages/receipt/receipt?id=${this.data.id}` });
  },

  openBoard() {
    void wx.navigateTo({ url: `/packages/vote/pages/board/board?id=${this.data.id}` });
  },

  onShareAppMessage() {
    return { title: this.data.view?.title ?? common.app, path: `/packages/vote/pages/vote/vote?id=${this.data.id}` };
  },
});

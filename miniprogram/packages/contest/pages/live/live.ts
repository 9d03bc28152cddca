import { fontScale } from '../../../../format/scale';
import { describe, type Failure } from '../../../../services/errors';
import { board, boardSince, lastBoard } from '../../../../services/stage';
import { common } from '../../../../texts/common';
import { stageTexts } from '../../texts-stage';
import { type LiveView, liveView } from './view';

const t = stageTexts.live;

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  corrected: string;
  round: { contestId: string; roundId: string };
  view: LiveView | null;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, corrected: stageTexts.corrected, round: { contestId: '', roundId: '' }, view: null, failure: null };

/** A released score is seen within a second; while nothing changes an answer is a few bytes, ms. */
const beat = 900;
/** After a failure the next try waits longer. */
const pause = 5000;

/** 现场: who is on, what was released, the order and the standings so far. */
Page({
  data,
  timer: 0,
  v: 0,

  onLoad({ contest = '', round = '' }: { contest?: string; round?: string }) {
    this.setData({ round: { contestId: contest, roundId: round } });
    const known = lastBoard(this.data.round)?.board;
    if (known) this.setData({ view: liveView(known) });
  },

  onShow() {
    return this.refresh();
  },

  onHide() {
    clearTimeout(this.timer);
  },

  onUnload() {
    clearTimeout(this.timer);
  },

  async refresh() {
    clearTimeout(this.timer);
    const { round } = this.data;
    try {
      const found = this.v === 0 ? (await board(round)).board : await boardSince(round, this.v);
      if (found !== null) {
        this.v = found.v;
        this.setData({ view: liveView(found) });
      }
      if (this.data.failure !== null) this.setData({ failure: null });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
    this.timer = setTimeout(() => void this.refresh(), this.data.failure === null ? beat : pause);
  },

  onShareAppMessage() {
    const { view, round } = this.data;
    return { title: view ? `${view.title} · ${view.name}` : common.app, path: `/packages/contest/pages/live/live?contest=${round.contestId}&round=${round.roundId}` };
  },
});

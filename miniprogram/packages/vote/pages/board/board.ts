import { repeat } from '../../../../format/repeat';
import { fontScale } from '../../../../format/scale';
import { serverNow } from '../../../../services/clock';
import type { Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { board as fetchBoard, lastBoard, voteDetail } from '../../../../services/voting';
import { common } from '../../../../texts/common';
import { runTexts } from '../../run-texts';
import { checkTexts, reviewTexts, voteTexts } from '../../texts';
import { boardView, type BoardView } from './view';

const t = voteTexts.board;

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  check: typeof checkTexts;
  review: typeof reviewTexts;
  run: typeof runTexts;
  view: BoardView | null;
  /** A cadre over the activity, a supervisor. */
  manages: boolean;
  supervises: boolean;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, check: checkTexts, review: reviewTexts, run: runTexts, id: '', view: null, manages: false, supervises: false, failure: null };

/** Ballots are counted each minute: asking more often shows nothing new, ms. */
const freshness = 30_000;

/** 得票: the counts as bars, from the closing on where they are not open before. */
Page({
  data,
  stop() {},

  onLoad({ id = '' }) {
    this.setData({ id });
    const known = lastBoard(id);
    if (known !== null) this.setData({ view: boardView(known, serverNow()) });
    // The board says what is wrong with the network; without an answer these two ways stay shut.
    void voteDetail(id).then(({ manages, supervises }) => this.setData({ manages, supervises }), () => undefined);
  },

  async onShow() {
    await this.refresh();
    this.stop();
    this.stop = repeat(freshness, () => this.refresh());
  },

  onHide() {
    this.stop();
  },

  onUnload() {
    this.stop();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => this.setData({ view: boardView(await fetchBoard(this.data.id), serverNow()) }));
  },

  copyDigest() {
    if (this.data.view !== null) void wx.setClipboardData({ data: this.data.view.digest });
  },

  onShareAppMessage() {
    return { title: this.data.view?.title ?? common.app, path: `/packages/vote/pages/board/board?id=${this.data.id}` };
  },
});

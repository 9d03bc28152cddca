import { fontScale } from '../../../../format/scale';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure } from '../../../../services/errors';
import { pulled } from '../../../../services/loading';
import { edition, lastEdition, lastRanking, lastUnits, ranking, units } from '../../../../services/reading';
import { common } from '../../../../texts/common';
import { rankingTexts as t } from '../../texts';
import { type BoardView, peopleView, unitsView } from './view';

type Board = 'people' | 'units' | 'districts';
type Period = Api.Input<'reading.ranking'>['period'];

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  board: Board;
  period: Period;
  /** 0–3, as chips have it. */
  size: string;
  view: BoardView | null;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, id: '', board: 'people', period: 'edition', size: '0', view: null, failure: null };

/** 榜单: people, units in classes of size, districts; as of the last count. */
Page({
  data,
  /** Number of the last question: what was asked before it comes too late. */
  asked: 0,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    this.showKept();
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  sizeClass(): number | null {
    return this.data.board === 'units' ? Number(this.data.size) : null;
  },

  showKept() {
    const { id, board, period } = this.data;
    const now = serverNow();
    const rules = lastEdition(id)?.rules;
    if (board === 'people') {
      const kept = lastRanking(id, period);
      this.setData({ view: kept && peopleView(id, kept, period, now) });
      return;
    }
    const kept = lastUnits(id, this.sizeClass());
    this.setData({ view: kept && rules ? unitsView(id, kept, this.sizeClass(), rules.activeDays, now) : null });
  },

  async fetch(): Promise<BoardView> {
    const { id, board, period } = this.data;
    if (board === 'people') return peopleView(id, await ranking(id, period), period, serverNow());
    const [found, { rules }] = await Promise.all([units(id, this.sizeClass()), lastEdition(id) ?? edition(id)]);
    return unitsView(id, found, this.sizeClass(), rules.activeDays, serverNow());
  },

  async refresh() {
    const mine = (this.asked += 1);
    try {
      const view = await this.fetch();
      if (this.asked === mine) this.setData({ view, failure: null });
    } catch (cause) {
      if (this.asked === mine) this.setData({ failure: describe(cause) });
    }
  },

  change({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Board }>) {
    this.setData({ board: value, failure: null });
    this.showKept();
    return this.refresh();
  },

  changePeriod({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Period }>) {
    this.setData({ period: value, failure: null });
    this.showKept();
    return this.refresh();
  },

  changeSize({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ size: value, failure: null });
    this.showKept();
    return this.refresh();
  },

  copyDigest() {
    if (this.data.view !== null) void wx.setClipboardData({ data: this.data.view.digest });
  },
});

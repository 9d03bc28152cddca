import { fontScale } from '../../../../format/scale';
import { detail as fetchDetail, lastDetail } from '../../../../services/activity';
import { entries as fetchEntries, mine as fetchMine, order as fetchOrder } from '../../../../services/application';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure } from '../../../../services/errors';
import { tellFailure } from '../../../../services/failure-sheet';
import { pulled } from '../../../../services/loading';
import { drawTexts as t } from '../../../../texts/application';
import { common } from '../../../../texts/common';
import { holdsUp, verify } from './verify';
import { type Check, checksOf, type Fact, factsOf, type Line, linesOf } from './view';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  title: string;
  answer: Api.Output<'application.mine'> | null;
  failure: Failure | null;
  facts: Fact[];
  /** So many lines of the list are shown. */
  lines: Line[];
  total: number;
  /** What verifying is at; empty: nothing. */
  progress: string;
  checks: Check[];
  verdict: '' | 'same' | 'different';
}

const data: Data = { fs: fontScale(), t, common, id: '', title: '', answer: null, failure: null, facts: [], lines: [], total: 0, progress: '', checks: [], verdict: '' };

/** So many lines are drawn at a time. */
const shown = 60;

/** 抽签公示: the list, the value and the result of a lottery, to be made again on one's own phone. */
Page({
  data,
  /** All lines, in the order shown; not drawn at once. */
  all: [] as Line[],

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id, title: lastDetail(id)?.title ?? '' });
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  async refresh() {
    const { id } = this.data;
    try {
      const [activity, answer] = await Promise.all([fetchDetail(id), fetchMine(id)]);
      this.setData({ title: activity.title, answer, facts: answer.draw ? factsOf(answer.draw, serverNow()) : [], failure: null });
      if (answer.draw) await this.load(answer.draw);
    } catch (cause) {
      this.setData({ failure: describe(cause), progress: '' });
    }
  },

  /** Reads the whole published list, and once it is drawn the order. */
  async load(draw: Api.Application.Draw) {
    const { id, answer } = this.data;
    const entries: Api.Application.Entry[] = [];
    const order: number[] = [];
    for (let page = 0; page < draw.pages; page += 1) {
      if (draw.pages > 1) this.setData({ progress: t.verifying(page + 1, draw.pages) });
      const [list, drawn] = await Promise.all([fetchEntries(id, page), draw.drawn ? fetchOrder(id, page).then((found) => found.order, () => []) : []]);
      entries.push(...list.entries);
      order.push(...drawn);
    }
    this.all = linesOf(draw, entries, order, answer?.line?.n ?? null);
    this.setData({ progress: '', lines: this.all.slice(0, shown), total: this.all.length });
    return { entries, order };
  },

  onReachBottom() {
    const { lines } = this.data;
    if (lines.length < this.all.length) this.setData({ lines: this.all.slice(0, lines.length + shown) });
  },

  /** Fetches everything anew, so that it is the published list that is judged, and makes the draw again. */
  async check() {
    const { id } = this.data;
    this.setData({ progress: t.computing, verdict: '', checks: [] });
    try {
      const answer = await fetchMine(id);
      if (!answer.draw) return;
      this.setData({ answer, facts: factsOf(answer.draw, serverNow()) });
      const { entries, order } = await this.load(answer.draw);
      const verdict = verify(id, answer.draw, entries, order, answer.line);
      this.setData({ checks: checksOf(verdict), verdict: holdsUp(verdict) ? 'same' : 'different' });
      wx.vibrateShort({ type: 'medium' });
    } catch (cause) {
      void tellFailure(cause);
    } finally {
      this.setData({ progress: '' });
    }
  },

  copy({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { value: string }>) {
    void wx.setClipboardData({ data: currentTarget.dataset.value });
  },

  onShareAppMessage() {
    return { title: `抽签公示：${this.data.title}`, path: `/packages/activity/pages/draw/draw?id=${this.data.id}` };
  },
});

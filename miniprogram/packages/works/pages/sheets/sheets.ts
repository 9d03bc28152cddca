import { fontScale } from '../../../../format/scale';
import { serverNow } from '../../../../services/clock';
import type { Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { lastSheetsOf, sheetsOf } from '../../../../services/works';
import { common } from '../../../../texts/common';
import { marksOf, tellOf } from '../../judging';
import type { MarkQueue, Refused } from '../../mark-queue';
import { judgeTexts as t } from '../../texts-judge';
import { type SheetsView, sheetsView } from './view';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  answer: Api.Output<'works.sheets'> | null;
  view: SheetsView | null;
  kind: string;
  /** What the server refused. */
  refused: string;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, id: '', answer: null, view: null, kind: '', refused: '', failure: null };

/** 评作品: the works that were handed to me, by number; what I have marked, and what waits for a network. */
Page({
  data,
  queue: null as MarkQueue | null,

  onLoad({ id = '' }: { id?: string }) {
    this.queue = marksOf(id, () => undefined);
    this.setData({ id, answer: lastSheetsOf(id) });
    this.draw();
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  async refresh() {
    const { id } = this.data;
    // What came back from the page of a work is there before the network answers.
    this.draw();
    await this.queue?.flush(tellOf(id));
    await loading(this, async () => this.setData({ answer: await sheetsOf(id) }));
    this.draw();
  },

  draw() {
    const { answer, kind } = this.data;
    const { queue } = this;
    if (!answer || !queue) return;
    const refused = queue.refused().map(({ number, message }: Refused) => t.refused(number, message)).join('\n');
    this.setData({ view: sheetsView(answer, kind, queue, serverNow()), refused });
  },

  seen() {
    this.queue?.seen();
    this.draw();
  },

  choose({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ kind: value });
    this.draw();
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { number: number }>) {
    this.go(currentTarget.dataset.number);
  },

  next() {
    const next = this.data.view?.next ?? null;
    if (next !== null) this.go(next);
  },

  go(number: number) {
    void wx.navigateTo({ url: `/packages/works/pages/mark/mark?id=${this.data.id}&number=${number}` });
  },
});

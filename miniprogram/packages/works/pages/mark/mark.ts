import { lengthOf } from '../../../../domain/works/call';
import { type MarkRow, rowsOf, totalOf } from '../../../../format/marks';
import { fontScale } from '../../../../format/scale';
import { actFromSheet } from '../../../../services/acting';
import type { Failure } from '../../../../services/errors';
import { loading } from '../../../../services/loading';
import { dropJudgedWork, judgedWork, lastJudgedWork, stepBack } from '../../../../services/works';
import { common } from '../../../../texts/common';
import { marksOf, tellOf } from '../../judging';
import type { MarkQueue, Refused } from '../../mark-queue';
import { judgeTexts as t } from '../../texts-judge';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  number: number;
  work: Api.Works.JudgedWork | null;
  /** 12 号 · 征文 · 1,204 字 */
  about: string;
  rows: MarkRow[];
  /** Points; empty: something is not marked. */
  total: string;
  label: string;
  nextLabel: string;
  reason: string;
  /** given: the server has my marks · waits: they are on their way · open: to be marked · over: no marks are taken */
  state: 'given' | 'waits' | 'open' | 'over';
  sheet: '' | 'confirm' | 'recuse';
  busy: boolean;
  fault: string;
  failure: Failure | null;
}

const data: Data = {
  ...{ fs: fontScale(), t, common, id: '', number: 0, work: null, about: '', nextLabel: '', rows: [], total: '', label: '', reason: '', state: 'open' },
  ...{ sheet: '', busy: false, fault: '', failure: null },
};

/** One work, read and marked: what is marked stays on the phone until the server has it. */
Page({
  data,
  queue: null as MarkQueue | null,
  onNetwork: (_: { isConnected: boolean }) => {},

  onLoad({ id = '', number = '' }: { id?: string; number?: string }) {
    const at = Number(number);
    this.queue = marksOf(id, (told, marks) => this.learn(told, marks));
    this.onNetwork = ({ isConnected }: { isConnected: boolean }) => {
      if (isConnected) void this.flush();
    };
    wx.onNetworkStatusChange(this.onNetwork);
    wx.setNavigationBarTitle({ title: t.number(at) });
    this.setData({ id, number: at, work: lastJudgedWork(id, at) });
    this.draw();
    return this.load();
  },

  onUnload() {
    wx.offNetworkStatusChange(this.onNetwork);
  },

  load() {
    const { id, number } = this.data;
    return loading(this, async () => {
      const work = await judgedWork(id, number);
      // One that is marked need not stay on the phone; the next may be asked for where there is no network.
      if (work.marks !== null) dropJudgedWork(id, number);
      if (work.next !== null) judgedWork(id, work.next).catch(() => undefined);
      this.setData({ work });
      this.draw();
    });
  },

  /** The server has these marks. */
  learn(number: number, marks: Api.Works.Marks) {
    const { work } = this.data;
    if (number !== this.data.number || !work) return;
    this.setData({ work: { ...work, marks } });
    this.draw();
  },

  draw() {
    const { work, number } = this.data;
    const { queue } = this;
    if (!work || !queue) return;
    const marks = work.marks ?? queue.here(number) ?? {};
    const total = totalOf(work.criteria, marks) ?? '';
    const open = work.criteria.filter(({ id }) => marks[id] === undefined).length;
    const refused = queue.refused().find((one: Refused) => one.number === number);
    this.setData({
      ...{ rows: rowsOf(work.criteria, work.maximum, marks), total, label: total === '' ? t.goBare : t.go(total), reason: open > 0 ? t.open(open) : '' },
      state: work.marks !== null ? 'given' : queue.waits(number) ? 'waits' : work.open ? 'open' : 'over',
      about: [t.number(number), work.kindName, ...(work.text === '' ? [] : [t.length(lengthOf(work.text))])].join(' · '),
      nextLabel: work.next === null ? t.back : t.next(work.next),
      ...(refused ? { fault: refused.message } : {}),
    });
  },

  mark({ detail: { id, mark } }: WechatMiniprogram.CustomEvent<{ id: string; mark: number }>) {
    const { number, state } = this.data;
    if (state !== 'open') return;
    try {
      this.queue?.draft(number, { ...(this.queue.here(number) ?? {}), [id]: mark });
      this.setData({ fault: '' });
    } catch {
      this.setData({ fault: t.noRoom });
    }
    this.draw();
  },

  ask({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { sheet: 'confirm' | 'recuse' }>) {
    this.setData({ sheet: currentTarget.dataset.sheet, fault: '' });
  },

  closeSheet() {
    this.setData({ sheet: '', fault: '' });
  },

  give() {
    const { number, rows } = this.data;
    const marks = Object.fromEntries(rows.flatMap(({ id, mark }) => (mark === null ? [] : [[id, mark]])));
    try {
      this.queue?.give(number, marks);
    } catch {
      this.setData({ fault: t.noRoom });
      return undefined;
    }
    void wx.vibrateShort({ type: 'medium' });
    this.setData({ sheet: '' });
    this.draw();
    return this.flush();
  },

  async flush() {
    await this.queue?.flush(tellOf(this.data.id));
    this.draw();
  },

  recuse({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { id, number } = this.data;
    return actFromSheet(this, () => stepBack({ callId: id, number, reason }), t.recused, async () => {
      dropJudgedWork(id, number);
      this.leave();
    });
  },

  next() {
    const { id, work } = this.data;
    if (work !== null && work.next !== null) void wx.redirectTo({ url: `/packages/works/pages/mark/mark?id=${id}&number=${work.next}` });
    else this.leave();
  },

  leave() {
    if (getCurrentPages().length > 1) void wx.navigateBack();
    else void wx.redirectTo({ url: `/packages/works/pages/sheets/sheets?id=${this.data.id}` });
  },
});

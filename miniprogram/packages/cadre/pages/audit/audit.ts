import { fontScale } from '../../../../format/scale';
import { records, verify } from '../../../../services/audit';
import { describe, type Failure } from '../../../../services/errors';
import { common } from '../../../../texts/common';
import { rolesTexts as t } from '../../roles-texts';
import { rowOf, type RecordRow } from './view';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  loaded: boolean;
  failure: Failure | null;
  rows: RecordRow[];
  next: string | null;
  more: boolean;
  verifying: boolean;
  verdict: { tone: 'green' | 'red' | 'amber' | 'info'; icon: string; text: string } | null;
}

const data: Data = { fs: fontScale(), t, common, loaded: false, failure: null, rows: [], next: null, more: false, verifying: false, verdict: null };

/** 操作记录: what cadres did in my scope, and whether anybody has touched the record since. */
Page({
  data,

  onShow() {
    return this.refresh();
  },

  async onPullDownRefresh() {
    await this.refresh();
    wx.stopPullDownRefresh();
  },

  async refresh() {
    try {
      const { items, pending, next, now } = await records();
      this.setData({ loaded: true, failure: null, rows: [...pending, ...items].map((entry) => rowOf(entry, now)), next });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  async onReachBottom() {
    const { next, more, rows } = this.data;
    if (next === null || more) return;
    this.setData({ more: true, failure: null });
    try {
      const page = await records(next);
      this.setData({ rows: [...rows, ...page.items.map((entry) => rowOf(entry, page.now))], next: page.next });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    } finally {
      this.setData({ more: false });
    }
  },

  async verify() {
    this.setData({ verifying: true, verdict: { tone: 'info', icon: 'shield', text: t.verifying(0) } });
    try {
      let cursor: string | undefined;
      do {
        const { broken, checked, head, next } = await verify(cursor);
        cursor = next ?? undefined;
        if (broken !== null) this.setData({ verdict: { tone: 'red', icon: 'alert', text: t.broken(broken) } });
        else if (next !== null) this.setData({ verdict: { tone: 'info', icon: 'shield', text: t.verifying(checked) } });
        else if (checked === 0) this.setData({ verdict: { tone: 'amber', icon: 'info', text: t.none } });
        else this.setData({ verdict: { tone: 'green', icon: 'done', text: t.whole(checked, head.slice(0, 8)) } });
      } while (cursor !== undefined);
    } catch (cause) {
      this.setData({ verdict: { tone: 'amber', icon: 'alert', text: describe(cause).message } });
    } finally {
      this.setData({ verifying: false });
    }
  },
});

import { fontScale } from '../../../../format/scale';
import { pendingRecords, records, verify } from '../../../../services/audit';
import { describe } from '../../../../services/errors';
import { appended, loadMore, reload, unlisted, type Listing } from '../../../../services/listing';
import { pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { rolesTexts as t } from '../../roles-texts';
import { rowOf, type RecordRow } from './view';

interface Data extends Listing {
  fs: number;
  t: typeof t;
  common: typeof common;
  rows: RecordRow[];
  /** Not in the chain yet: asked for by itself, for it is looked for in many places. */
  waiting: RecordRow[];
  verifying: boolean;
  verdict: { tone: 'green' | 'red' | 'amber' | 'info'; icon: string; text: string } | null;
}

const data: Data = { fs: fontScale(), t, common, ...unlisted, rows: [], waiting: [], verifying: false, verdict: null };

/** 操作记录: what cadres did in my scope, and whether anybody has touched the record since. */
Page({
  data,

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  async refresh() {
    await reload(this, records, ({ items, now }) => ({ rows: items.map((entry) => rowOf(entry, now)) }));
    try {
      const { items, now } = await pendingRecords();
      const linked = new Set(this.data.rows.map(({ id }) => id));
      this.setData({ waiting: items.filter(({ id }) => !linked.has(id)).map((entry) => rowOf(entry, now)) });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  onReachBottom() {
    return loadMore(this, records, ({ items, now }) => ({ rows: appended(this.data.rows, items.map((entry) => rowOf(entry, now)), ({ id }) => id) }));
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

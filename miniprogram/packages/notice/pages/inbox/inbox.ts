import { fontScale } from '../../../../format/scale';
import { serverNow } from '../../../../services/clock';
import { faultWords } from '../../../../services/errors';
import { appended, loadMore, reload, unlisted, type Listing } from '../../../../services/listing';
import { pulled } from '../../../../services/loading';
import { inbox, lastInbox, read, readAll } from '../../../../services/notice';
import { common } from '../../../../texts/common';
import { noticeTexts } from '../../../../texts/notice';
import { itemView, type ItemView } from './view';

interface Data extends Listing {
  fs: number;
  t: typeof noticeTexts;
  common: typeof common;
  pinned: ItemView[];
  rows: ItemView[];
  /** Something is unread. */
  fresh: boolean;
}

const data: Data = { fs: fontScale(), t: noticeTexts, common, ...unlisted, pinned: [], rows: [], fresh: false };

const shown = (rows: ItemView[]) => ({ rows, fresh: rows.some(({ read: seen }) => !seen) });

const rowsOf = (items: readonly Api.Notice.Item[]): ItemView[] => items.map((item) => itemView(item, serverNow()));

/** The first page: what is pinned stands above the rest, and not in it. */
function viewOf({ pinned, items }: Pick<Api.Output<'notice.inbox'>, 'pinned' | 'items'>): Pick<Data, 'pinned' | 'rows' | 'fresh'> {
  const read = new Map(items.map((item) => [item.itemId, item.read]));
  const top = pinned.map((item) => ({ ...item, read: read.get(item.itemId) ?? true }));
  return { pinned: rowsOf(top), ...shown(rowsOf(items.filter(({ itemId }) => !top.some((one) => one.itemId === itemId)))) };
}

const tabs = ['pages/home/home', 'pages/activities/activities', 'pages/me/me'];

/** 消息: what concerns me, latest first. */
Page({
  data,

  onLoad() {
    const known = lastInbox();
    if (known !== null) this.setData({ ...viewOf(known), next: known.next, loaded: true });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return reload(this, inbox, viewOf);
  },

  onReachBottom() {
    return loadMore(this, inbox, ({ items }) => shown(appended(this.data.rows, rowsOf(items.filter(({ itemId: id }) => !this.data.pinned.some((one) => one.itemId === id))), ({ itemId }) => itemId)));
  },

  /** Opens what it is about; that it was opened is told beside it, and again with the next message where this is lost. */
  open({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const row = [...this.data.pinned, ...this.data.rows].find(({ itemId }) => itemId === currentTarget.dataset.id);
    if (!row) return;
    if (!row.read) {
      read(row.itemId).catch((cause: unknown) => console.warn('read', cause));
      const seen = (one: ItemView) => (one.itemId === row.itemId ? { ...one, read: true } : one);
      this.setData({ pinned: this.data.pinned.map(seen), ...shown(this.data.rows.map(seen)) });
    }
    if (row.page === '') return;
    const url = `/${row.page}`;
    if (tabs.includes(row.page)) void wx.switchTab({ url });
    else void wx.navigateTo({ url });
  },

  async seeAll() {
    try {
      await readAll(serverNow());
      const seen = (row: ItemView) => ({ ...row, read: true });
      this.setData({ pinned: this.data.pinned.map(seen), ...shown(this.data.rows.map(seen)) });
      void wx.showToast({ icon: 'none', title: noticeTexts.allRead });
    } catch (cause) {
      void wx.showToast({ icon: 'none', title: faultWords(cause) });
    }
  },

  join() {
    void wx.navigateTo({ url: '/packages/people/pages/join/join' });
  },
});

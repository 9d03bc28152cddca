import { fontScale } from '../../../../format/scale';
import { announcements, lastAnnouncements } from '../../../../services/announce';
import { serverNow } from '../../../../services/clock';
import { appended, loadMore, reload, unlisted, type Listing } from '../../../../services/listing';
import { pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { announceTexts as t } from '../../announce-texts';
import { rowOf, type AnnouncementRow } from './view';

interface Data extends Listing {
  fs: number;
  t: typeof t;
  common: typeof common;
  rows: AnnouncementRow[];
}

const data: Data = { fs: fontScale(), t, common, ...unlisted, rows: [] };

const rowsOf = ({ items }: Pick<Api.Output<'announce.list'>, 'items'>) => items.map((card) => rowOf(card, serverNow()));

/** 通知: what was announced in my scope, and the way to a new one. */
Page({
  data,

  onLoad() {
    const known = lastAnnouncements();
    if (known !== null) this.setData({ rows: rowsOf(known), next: known.next, loaded: true });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return reload(this, announcements, (answer) => ({ rows: rowsOf(answer) }));
  },

  onReachBottom() {
    return loadMore(this, announcements, (answer) => ({ rows: appended(this.data.rows, rowsOf(answer), ({ id }) => id) }));
  },

  write() {
    void wx.navigateTo({ url: '/packages/cadre/pages/announce/announce' });
  },
});

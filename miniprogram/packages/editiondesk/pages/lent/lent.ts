import { fontScale } from '../../../../format/scale';
import { actFromSheet } from '../../../../services/acting';
import { closeLoan, lentBooks } from '../../../../services/bookroom';
import { appended, type Listing, loadMore, reload, unlisted } from '../../../../services/listing';
import { common } from '../../../../texts/common';
import { roomDeskTexts as t } from '../../room-texts';

interface Row {
  key: string;
  titleId: string;
  title: string;
  name: string;
  who: string;
  due: string;
  overdue: boolean;
  waiting: string;
}

interface Data extends Listing {
  fs: number;
  t: typeof t;
  common: typeof common;
  room: string;
  rows: Row[];
  sheet: '' | 'back' | 'lost';
  sheetTitle: string;
  backText: string;
  /** Whose sheet is open. */
  row: Row | null;
  fault: string;
  busy: boolean;
}

const data: Data = { fs: fontScale(), t, common, ...unlisted, room: '', rows: [], sheet: '', sheetTitle: '', backText: '', row: null, fault: '', busy: false };

const rowsOf = ({ items, now }: Api.Output<'bookroom.lent'>): Row[] =>
  items.map(({ titleId, loanId: key, title, name, unitName, staffTail, due, overdue, waiting }) => ({
    ...{ key, titleId, title, name: name || t.gone, who: name === '' ? t.gone : t.who(name, unitName, staffTail) },
    ...{ due: overdue ? t.over(due, now) : t.due(due, now), overdue, waiting: waiting > 0 ? t.waiting(waiting) : '' },
  }));

type Tap = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** 谁借着: who has which book of the room, the first due first; the cadre takes it back or writes it off. */
Page({
  data,

  onLoad({ room = '' }: { room?: string }) {
    this.setData({ room });
    return this.refresh();
  },

  async onPullDownRefresh() {
    await this.refresh();
    wx.stopPullDownRefresh();
  },

  refresh() {
    return reload(this, () => lentBooks({ roomId: this.data.room }), (answer) => ({ rows: rowsOf(answer) }));
  },

  onReachBottom() {
    return loadMore(this, (cursor) => lentBooks({ roomId: this.data.room, cursor }), (answer) => ({ rows: appended(this.data.rows, rowsOf(answer), ({ key }) => key) }));
  },

  openBack({ currentTarget }: Tap) {
    const row = this.of(currentTarget.dataset.id);
    if (row) this.setData({ sheet: 'back', row, sheetTitle: t.backTitle(row.title), backText: t.backText(row.name), fault: '' });
  },

  openLost({ currentTarget }: Tap) {
    const row = this.of(currentTarget.dataset.id);
    if (row) this.setData({ sheet: 'lost', row, sheetTitle: t.lostTitle(row.title), fault: '' });
  },

  of(key: string): Row | undefined {
    return this.data.rows.find((row) => row.key === key);
  },

  back() {
    return this.close(false, '', t.backDone);
  },

  lost({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    return this.close(true, reason, t.lostDone);
  },

  close(lost: boolean, reason: string, done: string) {
    const { row } = this.data;
    return row && actFromSheet(this, () => closeLoan({ titleId: row.titleId, loanId: row.key, lost, reason }), done, () => this.refresh());
  },

  closeSheet() {
    this.setData({ sheet: '', fault: '' });
  },
});

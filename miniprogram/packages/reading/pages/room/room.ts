import { endOfLoan } from '../../../../domain/reading/book-room';
import { readIsbn } from '../../../../domain/reading/isbn';
import { tidy } from '../../../../domain/text/clean';
import { fontScale } from '../../../../format/scale';
import { actFromSheet, oneAtATime } from '../../../../services/acting';
import { bookRooms, borrow, lastRoomShelf, roomShelf, wantTitle } from '../../../../services/bookroom';
import { serverNow } from '../../../../services/clock';
import { describe } from '../../../../services/errors';
import { appended, type Listing, loadMore, reload, unlisted } from '../../../../services/listing';
import { common } from '../../../../texts/common';
import { roomTexts as t } from '../../room-texts';
import { rowOf, type TitleRow } from './view';

type Room = Api.BookRoom.Room;

interface Data extends Listing {
  fs: number;
  t: typeof t;
  common: typeof common;
  /** Empty: not known yet, or there is none. */
  id: string;
  /** It is known that there is no room for me. */
  none: boolean;
  room: Room | null;
  rule: string;
  rooms: { value: string; label: string }[];
  search: string;
  rows: TitleRow[];
  /** What is to be borrowed; null: nothing. */
  asked: TitleRow | null;
  sheet: '' | 'borrow';
  askTitle: string;
  ask: string;
  go: string;
  busy: boolean;
  fault: string;
}

const data: Data = {
  ...{ fs: fontScale(), t, common, ...unlisted, id: '', none: false, room: null, rule: '', rooms: [], search: '', rows: [] },
  ...{ asked: null, sheet: '', askTitle: '', ask: '', go: '', busy: false, fault: '' },
};

/** 职工书屋: what stands on the unit's shelf; a tap or the bar code on the back borrows it. */
Page({
  data,

  async onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    const known = id === '' ? null : lastRoomShelf(id);
    if (known !== null) this.setData({ ...this.shown(known), next: known.next, loaded: true });
    await Promise.all([this.findRooms(), id === '' ? null : this.refresh()]);
  },

  async onPullDownRefresh() {
    await this.refresh();
    wx.stopPullDownRefresh();
  },

  /** The rooms that are for me; the nearest is opened where none was named. */
  async findRooms() {
    try {
      const { items } = await bookRooms();
      this.setData({ rooms: items.map(({ roomId, name }) => ({ value: roomId, label: name })) });
      if (this.data.id !== '') return;
      const [first] = items;
      if (!first) return this.setData({ none: true, failure: null });
      this.setData({ id: first.roomId });
    } catch (cause) {
      if (this.data.id === '') this.setData({ failure: describe(cause) });
      return;
    }
    await this.refresh();
  },

  shown({ room, items }: Api.Output<'bookroom.shelf'>) {
    return { room, rule: t.rule(room.days, room.most), rows: items.map(rowOf) };
  },

  question(): Api.Input<'bookroom.shelf'> {
    const sought = tidy(this.data.search);
    return { roomId: this.data.id, ...(sought === '' ? {} : { search: sought }) };
  },

  refresh() {
    if (this.data.id === '') return this.findRooms();
    return reload(this, () => roomShelf(this.question()), (answer) => this.shown(answer));
  },

  onReachBottom() {
    return loadMore(this, (cursor) => roomShelf({ ...this.question(), cursor }), ({ items }) => ({ rows: appended(this.data.rows, items.map(rowOf), ({ key }) => key) }));
  },

  changeRoom({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ ...unlisted, id: value, rows: [], search: '', fault: '' });
    return this.refresh();
  },

  type({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ search: value });
  },

  seek() {
    this.setData({ ...unlisted, rows: [], fault: '' });
    return this.refresh();
  },

  clear() {
    this.setData({ search: '' });
    return this.seek();
  },

  act({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const row = this.data.rows.find(({ key }) => key === currentTarget.dataset.id);
    if (!row) return;
    if (row.act === 'borrow') return this.openBorrow(row);
    return oneAtATime(this, async () => {
      await wantTitle(row.key, row.act === 'want');
      void wx.showToast({ icon: 'none', title: row.act === 'want' ? t.wanted : t.unwanted });
      await this.refresh();
    });
  },

  openBorrow(row: TitleRow) {
    const { room } = this.data;
    if (!room) return;
    const now = serverNow();
    this.setData({ sheet: 'borrow', asked: row, askTitle: t.askTitle(row.title), ask: t.ask(room.place), go: t.go(endOfLoan(now, room.days), now), fault: '' });
  },

  borrow() {
    const { id, asked } = this.data;
    if (!asked) return;
    return actFromSheet(this, () => borrow(id, asked.isbn), this.borrowedWords(), () => this.refresh());
  },

  borrowedWords() {
    const now = serverNow();
    return t.borrowed(endOfLoan(now, this.data.room?.days ?? 0), now);
  },

  closeSheet() {
    this.setData({ sheet: '', fault: '' });
  },

  /** The book is in the hand: what was scanned is borrowed. */
  scan() {
    wx.scanCode({
      scanType: ['barCode'],
      success: ({ result }) => {
        const read = readIsbn(result);
        if ('fault' in read) this.setData({ fault: t.faults[read.fault] });
        else void this.take(read.isbn);
      },
    });
  },

  take(isbn: string) {
    return oneAtATime(this, async () => {
      const { title, due } = await borrow(this.data.id, isbn);
      void wx.showModal({ title: t.borrowed(due, serverNow()), content: `《${title}》`, showCancel: false });
      await this.refresh();
    });
  },
});

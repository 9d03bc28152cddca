import { readIsbn } from '../../../../domain/reading/isbn';
import { fontScale } from '../../../../format/scale';
import { actFromSheet } from '../../../../services/acting';
import { bookRoomDesk, roomShelf, setUpRoom, stockRoom, writeOff } from '../../../../services/bookroom';
import { describe } from '../../../../services/errors';
import { appended, type Listing, loadMore, reload, unlisted } from '../../../../services/listing';
import { loading } from '../../../../services/loading';
import { ownUnits } from '../../../../services/own-units';
import { books } from '../../../../services/reading';
import { common } from '../../../../texts/common';
import { roomDeskTexts as t } from '../../room-texts';
import { blankBook, type Book, readBook, readSettings, type Settings, settingsOf } from './form';

type Title = Api.BookRoom.Title & { words: string };

interface Data extends Listing {
  fs: number;
  t: typeof t;
  common: typeof common;
  /** The edition whose list may be chosen from; empty: none. */
  id: string;
  unit: string;
  units: { value: string; label: string }[];
  /** It is known that I keep no unit's room. */
  none: boolean;
  desk: Api.BookRoom.Desk | null;
  rule: string;
  settings: Settings;
  rows: Title[];
  sheet: '' | 'settings' | 'add' | 'off';
  sheetTitle: string;
  draft: Book;
  /** Number and name stand already: only how many is asked. */
  known: boolean;
  /** Books of the edition's list. */
  found: Pick<Api.Reading.Book, 'bookId' | 'isbn' | 'title' | 'author' | 'theme'>[];
  title: Title | null;
  fault: string;
  busy: boolean;
}

/** Books of the list shown in the sheet; more are found by their title. */
const shown = 5;

const data: Data = {
  ...{ fs: fontScale(), t, common, ...unlisted, id: '', unit: '', units: [], none: false, desk: null, rule: '', rows: [] },
  settings: { name: '', place: '', hours: '', days: '', most: '' },
  ...{ sheet: '', sheetTitle: '', draft: blankBook, known: false, found: [], title: null, fault: '', busy: false },
};

const rowOf = (title: Api.BookRoom.Title): Title => ({ ...title, words: t.stock(title.free, title.copies, title.waiting) });

type Typing = WechatMiniprogram.CustomEvent<{ value: string }, object, { key: string }>;
type Tap = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** 职工书屋 as the unit's own cadre keeps it: settings, books, who has what. */
Page({
  data,

  async onLoad({ id = '', unit = '' }: { id?: string; unit?: string }) {
    this.setData({ id, unit });
    if (unit === '') await this.findUnits();
    else await this.refresh();
  },

  async onPullDownRefresh() {
    await this.refresh();
    wx.stopPullDownRefresh();
  },

  async findUnits() {
    try {
      const units = await ownUnits();
      this.setData({ units, unit: units[0]?.value ?? '', none: units.length === 0, failure: null });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
    if (this.data.unit !== '') await this.refresh();
  },

  changeUnit({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ ...unlisted, unit: value, desk: null, rows: [] });
    return this.refresh();
  },

  async refresh() {
    if (this.data.unit === '') return this.findUnits();
    await loading(this, async () => {
      const desk = await bookRoomDesk(this.data.unit);
      this.setData({ desk, settings: settingsOf(desk), rule: desk.room ? t.rule(desk.room.days, desk.room.most) : '' });
    });
    if (this.data.desk?.room && this.data.failure === null) await this.refreshBooks();
  },

  refreshBooks() {
    return reload(this, () => roomShelf({ roomId: this.roomId() }), ({ items }) => ({ rows: items.map(rowOf) }));
  },

  onReachBottom() {
    return loadMore(this, (cursor) => roomShelf({ roomId: this.roomId(), cursor }), ({ items }) => ({ rows: appended(this.data.rows, items.map(rowOf), ({ titleId }) => titleId) }));
  },

  roomId(): string {
    return this.data.desk?.room?.roomId ?? '';
  },

  openSettings() {
    const { desk } = this.data;
    if (desk) this.setData({ sheet: 'settings', sheetTitle: t.change, settings: settingsOf(desk), fault: '' });
  },

  typeSetting({ currentTarget, detail: { value } }: Typing) {
    this.setData({ settings: { ...this.data.settings, [currentTarget.dataset.key]: value }, fault: '' });
  },

  save() {
    const { unit, desk, settings } = this.data;
    const read = readSettings(settings);
    if (read === null) return this.setData({ fault: t.settings });
    return actFromSheet(this, () => setUpRoom({ unionId: unit, v: desk?.room?.v ?? null, ...read }), t.saved, () => this.refresh());
  },

  openAdd() {
    this.setData({ sheet: 'add', sheetTitle: t.addTitle, draft: { ...blankBook, theme: this.data.draft.theme }, known: false, fault: '' });
    return this.find();
  },

  openMore({ currentTarget }: Tap) {
    const title = this.of(currentTarget.dataset.id);
    if (title) this.setData({ sheet: 'add', sheetTitle: t.moreTitle(title.title), draft: { ...blankBook, isbn: title.isbn, title: title.title, author: title.author, theme: title.theme }, known: true, fault: '' });
  },

  scan() {
    wx.scanCode({ scanType: ['barCode'], success: ({ result }) => this.putIsbn(result) });
  },

  putIsbn(text: string) {
    const read = readIsbn(text);
    this.setData({ 'draft.isbn': 'isbn' in read ? read.isbn : text, fault: 'fault' in read ? t.faults[read.fault] : '' });
  },

  typeBook({ currentTarget, detail: { value } }: Typing) {
    const { key } = currentTarget.dataset;
    this.setData({ draft: { ...this.data.draft, [key]: value }, fault: '' });
    return key === 'title' ? this.find() : undefined;
  },

  /** Books of the edition's list with this title: nobody types twice what stands there. */
  async find() {
    const { id, draft } = this.data;
    if (id === '') return;
    const sought = draft.title.trim();
    try {
      const { items } = await books({ editionId: id, ...(sought === '' ? {} : { search: sought }) });
      if (draft.title === this.data.draft.title) this.setData({ found: items.slice(0, shown) });
    } catch {
      // The list is a help: without it the book is typed.
    }
  },

  pickBook({ currentTarget }: Tap) {
    const book = this.data.found.find(({ bookId }) => bookId === currentTarget.dataset.id);
    if (book) this.setData({ draft: { ...this.data.draft, isbn: book.isbn, title: book.title, author: book.author, theme: book.theme }, fault: '' });
  },

  add() {
    const read = readBook(this.data.draft);
    if ('fault' in read) return this.setData({ fault: read.fault });
    return actFromSheet(this, () => stockRoom({ roomId: this.roomId(), ...read.book }), t.added, () => this.refresh());
  },

  openOff({ currentTarget }: Tap) {
    const title = this.of(currentTarget.dataset.id);
    if (title) this.setData({ sheet: 'off', sheetTitle: t.offTitle(title.title), title, fault: '' });
  },

  off({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { title } = this.data;
    return title && actFromSheet(this, () => writeOff({ titleId: title.titleId, copies: 1, reason }), t.offDone, () => this.refresh());
  },

  of(titleId: string): Title | undefined {
    return this.data.rows.find((row) => row.titleId === titleId);
  },

  closeSheet() {
    this.setData({ sheet: '', fault: '' });
  },
});

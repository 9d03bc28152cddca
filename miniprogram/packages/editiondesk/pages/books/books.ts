import { readIsbn } from '../../../../domain/reading/isbn';
import { fits } from '../../../../domain/text/clean';
import { fontScale } from '../../../../format/scale';
import { actFromSheet } from '../../../../services/acting';
import { addBook, approveBook, bookDesk, removeBook } from '../../../../services/edition';
import { appended, type Listing, loadMore, reload, unlisted } from '../../../../services/listing';
import { pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { bookDeskTexts as t } from '../../texts';

type Book = Api.Reading.DeskBook;
type Draft = Omit<Api.Input<'reading.addBook'>, 'editionId'>;

interface Row extends Book {
  /** Department and paper; empty: it waits. */
  approval: string;
}

interface Data extends Listing {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  filter: 'all' | 'waiting';
  rows: Row[];
  sheet: '' | 'add' | 'approve' | 'remove';
  draft: Draft;
  /** Whose sheet is open. */
  book: Book | null;
  department: string;
  paper: string;
  sheetTitle: string;
  fault: string;
  busy: boolean;
}

const blank: Draft = { isbn: '', title: '', author: '', theme: '', link: '' };
const data: Data = {
  ...{ fs: fontScale(), t, common, ...unlisted, id: '', filter: 'all', rows: [], sheet: '', draft: blank, book: null },
  ...{ department: t.departmentUsual, paper: '', sheetTitle: '', fault: '', busy: false },
};

const rowOf = (book: Book): Row => ({ ...book, approval: book.approved ? t.approved(book.approved.department, book.approved.paper) : '' });

/** 书单 as its cadre keeps it: books are put on by their bar code, approved by paper, taken off with a reason. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  question(): Api.Input<'reading.bookDesk'> {
    return { editionId: this.data.id, waiting: this.data.filter === 'waiting' };
  },

  refresh() {
    return reload(this, () => bookDesk(this.question()), ({ items }) => ({ rows: items.map(rowOf) }));
  },

  onReachBottom() {
    return loadMore(this, (cursor) => bookDesk({ ...this.question(), cursor }), ({ items }) => ({ rows: appended(this.data.rows, items.map(rowOf), ({ bookId }) => bookId) }));
  },

  change({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Data['filter'] }>) {
    this.setData({ filter: value, ...unlisted, rows: [] });
    return this.refresh();
  },

  openAdd() {
    this.setData({ sheet: 'add', sheetTitle: t.add, fault: '' });
  },

  scan() {
    wx.scanCode({ scanType: ['barCode'], success: ({ result }) => this.putIsbn(result) });
  },

  putIsbn(text: string) {
    const read = readIsbn(text);
    this.setData({ 'draft.isbn': 'isbn' in read ? read.isbn : text, fault: 'fault' in read ? t.faults[read.fault] : '' });
  },

  type({ currentTarget, detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }, object, { key: keyof Draft }>) {
    this.setData({ draft: { ...this.data.draft, [currentTarget.dataset.key]: value }, fault: '' });
  },

  /** The theme and its shelf stay for the next book: a shelf is filled in one go. */
  async add() {
    const { draft, id } = this.data;
    const read = readIsbn(draft.isbn);
    if ('fault' in read) return this.setData({ fault: t.faults[read.fault] });
    if (!fits(draft.title, 1, 60) || !fits(draft.author, 1, 40) || !fits(draft.theme, 1, 12)) return this.setData({ fault: t.incomplete });
    await this.during(() => addBook({ editionId: id, ...draft }), t.added);
    if (this.data.fault === '') this.setData({ draft: { ...blank, theme: draft.theme } });
  },

  openApprove({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const book = this.of(currentTarget.dataset.id);
    if (book) this.setData({ sheet: 'approve', book, sheetTitle: t.approveTitle(book.title), fault: '' });
  },

  typeApproval({ currentTarget, detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }, object, { key: 'department' | 'paper' }>) {
    this.setData({ [currentTarget.dataset.key]: value, fault: '' });
  },

  approve() {
    const { id, book, department, paper } = this.data;
    return book && this.during(() => approveBook({ editionId: id, bookId: book.bookId, department, paper }), t.approvedNow);
  },

  openRemove({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const book = this.of(currentTarget.dataset.id);
    if (book) this.setData({ sheet: 'remove', book, sheetTitle: t.removeTitle(book.title), fault: '' });
  },

  remove({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { id, book } = this.data;
    return book && this.during(() => removeBook({ editionId: id, bookId: book.bookId, reason }), t.removed);
  },

  of(bookId: string): Book | undefined {
    return this.data.rows.find((row) => row.bookId === bookId);
  },

  closeSheet() {
    this.setData({ sheet: '' });
  },

  during(act: () => Promise<unknown>, done: string) {
    return actFromSheet(this, act, done, () => this.refresh());
  },
});

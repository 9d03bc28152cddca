import { fontScale } from '../../../../format/scale';
import { describe, type Failure, faultWords } from '../../../../services/errors';
import { pulled } from '../../../../services/loading';
import { draftOf, keepDraft } from '../../../../services/reading-kept';
import { book as fetchBook, lastBook, shelve } from '../../../../services/reading-talk';
import { common } from '../../../../texts/common';
import { shelfTexts as t } from '../../talk-texts';

type Book = Api.Output<'reading.book'>;

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  bookId: string;
  book: Book | null;
  isbn: string;
  read: string;
  readers: string;
  busy: boolean;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, id: '', bookId: '', book: null, isbn: '', read: '', readers: '', busy: false, failure: null };

/** A book of the list: what it is, on which shelf of mine, who reads it, what they wrote. */
Page({
  data,

  onLoad({ id = '', book = '' }: { id?: string; book?: string }) {
    this.setData({ id, bookId: book });
    const known = lastBook(id, book);
    if (known !== null) this.show(known);
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  async refresh() {
    const { id, bookId } = this.data;
    const notes: unknown = this.selectComponent('#feed')?.refresh();
    try {
      this.show(await fetchBook(id, bookId));
      this.setData({ failure: null });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
    await notes;
  },

  show(book: Book) {
    this.setData({ book, isbn: t.isbn(book.isbn), read: t.read(book), readers: t.readers(book.readers, book.done) });
  },

  async put({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Api.Reading.Shelf | '' }>) {
    const { id, bookId, book, busy } = this.data;
    if (book === null || busy) return;
    const shelf = value === '' ? null : value;
    this.setData({ busy: true, book: { ...book, shelf } });
    try {
      await shelve(id, bookId, shelf);
      wx.vibrateShort({ type: 'light' });
      await this.refresh();
    } catch (cause) {
      this.setData({ book });
      void wx.showToast({ title: faultWords(cause), icon: 'none' });
    } finally {
      this.setData({ busy: false });
    }
  },

  checkIn() {
    const { id, book } = this.data;
    if (book === null) return;
    const { bookId, isbn, title, author, theme, link } = book;
    keepDraft(id, { ...draftOf(id), book: { bookId, isbn, title, author, theme, link } });
    void wx.navigateTo({ url: `/packages/reading/pages/checkin/checkin?id=${id}` });
  },

  /** A mini-program opens no foreign page: the address goes to the clipboard. */
  readOnline() {
    wx.setClipboardData({ data: this.data.book?.link ?? '', success: () => void wx.showToast({ title: t.copied, icon: 'none' }) });
  },

  onReachBottom() {
    return this.selectComponent('#feed')?.more();
  },

  recover() {
    if (this.data.failure?.code === 'NOT_FOUND') void wx.redirectTo({ url: `/packages/reading/pages/books/books?id=${this.data.id}` });
    else return this.refresh();
  },
});

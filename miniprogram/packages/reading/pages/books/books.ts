import { readIsbn } from '../../../../domain/reading/isbn';
import { tidy } from '../../../../domain/text/clean';
import { fontScale } from '../../../../format/scale';
import { appended, type Listing, loadMore, reload, unlisted } from '../../../../services/listing';
import { pulled } from '../../../../services/loading';
import { books, lastBooks } from '../../../../services/reading';
import { draftOf, keepDraft } from '../../../../services/reading-kept';
import { common } from '../../../../texts/common';
import { bookTexts as t } from '../../texts';

type Book = Api.Reading.Book;

interface Data extends Listing {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  /** Opened from 读书打卡, to which the choice leads back. */
  choosing: boolean;
  theme: string;
  /** Themes of the books that have come so far. */
  themes: { value: string; label: string }[];
  search: string;
  /** What a scanned or typed number is not; empty: nothing wrong. */
  fault: string;
  rows: Book[];
}

const data: Data = { fs: fontScale(), t, common, ...unlisted, id: '', choosing: false, theme: '', themes: [{ value: '', label: t.all }], search: '', fault: '', rows: [] };

/** A pause in typing, ms: then it is sought. */
const pause = 400;

const idOfBook = ({ bookId }: Book) => bookId;

/** Looks as if a number of a book were meant. */
const numeric = (text: string) => /^[\dXx\s-]{9,}$/.test(text);

/** 选书: the approved list by theme, by words, by the bar code on the back. */
Page({
  data,
  typed: undefined as ReturnType<typeof setTimeout> | undefined,

  onLoad({ id = '', choose = '' }: { id?: string; choose?: string }) {
    this.setData({ id, choosing: choose !== '' });
    const known = lastBooks({ editionId: id });
    if (known !== null) this.setData({ rows: known.items, themes: this.themesWith(known.items), next: known.next, loaded: true });
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  question(): Api.Input<'reading.books'> {
    const { id, theme, search } = this.data;
    const sought = tidy(search);
    return { editionId: id, ...(theme === '' ? {} : { theme }), ...(sought === '' ? {} : { search: sought }) };
  },

  refresh() {
    return reload(this, () => books(this.question()), ({ items }) => ({ rows: items, themes: this.themesWith(items) }));
  },

  onReachBottom() {
    return loadMore(
      this,
      (cursor) => books({ ...this.question(), cursor }),
      ({ items }) => ({ rows: appended(this.data.rows, items, idOfBook), themes: this.themesWith(items) }),
    );
  },

  themesWith(items: readonly Book[]): { value: string; label: string }[] {
    const names = new Set([...this.data.themes.map(({ value }) => value), ...items.map(({ theme }) => theme)]);
    names.delete('');
    return [{ value: '', label: t.all }, ...[...names].sort((a, b) => a.localeCompare(b, 'zh')).map((value) => ({ value, label: value }))];
  },

  chooseTheme({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ theme: value, ...unlisted, rows: [] });
    return this.refresh();
  },

  type({ detail: { value } }: WechatMiniprogram.Input) {
    clearTimeout(this.typed);
    this.setData({ search: value, fault: '' });
    this.typed = setTimeout(() => this.seek(value), pause);
  },

  /** Words go to the list; a number is checked on the phone first. */
  seek(text: string) {
    const read = numeric(text) ? readIsbn(text) : null;
    this.setData({ search: text, theme: '', fault: read && 'fault' in read ? t.faults[read.fault] : '' });
    if (this.data.fault !== '') return;
    this.setData({ ...unlisted, rows: [] });
    return this.refresh();
  },

  scan() {
    wx.scanCode({
      scanType: ['barCode'],
      success: ({ result }) => {
        const read = readIsbn(result);
        if ('fault' in read) this.setData({ fault: t.faults[read.fault] });
        else void this.seek(read.isbn);
      },
    });
  },

  clear() {
    return this.seek('');
  },

  recover() {
    const { search, theme } = this.data;
    if (search !== '' || theme !== '') return this.clear();
    return this.refresh();
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    void wx.navigateTo({ url: `/packages/reading/pages/book/book?id=${this.data.id}&book=${currentTarget.dataset.id}` });
  },

  choose({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const { id, rows, choosing } = this.data;
    const book = rows.find(({ bookId }) => bookId === currentTarget.dataset.id);
    if (!book) return;
    keepDraft(id, { ...draftOf(id), book });
    if (choosing && getCurrentPages().length > 1) void wx.navigateBack();
    else void wx.redirectTo({ url: `/packages/reading/pages/checkin/checkin?id=${id}` });
  },

  /** A mini-program opens no foreign page: the address goes to the clipboard. */
  readOnline({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { link: string }>) {
    wx.setClipboardData({ data: currentTarget.dataset.link, success: () => void wx.showToast({ title: t.copied, icon: 'none' }) });
  },
});

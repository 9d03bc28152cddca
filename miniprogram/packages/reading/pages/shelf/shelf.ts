import { fontScale } from '../../../../format/scale';
import type { Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { lastShelf, shelf as fetchShelf } from '../../../../services/reading-talk';
import { common } from '../../../../texts/common';
import { shelfTexts as t } from '../../talk-texts';

type Shelf = Api.Reading.Shelf;

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  shelf: Shelf;
  chips: { value: Shelf; label: string }[];
  books: (Api.Reading.ShelfBook & { read: string })[];
  loaded: boolean;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, id: '', shelf: 'reading', chips: t.shelves, books: [], loaded: false, failure: null };

/** 书架: what I am reading, want to read, and have read. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    const known = lastShelf(id);
    if (known !== null) this.show(known);
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => this.show(await fetchShelf(this.data.id)));
  },

  show({ items, counts }: Api.Output<'reading.shelf'>) {
    this.setData({
      loaded: true,
      chips: t.shelves.map(({ value, label }) => ({ value, label: t.count(label, counts[value]) })),
      books: items.map((book) => ({ ...book, read: t.read(book) })),
    });
  },

  change({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Shelf }>) {
    this.setData({ shelf: value });
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    void wx.navigateTo({ url: `/packages/reading/pages/book/book?id=${this.data.id}&book=${currentTarget.dataset.id}` });
  },

  openBooks() {
    void wx.navigateTo({ url: `/packages/reading/pages/books/books?id=${this.data.id}` });
  },
});

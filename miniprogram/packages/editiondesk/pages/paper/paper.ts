import { dayOf } from '../../../../domain/time/shanghai';
import { fontScale } from '../../../../format/scale';
import { serverNow } from '../../../../services/clock';
import { editionDesk, enterPaper } from '../../../../services/edition';
import { faultWords, type Failure } from '../../../../services/errors';
import { loading } from '../../../../services/loading';
import { books } from '../../../../services/reading';
import { common } from '../../../../texts/common';
import { paperTexts as t } from '../../texts';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  uid: string;
  who: string;
  failure: Failure | null;
  loaded: boolean;
  from: Api.Day;
  until: Api.Day;
  day: Api.Day;
  search: string;
  found: Api.Reading.Book[];
  sought: boolean;
  book: Api.Reading.Book | null;
  minutes: string;
  pages: string;
  note: string;
  fault: string;
  done: string;
  busy: boolean;
}

const data: Data = {
  ...{ fs: fontScale(), t, common, id: '', uid: '', who: '', failure: null, loaded: false, from: '', until: '', day: '', search: '', found: [], sought: false },
  ...{ book: null, minutes: '', pages: '', note: '', fault: '', done: '', busy: false },
};

/** 代录纸质打卡: one day of one member's paper, for those without WeChat. */
Page({
  data,

  onLoad({ id = '', uid = '', name = '', unit = '' }: { id?: string; uid?: string; name?: string; unit?: string }) {
    this.setData({ id, uid, who: t.who(decodeURIComponent(name), decodeURIComponent(unit)) });
    return this.load();
  },

  load() {
    return loading(this, async () => {
      const { plan } = await editionDesk(this.data.id);
      if (!plan) return;
      const today = dayOf(serverNow());
      const until = today < plan.until ? today : plan.until;
      this.setData({ loaded: true, from: plan.from, until, day: until });
      await this.seek('');
    });
  },

  async seek(search: string) {
    const { items } = await books({ editionId: this.data.id, ...(search === '' ? {} : { search }) });
    if (search === this.data.search) this.setData({ found: items.slice(0, 8), sought: true });
  },

  async typeSearch({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ search: value.trim(), fault: '' });
    try {
      await this.seek(value.trim());
    } catch (cause) {
      this.setData({ fault: faultWords(cause) });
    }
  },

  choose({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    this.setData({ book: this.data.found.find(({ bookId }) => bookId === currentTarget.dataset.id) ?? null, fault: '' });
  },

  rechoose() {
    this.setData({ book: null });
  },

  pickDay({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ day: value });
  },

  type({ currentTarget, detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }, object, { key: 'minutes' | 'pages' | 'note' }>) {
    this.setData({ [currentTarget.dataset.key]: value, fault: '' });
  },

  async save() {
    const { id, uid, book, day, minutes, pages, note, busy } = this.data;
    if (busy) return;
    if (!book) return this.setData({ fault: t.needBook });
    const [read, turned] = [Number(minutes), Number(pages)];
    if (!(read > 0 || turned > 0)) return this.setData({ fault: t.needAmount });
    this.setData({ busy: true, fault: '', done: '' });
    try {
      const kept = await enterPaper({ editionId: id, uid, bookId: book.bookId, day, minutes: read, pages: turned, note });
      this.setData({ done: t.done(kept.day, kept.points), minutes: '', pages: '', note: '' });
      void wx.vibrateShort({ type: 'light' });
      void wx.pageScrollTo({ scrollTop: 0, duration: 200 });
    } catch (cause) {
      this.setData({ fault: faultWords(cause) });
    } finally {
      this.setData({ busy: false });
    }
  },
});

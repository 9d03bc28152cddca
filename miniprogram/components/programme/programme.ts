import { lastList, list } from '../../services/activity';
import { describe, type Failure } from '../../services/errors';
import { common } from '../../texts/common';
import { programmeTexts, programmeWords } from '../../texts/programmes';

type Programme = keyof typeof programmeTexts;

interface Data {
  t: typeof programmeWords;
  common: typeof common;
  text: (typeof programmeTexts)[Programme];
  items: Api.Activity.Card[];
  next: string | null;
  loaded: boolean;
  busy: boolean;
  failure: Failure | null;
}

const data: Data = { t: programmeWords, common, text: programmeTexts.reading, items: [], next: null, loaded: false, busy: false, failure: null };

function isFront(value: string): value is Programme {
  return value in programmeTexts;
}

/** The page of a front programme: what it is, what of it is on now, what comes with a later version. */
Component({
  properties: {
    /** reading · contest · meet */
    programme: { type: String, value: 'reading' },
  },
  data,
  lifetimes: {
    attached() {
      const { programme } = this.data;
      if (!isFront(programme)) return;
      const known = lastList({ programme });
      this.setData({ text: programmeTexts[programme] });
      if (known !== null) this.setData({ items: known.items, next: known.next, loaded: true });
    },
  },
  pageLifetimes: {
    show() {
      void this.refresh();
    },
  },
  methods: {
    async refresh() {
      const { programme } = this.data;
      if (!isFront(programme)) return;
      try {
        const { items, next } = await list({ programme });
        this.setData({ items, next, loaded: true, failure: null });
      } catch (cause) {
        this.setData({ failure: describe(cause) });
      }
    },
    /** The next page; the page calls it when its end is reached. */
    async more() {
      const { programme, next, busy, items } = this.data;
      if (!isFront(programme) || next === null || busy) return;
      this.setData({ busy: true });
      try {
        const page = await list({ programme, cursor: next });
        this.setData({ items: [...items, ...page.items], next: page.next, failure: null });
      } catch (cause) {
        this.setData({ failure: describe(cause) });
      } finally {
        this.setData({ busy: false });
      }
    },
    showAll() {
      void wx.switchTab({ url: '/pages/activities/activities' });
    },
  },
});

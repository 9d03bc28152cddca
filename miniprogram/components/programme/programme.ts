import { lastList, list } from '../../services/activity';
import { describe, type Failure } from '../../services/errors';
import { loading } from '../../services/loading';
import { common } from '../../texts/common';
import { programmeTexts, programmeWords } from '../../texts/programmes';

type Programme = keyof typeof programmeTexts;

interface Data {
  t: typeof programmeWords;
  common: typeof common;
  text: (typeof programmeTexts)[Programme];
  items: Api.Activity.Card[];
  /** Sign-up for one of them goes on now. */
  open: boolean;
  next: string | null;
  loaded: boolean;
  busy: boolean;
  failure: Failure | null;
}

const data: Data = { t: programmeWords, common, text: programmeTexts.reading, items: [], open: false, next: null, loaded: false, busy: false, failure: null };

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
      if (known !== null) this.show(known.items, known.next);
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
      await loading(this, async () => {
        const { items, next } = await list({ programme });
        this.show(items, next);
      });
    },
    /** The next page; the page calls it when its end is reached. */
    async more() {
      const { programme, next, busy, items } = this.data;
      if (!isFront(programme) || next === null || busy) return;
      this.setData({ busy: true });
      try {
        const page = await list({ programme, cursor: next });
        this.show([...items, ...page.items], page.next);
        this.setData({ failure: null });
      } catch (cause) {
        this.setData({ failure: describe(cause) });
      } finally {
        this.setData({ busy: false });
      }
    },
    show(items: Api.Activity.Card[], next: string | null) {
      this.setData({ items, next, loaded: true, open: items.some(({ phase }) => phase === 'open') });
    },
    showAll() {
      void wx.switchTab({ url: '/pages/activities/activities' });
    },
  },
});

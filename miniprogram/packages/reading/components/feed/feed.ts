import { appended, type Listing, loadMore, reload, unlisted } from '../../../../services/listing';
import { feed, lastFeed } from '../../../../services/reading-talk';
import { common } from '../../../../texts/common';
import { talkTexts as t } from '../../talk-texts';

type Note = Api.Reading.FeedNote;

interface Data extends Listing {
  t: typeof t;
  common: typeof common;
  rows: Note[];
}

const data: Data = { t, common, ...unlisted, rows: [] };
const idOfNote = ({ noteId }: Note) => noteId;

/** Notes of all, of one's unit or of one book, latest first. The page calls `refresh` and, at its end, `more`. */
Component({
  properties: {
    editionId: { type: String, value: '' },
    within: { type: String, value: 'all' },
    bookId: { type: String, value: '' },
  },
  data,
  observers: {
    'editionId, within, bookId'() {
      if (this.data.editionId === '') return;
      const known = lastFeed(this.question());
      this.setData({ ...unlisted, rows: known?.items ?? [], next: known?.next ?? null, loaded: known !== null });
      void this.refresh();
    },
  },
  methods: {
    question(): Api.Input<'reading.feed'> {
      const { editionId, within, bookId } = this.data;
      return { editionId, within: within === 'unit' ? 'unit' : 'all', ...(bookId === '' ? {} : { bookId }) };
    },

    refresh() {
      return reload(this, () => feed(this.question()), ({ items }) => ({ rows: items }));
    },

    more() {
      return loadMore(this, (cursor) => feed({ ...this.question(), cursor }), ({ items }) => ({ rows: appended(this.data.rows, items, idOfNote) }));
    },

    change({ detail: { note } }: WechatMiniprogram.CustomEvent<{ note: Note }>) {
      this.setData({ rows: this.data.rows.map((row) => (row.noteId === note.noteId ? note : row)) });
    },

    drop({ detail: { noteId } }: WechatMiniprogram.CustomEvent<{ noteId: string }>) {
      this.setData({ rows: this.data.rows.filter((row) => row.noteId !== noteId) });
    },

    checkIn() {
      void wx.navigateTo({ url: `/packages/reading/pages/checkin/checkin?id=${this.data.editionId}` });
    },
  },
});

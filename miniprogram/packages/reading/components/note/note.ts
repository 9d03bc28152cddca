import { serverNow } from '../../../../services/clock';
import { faultWords } from '../../../../services/errors';
import { like } from '../../../../services/reading-talk';
import { talkTexts as t } from '../../talk-texts';
import { aboutIt } from '../../report';
import { noteView, type NoteView, withLike } from './view';

type Note = Api.Reading.FeedNote;

/** A note 读后感 of the feed: read it, look at its photos, like it, report it or take one's own back. Fires `gone` {noteId} and `change` {note}. */
Component({
  properties: {
    editionId: { type: String, value: '' },
    note: { type: Object, value: {} as Note },
    /** The whole text, and no way to its page: this is its page. */
    whole: { type: Boolean, value: false },
    /** On the page of its book. */
    ofBook: { type: Boolean, value: false },
  },
  data: { t, view: null as NoteView | null, busy: false },
  observers: {
    note(note: Note) {
      this.setData({ view: noteView(note, serverNow()) });
    },
  },
  methods: {
    open() {
      if (!this.data.whole) void wx.navigateTo({ url: `/packages/reading/pages/note/note?id=${this.data.editionId}&note=${this.data.note.noteId}` });
    },

    openBook() {
      void wx.navigateTo({ url: `/packages/reading/pages/book/book?id=${this.data.editionId}&book=${this.data.note.bookId}` });
    },

    showPhoto({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { at: number }>) {
      const urls = this.data.view?.photos ?? [];
      const current = urls[currentTarget.dataset.at];
      if (current !== undefined) void wx.previewImage({ urls, current });
    },

    /** Seen at once; taken back where it did not come through. */
    async like() {
      const { editionId, note, busy } = this.data;
      if (busy || note.state !== 'shown') return;
      const on = !note.liked;
      this.change(withLike(note, on));
      this.setData({ busy: true });
      if (on) wx.vibrateShort({ type: 'light' });
      try {
        await like(editionId, note.noteId, on);
      } catch (cause) {
        this.change(withLike(this.data.note, !on));
        void wx.showToast({ title: faultWords(cause), icon: 'none' });
      } finally {
        this.setData({ busy: false });
      }
    },

    change(note: Note) {
      this.setData({ note });
      this.triggerEvent('change', { note });
    },

    async more() {
      const { editionId, note } = this.data;
      if (await aboutIt({ editionId, noteId: note.noteId, replyId: null, mine: note.mine })) this.triggerEvent('gone', { noteId: note.noteId });
    },
  },
});

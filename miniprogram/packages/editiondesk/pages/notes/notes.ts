import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { serverNow } from '../../../../services/clock';
import { heldNotes, reviewNote } from '../../../../services/edition';
import { appended, type Listing, loadMore, reload, unlisted } from '../../../../services/listing';
import { pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { notesTexts as t } from '../../texts';
import { type Card, cardOf } from './view';

type Verdict = Api.Input<'reading.review'>['verdict'];
type Subject = Pick<Api.Input<'reading.review'>, 'noteId' | 'replyId'>;

interface Data extends Listing {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  cards: Card[];
  /** What is being hidden; null: nothing. */
  subject: Subject | null;
  verdict: Verdict;
  sheetTitle: string;
  fault: string;
  busy: boolean;
}

const data: Data = { ...{ fs: fontScale(), t, common, ...unlisted, id: '', cards: [], subject: null, verdict: 'hide' }, ...{ sheetTitle: '', fault: '', busy: false } };

type Tap = WechatMiniprogram.TouchEvent<object, object, { note: string; reply: string; verdict: Verdict }>;
const subjectOf = ({ note, reply }: { note: string; reply: string }): Subject => ({ noteId: note, replyId: reply === '' ? null : reply });

/** 待看的读后感: new accounts' notes, those without a verdict, those that were reported; longest waiting first. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return reload(this, () => heldNotes({ editionId: this.data.id }), ({ items }) => ({ cards: items.map((note) => cardOf(note, serverNow())) }));
  },

  onReachBottom() {
    return loadMore(this, (cursor) => heldNotes({ editionId: this.data.id, cursor }), ({ items }) => ({
      cards: appended(this.data.cards, items.map((note) => cardOf(note, serverNow())), ({ noteId }) => noteId),
    }));
  },

  show({ currentTarget }: Tap) {
    return this.review(subjectOf(currentTarget.dataset), 'show', '');
  },

  ask({ currentTarget }: Tap) {
    const { verdict } = currentTarget.dataset;
    this.setData({ subject: subjectOf(currentTarget.dataset), verdict, sheetTitle: t[verdict], fault: '' });
  },

  give({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { subject, verdict } = this.data;
    return subject && this.review(subject, verdict, reason);
  },

  close() {
    this.setData({ subject: null });
  },

  look({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { url: string; note: string }>) {
    const { url, note } = currentTarget.dataset;
    const urls = this.data.cards.find(({ noteId }) => noteId === note)?.photos.map((photo) => photo.url) ?? [];
    wx.previewImage({ current: url, urls });
  },

  review(subject: Subject, verdict: Verdict, reason: string) {
    return oneAtATime(this, async () => {
      await reviewNote({ editionId: this.data.id, ...subject, verdict, reason });
      this.setData({ subject: null });
      void wx.showToast({ icon: 'none', title: t.done[verdict] });
      await this.refresh();
    });
  },
});

import { dayOf } from '../../../../domain/time/shanghai';
import { fontScale } from '../../../../format/scale';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure, failureOf } from '../../../../services/errors';
import { edition as fetchEdition, lastEdition, remember } from '../../../../services/reading';
import { checkIn, type Draft, draftOf, dropWaiting, keepDraft, sendWaiting, waiting } from '../../../../services/reading-kept';
import { common } from '../../../../texts/common';
import { type DoneView, doneView } from '../../done-view';
import { checkInTexts as t, doneTexts } from '../../texts';
import { draftView, type DraftView } from './view';

interface Data {
  fs: number;
  t: typeof t;
  done: typeof doneTexts;
  common: typeof common;
  id: string;
  /** The day that is made up; empty: none. */
  makeUpFor: Api.Day;
  makeUpTitle: string;
  edition: Api.Reading.Edition | null;
  draft: Draft | null;
  view: DraftView | null;
  night: boolean;
  nightNote: string;
  /** One is on the phone and has had no answer. */
  waits: boolean;
  busy: boolean;
  fault: string;
  result: DoneView | null;
  failure: Failure | null;
}

const data: Data = {
  ...{ fs: fontScale(), t, done: doneTexts, common, id: '', makeUpFor: '', makeUpTitle: '', edition: null, draft: null, view: null },
  ...{ night: false, nightNote: '', waits: false, busy: false, fault: '', result: null, failure: null },
};

/** 读书打卡: book, dial, note, one button; after it the flame and what was earned. */
Page({
  data,

  onLoad({ id = '', day = '' }: { id?: string; day?: string }) {
    this.setData({ id, makeUpFor: day, makeUpTitle: day === '' ? '' : t.makeUp(day) });
    const known = lastEdition(id);
    if (known !== null) this.setData({ edition: known });
  },

  /** Also after 选书, which writes the book into the draft. */
  onShow() {
    this.setData({ draft: draftOf(this.data.id) });
    this.draw();
    return this.refresh();
  },

  async refresh() {
    const { id } = this.data;
    await this.settle(sendWaiting(id));
    try {
      const edition = await fetchEdition(id);
      remember(edition);
      this.setData({ edition, failure: null });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
    this.draw();
  },

  draw() {
    const { edition, draft, makeUpFor, night } = this.data;
    if (edition === null || draft === null) return;
    const nightUntil = edition.rules.nightUntil;
    this.setData({ view: draftView(edition, draft, { makeUpFor }), waits: waiting(this.data.id) !== null, night: night && edition.night, nightNote: nightUntil === null ? '' : t.nightNote(nightUntil) });
  },

  write(change: Partial<Draft>) {
    if (this.data.draft === null) return;
    const draft = { ...this.data.draft, ...change };
    keepDraft(this.data.id, draft);
    this.setData({ draft, fault: '' });
    this.draw();
  },

  chooseKind({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Draft['by'] }>) {
    this.write({ by: value });
  },

  turn({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: number }>) {
    this.write(this.data.draft?.by === 'pages' ? { pages: value } : { minutes: value });
  },

  read({ detail: { minutes } }: WechatMiniprogram.CustomEvent<{ minutes: number }>) {
    this.write({ by: 'minutes', minutes });
  },

  typeNote({ detail: { value } }: WechatMiniprogram.Input) {
    this.write({ note: value });
  },

  choosePhotos({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
    this.write({ photos: value });
  },

  toggleNight() {
    this.setData({ night: !this.data.night });
  },

  openBooks() {
    void wx.navigateTo({ url: `/packages/reading/pages/books/books?id=${this.data.id}&choose=1` });
  },

  async act() {
    const { id, draft, makeUpFor, night, busy } = this.data;
    if (draft === null || busy) return;
    if (draft.book === null) {
      this.openBooks();
      return;
    }
    const { book, by, minutes, pages, note, photos } = draft;
    await this.settle(
      checkIn({
        ...{ editionId: id, bookId: book.bookId, minutes: by === 'minutes' ? minutes : 0, pages: by === 'pages' ? pages : 0, note },
        ...{ night: night && makeUpFor === '', makeUpFor: makeUpFor === '' ? null : makeUpFor, photos },
      }),
    );
  },

  /** Shows what became of a check-in, sent now or one that waited. */
  async settle(sent: Promise<Api.Reading.CheckedIn> | null) {
    if (sent === null) return;
    this.setData({ busy: true, fault: '' });
    const madeUp = waiting(this.data.id)?.input.makeUpFor !== null;
    try {
      const answer = await sent;
      const { id, edition, result } = this.data;
      if (edition !== null && result === null) {
        wx.vibrateShort({ type: 'medium' });
        this.setData({ result: doneView(answer, edition.rules, dayOf(serverNow()), madeUp), draft: draftOf(id) });
      }
    } catch (cause) {
      const failure = failureOf(cause);
      this.setData({ fault: failure.offline ? '' : failure.message });
    }
    this.setData({ busy: false });
    this.draw();
  },

  drop() {
    wx.showModal({
      ...{ title: t.dropTitle, content: t.dropText, confirmText: t.waitingDrop },
      success: ({ confirm }) => {
        if (!confirm) return;
        dropWaiting(this.data.id);
        this.draw();
      },
    });
  },

  finish() {
    if (getCurrentPages().length > 1) void wx.navigateBack();
    else void wx.switchTab({ url: '/pages/home/home' });
  },

  openMine() {
    const before = getCurrentPages()[getCurrentPages().length - 2];
    if (before?.route === 'packages/reading/pages/mine/mine') void wx.navigateBack();
    else void wx.redirectTo({ url: `/packages/reading/pages/mine/mine?id=${this.data.id}` });
  },

  recover() {
    if (this.data.failure?.code === 'NOT_FOUND') void wx.switchTab({ url: '/pages/activities/activities' });
    else return this.refresh();
  },
});

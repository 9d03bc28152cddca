import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure } from '../../../../services/errors';
import { lastMe, me } from '../../../../services/people';
import { type Shelf, storageShelf } from '../../../../services/shelf';
import { handIn, myWork, withdrawWork, worksCall } from '../../../../services/works';
import { common } from '../../../../texts/common';
import { draftName, type Opening, openingOf, type WorkDraft } from '../../draft';
import { callTexts, writeTexts as t } from '../../texts';
import { type WriteView, writeView } from './view';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  activityId: string;
  kind: Api.Works.Kind | null;
  draft: WorkDraft | null;
  /** What was handed in, as it stands. */
  handed: Api.Works.Manuscript | null;
  from: Opening['from'];
  view: WriteView | null;
  /** It cannot be changed any more: read only. Why it does not take part, where it does not. */
  closed: boolean;
  struck: string;
  failure: Failure | null;
  /** What is missing is said from the first try on. */
  tried: boolean;
  busy: boolean;
  fault: string;
}

const data: Data = {
  ...{ fs: fontScale(), t, common, id: '', activityId: '', kind: null, draft: null, handed: null, from: 'empty', view: null, closed: false, struck: '' },
  ...{ failure: null, tried: false, busy: false, fault: '' },
};

/** 写作品: title, text, photos; kept on this phone at each letter, handed in when the writer says so. */
Page({
  data,
  closesAt: 0,
  /** Whose name and unit would tell who wrote it; null: not known. */
  author: null as Api.People.Me['member'],
  kindId: '',
  shelf: null as Shelf<WorkDraft | null> | null,

  onLoad({ id = '', kind = '' }: { id?: string; kind?: string }) {
    this.kindId = kind;
    this.shelf = storageShelf<WorkDraft | null>(draftName(id, kind), null);
    this.setData({ id });
    return this.load();
  },

  async load() {
    this.setData({ failure: null });
    try {
      const { id } = this.data;
      // Without my name the words are looked at by the server alone.
      const [call, { work }, who] = await Promise.all([worksCall(id), myWork(id, this.kindId), lastMe() ?? me().catch(() => null)]);
      const kind = call.kinds.find((one) => one.id === this.kindId) ?? null;
      const mine = call.mine.find((one) => one.kind === this.kindId);
      const closed = call.barred !== null || work?.state === 'struck';
      const handed = work?.state === 'withdrawn' ? null : work;
      // What cannot be changed any more is shown as it was handed in.
      const { draft, from } = openingOf(closed ? null : (this.shelf?.read() ?? null), work);
      this.closesAt = call.closesAt;
      this.author = who?.member ?? null;
      this.setData({ activityId: call.activityId, kind, handed, draft, from, closed, struck: mine?.state === 'struck' ? callTexts.why(mine.why) : '' });
      if (kind) wx.setNavigationBarTitle({ title: kind.name });
      this.draw();
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  draw() {
    const { kind, draft } = this.data;
    if (kind && draft) this.setData({ view: writeView(kind, draft, this.author, this.closesAt, serverNow()) });
  },

  /** On the phone first: the app may be closed at any letter. */
  write(change: Partial<WorkDraft>) {
    const { draft, closed } = this.data;
    if (!draft || closed) return;
    const next = { ...draft, ...change };
    try {
      this.shelf?.write(next);
      this.setData({ draft: next, fault: '' });
    } catch {
      this.setData({ draft: next, fault: t.noRoom });
    }
    this.draw();
  },

  typeTitle({ detail: { value } }: WechatMiniprogram.Input) {
    this.write({ title: value });
  },

  typeText({ detail: { value } }: WechatMiniprogram.Input) {
    this.write({ text: value });
  },

  choosePhotos({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
    this.write({ photos: value });
  },

  /** What was handed in goes before what lies here. */
  useHanded() {
    wx.removeStorageSync(draftName(this.data.id, this.kindId));
    this.setData({ fault: '' });
    return this.load();
  },

  handIn() {
    const { id, draft, view } = this.data;
    if (!draft || !view) return undefined;
    this.setData({ tried: true, fault: view.fault });
    if (view.fault !== '') return undefined;
    return oneAtATime(this, async () => {
      const { title, text, photos, v } = draft;
      const { held } = await handIn({ callId: id, kind: this.kindId, v, title, text, photos });
      wx.removeStorageSync(draftName(id, this.kindId));
      void wx.vibrateShort({ type: 'medium' });
      await this.back(held ? t.sentHeld : t.sent);
    });
  },

  async withdraw() {
    const { id, handed, draft } = this.data;
    if (!handed || !draft) return;
    const { confirm } = await wx.showModal({ title: t.withdrawTitle, content: t.withdrawText, confirmText: t.withdrawGo, cancelText: common.cancel });
    if (!confirm) return;
    await oneAtATime(this, async () => {
      await withdrawWork({ callId: id, kind: this.kindId, v: handed.v });
      this.shelf?.write(draft);
      await this.back(t.withdrawn);
    });
  },

  async back(done: string) {
    await wx.navigateBack();
    void wx.showToast({ icon: 'none', title: done });
  },
});

import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { decideList, fillPosts, publishList, selectionDesk, strike } from '../../../../services/awards';
import type { Failure } from '../../../../services/errors';
import { startExport } from '../../../../services/export';
import { loading, pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { awardTexts as t } from '../../texts';
import { type Line, type View, viewOf } from './view';

type Desk = Api.Awards.Desk;
type Form = Api.Export.Kinds['honourCertificates']['form'];

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  failure: Failure | null;
  desk: Desk | null;
  view: View | null;
  /** Posts as they are typed, by candidate. */
  posts: Record<string, string>;
  typed: boolean;
  sheet: '' | 'strike' | 'publish' | 'decide' | 'forms';
  sheetTitle: string;
  person: Line | null;
  office: string;
  telephone: string;
  workingDays: string;
  paper: string;
  fault: string;
  busy: boolean;
}

const data: Data = {
  ...{ fs: fontScale(), t, common, id: '', failure: null, desk: null, view: null, posts: {}, typed: false, sheet: '', sheetTitle: '', person: null },
  ...{ office: t.deskUsual, telephone: '', workingDays: '5', paper: '', fault: '', busy: false },
};

/** One 评选: the list with its evidence, the notices, the decision, its files. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => {
      const desk = await selectionDesk(this.data.id);
      const kept = this.data.typed ? this.data.posts : {};
      const posts = Object.fromEntries(desk.candidates.map(({ id, post }) => [id, kept[id] ?? post]));
      this.setData({ desk, view: viewOf(desk), posts });
    });
  },

  typePost({ currentTarget, detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }, object, { id: string }>) {
    this.setData({ posts: { ...this.data.posts, [currentTarget.dataset.id]: value }, typed: true });
  },

  savePosts() {
    const { desk, posts } = this.data;
    if (!desk) return;
    const given = desk.candidates.filter(({ state, id, post }) => state === 'listed' && (posts[id] ?? '').trim() !== '' && posts[id] !== post).map(({ id }) => ({ candidateId: id, post: posts[id] ?? '' }));
    if (given.length === 0) return;
    return this.during(async () => {
      await fillPosts({ selectionId: desk.selectionId, v: desk.v, posts: given });
      this.setData({ typed: false });
    }, t.saved);
  },

  openStrike({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const person = this.data.view?.listed.find(({ id }) => id === currentTarget.dataset.id);
    if (person) this.setData({ sheet: 'strike', person, sheetTitle: t.strikeTitle(person.name), fault: '' });
  },

  strike({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { desk, person } = this.data;
    return desk && person && this.during(() => strike({ selectionId: desk.selectionId, v: desk.v, candidateId: person.id, reason }), t.struckNow);
  },

  next() {
    const { view } = this.data;
    if (!view?.act) return;
    this.setData({ sheet: view.act, sheetTitle: view.act === 'publish' ? view.label : t.decideTitle, fault: '' });
  },

  type({ currentTarget, detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }, object, { key: 'office' | 'telephone' | 'workingDays' | 'paper' }>) {
    this.setData({ [currentTarget.dataset.key]: value, fault: '' });
  },

  publish() {
    const { desk, office, telephone, workingDays } = this.data;
    return desk && this.during(() => publishList({ selectionId: desk.selectionId, v: desk.v, desk: { name: office, telephone }, workingDays: Number(workingDays) }), t.published);
  },

  decide() {
    const { desk, paper } = this.data;
    return desk && this.during(() => decideList({ selectionId: desk.selectionId, v: desk.v, paper }), t.decidedNow);
  },

  openForms() {
    this.setData({ sheet: 'forms', sheetTitle: t.forms.title, fault: '' });
  },

  printNotice() {
    const { desk } = this.data;
    return desk && this.file(() => startExport('honourNotice', desk.editionId, { selectionId: desk.selectionId }));
  },

  printReceipts() {
    const { desk } = this.data;
    return desk && this.file(() => startExport('honourReceipts', desk.editionId, { selectionId: desk.selectionId }));
  },

  printCertificates({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { form: Form; trial?: boolean }>) {
    const { desk } = this.data;
    const { form, trial = false } = currentTarget.dataset;
    return desk && this.file(() => startExport('honourCertificates', desk.editionId, { selectionId: desk.selectionId, form, right: 0, down: 0, trial }));
  },

  file(start: () => Promise<unknown>) {
    return this.during(async () => {
      await start();
      void wx.navigateTo({ url: `/packages/cadre/pages/exports/exports?id=${this.data.desk?.editionId ?? ''}` });
    }, '');
  },

  closeSheet() {
    this.setData({ sheet: '' });
  },

  during(act: () => Promise<unknown>, done: string) {
    return oneAtATime(this, async () => {
      await act();
      this.setData({ sheet: '' });
      if (done !== '') void wx.showToast({ icon: 'none', title: done });
      await this.refresh();
    });
  },
});

import { fontScale } from '../../../../format/scale';
import { applications, review, waitingCounts } from '../../../../services/application';
import { serverNow } from '../../../../services/clock';
import { describe, faultWords } from '../../../../services/errors';
import { tellFailure } from '../../../../services/failure-sheet';
import { showFile } from '../../../../services/files';
import { appended, loadMore, reload, unlisted, type Listing } from '../../../../services/listing';
import { pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { reviewTexts as t } from '../../review-texts';
import { rowOf, tabsOf, type ReviewRow } from './view';

type Tab = Api.Application.Tab;

interface Data extends Listing {
  fs: number;
  t: typeof t;
  common: typeof common;
  /** The activity; empty: all of my scope. */
  id: string;
  tab: Tab;
  tabs: ReturnType<typeof tabsOf>;
  rows: ReviewRow[];
  chosen: number;
  mayConfirm: boolean;
  sheet: boolean;
  busy: boolean;
  fault: string;
}

const data: Data = {
  fs: fontScale(),
  t,
  common,
  ...unlisted,
  id: '',
  tab: 'unit',
  tabs: tabsOf({ unit: 0, organiser: 0 }),
  rows: [],
  chosen: 0,
  mayConfirm: false,
  sheet: false,
  busy: false,
  fault: '',
};

/** So many are dealt with at a time. */
const most = 50;

/** 报名审核: the unit passes, the organiser confirms, one by one or all that were chosen. */
Page({
  data,

  async onLoad({ id = '', tab = '' }: { id?: string; tab?: string }) {
    this.setData({ id, tab: tab === 'organiser' ? 'organiser' : 'unit' });
    await this.refresh();
    // Nothing for the unit's step, but for the organiser's: that is why they came.
    const [first, second] = this.data.tabs;
    if (tab === '' && first?.label === t.tabs.unit && second?.label !== t.tabs.organiser) await this.open('organiser');
  },

  onPullDownRefresh: pulled,

  question(cursor?: string): Api.Input<'application.list'> {
    const { id, tab } = this.data;
    return { tab, ...(id === '' ? {} : { activityId: id }), ...(cursor === undefined ? {} : { cursor }) };
  },

  /** The list, and beside it how many wait: the list stands without its numbers. */
  async refresh() {
    const list = reload(
      this,
      () => applications(this.question()),
      ({ rows, mayConfirm }) => ({ rows: this.rowsOf(rows), mayConfirm, chosen: 0 }),
    );
    const counted = waitingCounts(this.data.id).then((counts) => this.setData({ tabs: tabsOf(counts) }), () => undefined);
    await Promise.all([list, counted]);
  },

  onReachBottom() {
    return loadMore(
      this,
      (cursor) => applications(this.question(cursor)),
      ({ rows }) => ({ rows: appended(this.data.rows, this.rowsOf(rows), ({ id }) => id) }),
    );
  },

  rowsOf(rows: Api.Application.Row[]): ReviewRow[] {
    const now = serverNow();
    return rows.map((row) => rowOf(row, this.data.id === '', now));
  },

  change({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Tab }>) {
    return this.open(value);
  },

  async open(tab: Tab) {
    this.setData({ tab, ...unlisted, rows: [], chosen: 0 });
    await this.refresh();
  },

  choose({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    if (this.data.tab === 'done') return;
    this.mark((row: ReviewRow) => (row.id === currentTarget.dataset.id ? !row.chosen : row.chosen));
  },

  chooseAll() {
    const all = this.data.chosen < this.data.rows.length;
    this.mark(() => all);
  },

  mark(isChosen: (row: ReviewRow) => boolean) {
    const rows = this.data.rows.map((row) => ({ ...row, chosen: isChosen(row) }));
    this.setData({ rows, chosen: rows.filter(({ chosen }) => chosen).length });
  },

  accept() {
    return this.send(true);
  },

  openSheet() {
    if (this.data.chosen > 0) this.setData({ sheet: true, fault: '' });
  },

  closeSheet() {
    this.setData({ sheet: false });
  },

  refuse({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    return this.send(false, reason);
  },

  async send(accept: boolean, reason?: string) {
    const { tab, rows } = this.data;
    const items = rows.filter(({ chosen }) => chosen).map(({ activityId, uid }) => ({ activityId, uid }));
    if (tab === 'done' || items.length === 0) return;
    if (items.length > most) {
      void wx.showToast({ icon: 'none', title: t.tooMany });
      return;
    }
    this.setData({ busy: true, fault: '' });
    try {
      const { results } = await review({ step: tab, accept, items, ...(reason === undefined ? {} : { reason }) });
      this.setData({ sheet: false });
      await this.tell(results);
      await this.refresh();
    } catch (cause) {
      if (this.data.sheet) this.setData({ fault: faultWords(cause) });
      else void tellFailure(cause);
    } finally {
      this.setData({ busy: false });
    }
  },

  /** Says who was not dealt with and why; a smooth run is a word. */
  async tell(results: Api.Application.Answer[]) {
    const failed = results.filter(({ ok }) => !ok);
    const waiting = results.filter(({ ok, message }) => ok && message.includes('，') && !message.endsWith('有名额'));
    const said = [...failed, ...waiting].map(({ uid, activityId, message }) => `${this.nameOf(activityId, uid)}：${message}`);
    if (said.length === 0) void wx.showToast({ icon: 'success', title: t.done(results.length) });
    else await wx.showModal({ title: failed.length > 0 ? t.someNot : t.done(results.length), content: said.join('\n'), showCancel: false, confirmText: common.understood });
  },

  nameOf(activityId: string, uid: string): string {
    return this.data.rows.find((row) => row.uid === uid && row.activityId === activityId)?.name ?? '';
  },

  async openSeal({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { file: string }>) {
    try {
      const state = await showFile(currentTarget.dataset.file);
      if (state === 'checking' || state === 'held') void wx.showToast({ icon: 'none', title: common.unchecked });
    } catch (cause) {
      void wx.showToast({ icon: 'none', title: describe(cause).message });
    }
  },
});

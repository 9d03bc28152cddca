import { fits } from '../../../../domain/text/clean';
import { fontScale } from '../../../../format/scale';
import { statusOf, type Status } from '../../../../format/status';
import { span } from '../../../../format/when';
import { cancel, detail, lastDetail, roster } from '../../../../services/activity';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure } from '../../../../services/errors';
import { common } from '../../../../texts/common';
import { cadreTexts as t } from '../../texts';
import { peopleOf, type PersonRow } from './view';

type ReasonChoice = keyof typeof t.cancelReasons;

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  loaded: boolean;
  failure: Failure | null;
  title: string;
  when: string;
  place: string;
  status: Status | null;
  cancellable: boolean;
  /** Called off, and why; empty: it was not. */
  cancelledWords: string;
  counts: { held: number; waiting: number; checkedIn: number; capacity: number } | null;
  people: PersonRow[];
  next: string | null;
  more: boolean;
  sheet: boolean;
  reasons: { value: ReasonChoice; label: string }[];
  reasonChoice: ReasonChoice;
  reasonOwn: string;
  reasonFault: string;
  cancelling: boolean;
}

const data: Data = {
  fs: fontScale(),
  t,
  common,
  id: '',
  loaded: false,
  failure: null,
  title: '',
  when: '',
  place: '',
  status: null,
  cancellable: false,
  cancelledWords: '',
  counts: null,
  people: [],
  next: null,
  more: false,
  sheet: false,
  reasons: (['weather', 'place', 'few', 'own'] as const).map((value) => ({ value, label: t.cancelReasons[value] })),
  reasonChoice: 'weather',
  reasonOwn: '',
  reasonFault: '',
  cancelling: false,
};

/** 活动管理: who is in, who waits, who came; the poster; and calling it off. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    const known = lastDetail(id);
    if (known !== null) this.showActivity(known);
  },

  onShow() {
    return this.refresh();
  },

  async onPullDownRefresh() {
    await this.refresh();
    wx.stopPullDownRefresh();
  },

  async refresh() {
    const { id } = this.data;
    try {
      const [activity, list] = await Promise.all([detail(id), roster(id)]);
      this.showActivity(activity);
      const { held, waiting, checkedIn, capacity } = list;
      this.setData({ counts: { held, waiting, checkedIn, capacity }, people: peopleOf(list.rows, 0), next: list.next, loaded: true, failure: null });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  showActivity(activity: Api.Activity.Detail) {
    this.setData({
      title: activity.title,
      when: span(activity.startsAt, activity.endsAt, serverNow()),
      place: activity.place.name,
      status: statusOf({ ...activity, mine: null }),
      cancellable: activity.manages && activity.phase !== 'cancelled' && activity.phase !== 'ended',
      cancelledWords: activity.phase === 'cancelled' ? t.cancelledText(activity.cancelReason) : '',
    });
  },

  async onReachBottom() {
    const { id, next, more, people } = this.data;
    if (next === null || more) return;
    this.setData({ more: true, failure: null });
    try {
      const page = await roster(id, next);
      const known = new Set(people.map(({ uid }) => uid));
      const waitingBefore = people.filter(({ tone }) => tone === 'amber').length;
      const rows = peopleOf(page.rows.filter(({ uid }) => !known.has(uid)), waitingBefore);
      this.setData({ people: [...people, ...rows], next: page.next });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    } finally {
      this.setData({ more: false });
    }
  },

  openSheet() {
    this.setData({ sheet: true, reasonFault: '' });
  },

  closeSheet() {
    this.setData({ sheet: false });
  },

  sheetMoved({ detail: { visible } }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
    if (!visible) this.closeSheet();
  },

  chooseReason({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { value: ReasonChoice }>) {
    this.setData({ reasonChoice: currentTarget.dataset.value, reasonFault: '' });
  },

  typeReason({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ reasonOwn: value, reasonFault: '' });
  },

  async callOff() {
    const { reasonChoice, reasonOwn, counts } = this.data;
    const reason = reasonChoice === 'own' ? reasonOwn.trim() : t.cancelReasons[reasonChoice];
    if (!fits(reason, 2, 100)) {
      this.setData({ reasonFault: t.cancelReasonFault });
      return;
    }
    const { confirm } = await wx.showModal({
      title: t.cancelAsk,
      content: t.cancelConfirm(counts?.held ?? 0, counts?.waiting ?? 0),
      confirmText: t.cancelGo,
      cancelText: t.cancelKeep,
    });
    if (confirm) await this.sendCancel(reason);
  },

  async sendCancel(reason: string) {
    this.setData({ cancelling: true, reasonFault: '' });
    try {
      await cancel(this.data.id, reason);
      this.setData({ sheet: false });
      void wx.showToast({ title: t.cancelled, icon: 'success' });
      await this.refresh();
    } catch (cause) {
      const { message, requestId } = describe(cause);
      this.setData({ reasonFault: requestId === '' ? message : `${message}（${common.request} ${requestId}）` });
    } finally {
      this.setData({ cancelling: false });
    }
  },

  openPoster() {
    void wx.navigateTo({ url: `/packages/activity/pages/poster/poster?id=${this.data.id}` });
  },

  openDetail() {
    void wx.navigateTo({ url: `/packages/activity/pages/detail/detail?id=${this.data.id}` });
  },

  openBehalf() {
    void wx.navigateTo({ url: `/packages/cadre/pages/behalf/behalf?id=${this.data.id}` });
  },

  onShareAppMessage() {
    return { title: this.data.title, path: `/packages/activity/pages/detail/detail?id=${this.data.id}` };
  },
});

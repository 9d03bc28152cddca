import { fits } from '../../../../domain/text/clean';
import { fontScale } from '../../../../format/scale';
import { statusOf, type Status } from '../../../../format/status';
import { span } from '../../../../format/when';
import { cancel, detail, lastDetail, roster } from '../../../../services/activity';
import { serverNow } from '../../../../services/clock';
import { describe } from '../../../../services/errors';
import { appended, loadMore, reload, unlisted, type Listing } from '../../../../services/listing';
import { common } from '../../../../texts/common';
import { cadreTexts as t } from '../../texts';
import { peopleOf, type PersonRow } from './view';

type ReasonChoice = keyof typeof t.cancelReasons;

interface Data extends Listing {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  title: string;
  when: string;
  place: string;
  status: Status | null;
  cancellable: boolean;
  /** Called off, and why; empty: it was not. */
  cancelledWords: string;
  counts: { held: number; waiting: number; checkedIn: number; capacity: number } | null;
  rows: Api.Activity.RosterRow[];
  people: PersonRow[];
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
  ...unlisted,
  title: '',
  when: '',
  place: '',
  status: null,
  cancellable: false,
  cancelledWords: '',
  counts: null,
  rows: [],
  people: [],
  sheet: false,
  reasons: (['weather', 'place', 'few', 'own'] as const).map((value) => ({ value, label: t.cancelReasons[value] })),
  reasonChoice: 'weather',
  reasonOwn: '',
  reasonFault: '',
  cancelling: false,
};

async function readAll(id: string) {
  const [activity, list] = await Promise.all([detail(id), roster(id)]);
  return { ...list, activity };
}

const activityView = (activity: Api.Activity.Detail) => ({
  title: activity.title,
  when: span(activity.startsAt, activity.endsAt, serverNow()),
  place: activity.place.name,
  status: statusOf({ ...activity, mine: null }),
  cancellable: activity.manages && activity.phase !== 'cancelled' && activity.phase !== 'ended',
  cancelledWords: activity.phase === 'cancelled' ? t.cancelledText(activity.cancelReason) : '',
});

/** 活动管理: who is in, who waits, who came; the poster; and calling it off. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    const known = lastDetail(id);
    if (known !== null) this.setData(activityView(known));
  },

  onShow() {
    return this.refresh();
  },

  async onPullDownRefresh() {
    await this.refresh();
    wx.stopPullDownRefresh();
  },

  refresh() {
    return reload(this, () => readAll(this.data.id), ({ activity, rows, held, waiting, checkedIn, capacity }) => ({
      ...activityView(activity),
      counts: { held, waiting, checkedIn, capacity },
      rows,
      people: peopleOf(rows),
    }));
  },

  onReachBottom() {
    return loadMore(this, (cursor) => roster(this.data.id, cursor), (page) => {
      const rows = appended(this.data.rows, page.rows, ({ uid }) => uid);
      return { rows, people: peopleOf(rows) };
    });
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

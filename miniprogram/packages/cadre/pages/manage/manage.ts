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
  /** Which sheet is open. */
  sheet: '' | 'cancel';
  /** What went wrong with the sheet's act. */
  fault: string;
  busy: boolean;
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
  sheet: '',
  fault: '',
  busy: false,
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

  openCancel() {
    this.setData({ sheet: 'cancel', fault: '' });
  },

  closeSheet() {
    this.setData({ sheet: '' });
  },

  async callOff({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { id, counts } = this.data;
    const { confirm } = await wx.showModal({
      title: t.cancelAsk,
      content: t.cancelConfirm(counts?.held ?? 0, counts?.waiting ?? 0),
      confirmText: t.cancelGo,
      cancelText: t.cancelKeep,
    });
    if (confirm) await this.during(() => cancel(id, reason), t.cancelled);
  },

  /** One act at a time, out of a sheet: it closes where the act is done, and says what went wrong where it is not. */
  async during(act: () => Promise<unknown>, done: string) {
    if (this.data.busy) return;
    this.setData({ busy: true, fault: '' });
    try {
      await act();
      this.setData({ sheet: '' });
      void wx.showToast({ icon: 'none', title: done });
      await this.refresh();
    } catch (cause) {
      const { message, requestId } = describe(cause);
      this.setData({ fault: requestId === '' ? message : `${message}（${common.request} ${requestId}）` });
    } finally {
      this.setData({ busy: false });
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

import { repeat } from '../../../../format/repeat';
import { fontScale } from '../../../../format/scale';
import { detail as fetchDetail, lastDetail } from '../../../../services/activity';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure } from '../../../../services/errors';
import { tellFailure } from '../../../../services/failure-sheet';
import { pulled } from '../../../../services/loading';
import { notifyMe } from '../../../../services/notice';
import { holds, lastMe } from '../../../../services/people';
import { accept, giveUp, keepPass, lastPass, mine, signUp } from '../../../../services/registration';
import { activityTexts } from '../../../../texts/activity';
import { absenceTexts } from '../../../../texts/absence';
import { common } from '../../../../texts/common';
import { notifyTexts } from '../../../../texts/notice';
import { registrationTexts } from '../../../../texts/registration';
import { detailView, leavingWords, type DetailView } from './view';

interface Data {
  fs: number;
  t: typeof activityTexts;
  absences: typeof absenceTexts;
  common: typeof common;
  words: typeof registrationTexts;
  id: string;
  detail: Api.Activity.Detail | null;
  view: DetailView | null;
  failure: Failure | null;
  busy: boolean;
  /** It is a reading month that is on, and I read in it. */
  reads: boolean;
  /** A cadre, who may sign up members without WeChat. */
  cadre: boolean;
}

const data: Data = { fs: fontScale(), t: activityTexts, absences: absenceTexts, common, words: registrationTexts, id: '', detail: null, view: null, failure: null, busy: false, reads: false, cadre: false };

/** How often the places are read again while the page is looked at and sign-up goes on, ms. */
const freshness = 15_000;

/** 活动详情: what, when, where, how many places now, and the one thing to do. */
Page({
  data,
  stop() {},

  onLoad(query) {
    this.setData({ cadre: holds(lastMe(), 'cadre') });
    const id = activityOf(query);
    this.setData({ id });
    const known = lastDetail(id);
    if (known !== null) this.show(known);
  },

  async onShow() {
    await this.refresh();
    this.stop();
    this.stop = repeat(freshness, () => this.follow());
  },

  onHide() {
    this.stop();
  },

  onUnload() {
    this.stop();
  },

  onPullDownRefresh: pulled,

  async refresh() {
    try {
      const detail = await fetchDetail(this.data.id);
      this.show(detail);
      this.setData({ failure: null });
      this.keep(detail);
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  /** The next step of a page that could not be shown: another activity where this one is not there, else another try. */
  recover() {
    return this.data.failure?.code === 'NOT_FOUND' ? this.openActivities() : this.refresh();
  },

  /** Reads the places again; a miss is not worth a word, the next one comes soon. */
  async follow() {
    const { detail } = this.data;
    if (detail === null || this.data.busy || (detail.phase !== 'open' && detail.phase !== 'announced')) return;
    await fetchDetail(this.data.id).then((fresh) => {
      this.show(fresh);
      this.keep(fresh);
    }, () => undefined);
  },

  /** Who was moved up from the waitlist has a pass from now on. */
  keep({ registration, phase }: Api.Activity.Detail) {
    if (registration?.state === 'held' && phase !== 'ended' && phase !== 'cancelled' && lastPass(this.data.id) === null) void keepPass(this.data.id);
  },

  show(detail: Api.Activity.Detail) {
    this.setData({ detail, view: detailView(detail, serverNow(), this.data.reads) });
  },

  reading({ detail: { reads } }: WechatMiniprogram.CustomEvent<{ reads: boolean }>) {
    this.setData({ reads });
    if (this.data.detail !== null) this.show(this.data.detail);
  },

  /** The countdown has run out: the button opens by the server's clock, the page is read again for the rest. */
  opened() {
    if (this.data.detail !== null) this.show(this.data.detail);
    return this.refresh();
  },

  act() {
    switch (this.data.view?.act.kind) {
      case 'signUp':
        return this.data.detail?.fields.length === 0 ? this.take() : wx.navigateTo({ url: `/packages/activity/pages/form/form?id=${this.data.id}` });
      case 'team':
        return wx.navigateTo({ url: `/packages/activity/pages/team/team?id=${this.data.id}` });
      case 'accept':
        return this.accept();
      case 'pass':
        return wx.navigateTo({ url: `/packages/activity/pages/pass/pass?id=${this.data.id}` });
      case 'read':
        return wx.navigateTo({ url: `/packages/reading/pages/checkin/checkin?id=${this.data.id}` });
      case 'join':
        return wx.navigateTo({ url: '/packages/people/pages/join/join' });
      case 'notify':
        return this.notifyMe();
      default:
        return undefined;
    }
  },

  async take() {
    const { id } = this.data;
    this.setData({ busy: true });
    try {
      const { state, position } = await signUp(id);
      wx.vibrateShort({ type: 'medium' });
      if (state === 'held') void keepPass(id);
      await wx.navigateTo({ url: `/packages/activity/pages/registered/registered?id=${id}&state=${state}&position=${position ?? ''}` });
    } catch (cause) {
      await this.explain(cause);
    } finally {
      this.setData({ busy: false });
    }
  },

  async accept() {
    const { id } = this.data;
    this.setData({ busy: true });
    try {
      await accept(id);
      wx.vibrateShort({ type: 'medium' });
      void keepPass(id);
      await wx.navigateTo({ url: `/packages/activity/pages/registered/registered?id=${id}&state=held` });
    } catch (cause) {
      await this.explain(cause);
    } finally {
      this.setData({ busy: false });
    }
  },

  /** The first thing a tap does is ask WeChat: it refuses the sheet after an awaited call. */
  async notifyMe() {
    const template = this.data.detail?.registration?.state === 'waiting' ? 'placeFreed' : 'activityTomorrow';
    const answer = await notifyMe(template);
    void wx.showToast({ icon: 'none', title: notifyTexts[answer] });
  },

  async leave() {
    const { detail } = this.data;
    if (detail === null || detail.registration === null) return;
    const words = leavingWords(detail.registration.state, detail.waiting > 0);
    const { confirm } = await wx.showModal({ title: words.title, content: words.ask, confirmText: words.go, cancelText: registrationTexts.keep });
    if (!confirm) return;
    this.setData({ busy: true });
    try {
      await giveUp(this.data.id);
      mine().catch(() => undefined);
      void wx.showToast({ icon: 'none', title: words.done });
    } catch (cause) {
      await this.explain(cause);
    } finally {
      this.setData({ busy: false });
    }
    await this.refresh();
  },

  /** What went wrong with an act, with its request number; the page then shows how things stand. */
  async explain(cause: unknown) {
    await tellFailure(cause);
    await this.refresh();
  },

  openPlace() {
    const place = this.data.detail?.place;
    if (place !== undefined) void wx.setClipboardData({ data: `${place.name} ${place.address}`.trim() });
  },

  call() {
    if (this.data.view !== null && this.data.view.phone !== '') wx.makePhoneCall({ phoneNumber: this.data.view.phone, fail: () => undefined });
  },

  openPoster() {
    void wx.navigateTo({ url: `/packages/activity/pages/poster/poster?id=${this.data.id}` });
  },

  openAbsences() {
    void wx.navigateTo({ url: '/packages/activity/pages/absences/absences' });
  },

  openBehalf() {
    void wx.navigateTo({ url: `/packages/cadre/pages/behalf/behalf?id=${this.data.id}` });
  },

  /** Once sign-up is over, what a unit prints for its own people; before, the page of 代报名 leads there. */
  openOwnFiles() {
    void wx.navigateTo({ url: `/packages/cadre/pages/exports/exports?id=${this.data.id}&own=1` });
  },

  openManage() {
    void wx.navigateTo({ url: `/packages/cadre/pages/manage/manage?id=${this.data.id}` });
  },

  openActivities() {
    void wx.switchTab({ url: '/pages/activities/activities' });
  },

  onShareAppMessage() {
    const { detail, id } = this.data;
    const path = `/packages/activity/pages/detail/detail?id=${id}`;
    if (detail === null) return { title: common.app, path };
    const title = detail.phase === 'open' && detail.left > 0 ? `${activityTexts.card.left(detail.left)} · ${detail.title}` : detail.title;
    if (detail.phase !== 'open') return { title, path };
    // WeChat waits 3 s for the picture, then shows the page itself.
    const drawn: Promise<string> = this.selectComponent('#share-card').picture(detail);
    return { title, path, promise: drawn.then((imageUrl) => ({ title, path, imageUrl }), () => ({ title, path })) };
  },
});

/** The activity's id, from a link or from the scene of a mini-program code. */
function activityOf(query: Record<string, string | undefined>): string {
  return query['id'] ?? decodeURIComponent(query['scene'] ?? '');
}

import { readVenueText } from '../../../../domain/checkin/venue';
import { repeat } from '../../../../format/repeat';
import { fontScale } from '../../../../format/scale';
import { clockSeconds } from '../../../../format/when';
import { checkInSelf } from '../../../../services/checkin';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure } from '../../../../services/errors';
import { lastMine, lastPass, pass } from '../../../../services/registration';
import { common } from '../../../../texts/common';
import { registrationTexts } from '../../../../texts/registration';
import { passesToShow, passView, type PassView } from './view';

interface Data {
  fs: number;
  t: typeof registrationTexts;
  common: typeof common;
  ids: string[];
  passes: PassView[];
  current: number;
  clock: string;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t: registrationTexts, common, ids: [], passes: [], current: 0, clock: '', failure: null };

/** How often the phone asks whether the gate has let the person in, ms. */
const watch = 8_000;

/** 入场码: a bright sheet that the gate reads; from the phone's own storage first, so that it stands without a network. */
Page({
  data,
  brightness: -1,
  stopClock() {},
  stopWatch() {},

  onLoad({ id = '' }) {
    this.setData({ ids: passesToShow(id, lastMine()?.items ?? [], serverNow()) });
    this.showKept();
  },

  async onShow() {
    this.brighten();
    this.tick();
    this.stopClock = repeat(1000, () => this.tick());
    await this.refresh();
    this.stopWatch = repeat(watch, () => this.refresh());
  },

  onHide() {
    this.rest();
  },

  onUnload() {
    this.rest();
  },

  rest() {
    this.stopClock();
    this.stopWatch();
    if (this.brightness >= 0) void wx.setScreenBrightness({ value: this.brightness });
    void wx.setKeepScreenOn({ keepScreenOn: false });
  },

  /** Full light for the gate's camera; what it was comes back when the page goes. */
  brighten() {
    wx.getScreenBrightness({
      success: ({ value }) => {
        this.brightness = value;
        void wx.setScreenBrightness({ value: 1 });
      },
    });
    void wx.setKeepScreenOn({ keepScreenOn: true });
  },

  tick() {
    this.setData({ clock: clockSeconds(serverNow()) });
  },

  showKept() {
    const now = serverNow();
    const passes = this.data.ids.flatMap((id) => {
      const kept = lastPass(id);
      return kept === null ? [] : [passView(id, kept, now)];
    });
    this.setData({ passes });
  },

  async refresh() {
    const before = this.data.passes[this.data.current]?.checkedIn ?? '';
    const asked = this.data.passes[this.data.current]?.activityId;
    const missing = this.data.ids.filter((id) => id === asked || lastPass(id) === null);
    try {
      await Promise.all(missing.map((id) => pass(id)));
      this.setData({ failure: null });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
    this.showKept();
    const after = this.data.passes[this.data.current]?.checkedIn ?? '';
    if (before === '' && after !== '' && asked !== undefined) wx.vibrateShort({ type: 'medium' });
  },

  turn({ detail }: WechatMiniprogram.SwiperChange) {
    this.setData({ current: detail.current });
  },

  scanVenue() {
    wx.scanCode({ onlyFromCamera: true, scanType: ['qrCode'], success: ({ result }) => this.checkIn(result) });
  },

  /** Checks in with the code on the steward's screen. */
  async checkIn(text: string) {
    const venue = readVenueText(text);
    const known = venue !== null && this.data.ids.includes(venue.activityId);
    if (venue === null || !known) {
      this.say(venue === null ? registrationTexts.passSelfForeign : registrationTexts.passSelfOther);
      return;
    }
    wx.showLoading({ title: common.loading, mask: true });
    try {
      await checkInSelf(venue.activityId, venue.code);
      wx.hideLoading();
      wx.vibrateShort({ type: 'medium' });
      void wx.showToast({ title: registrationTexts.passSelfDone, icon: 'success' });
    } catch (cause) {
      wx.hideLoading();
      this.say(describe(cause).message);
    }
    this.setData({ current: Math.max(0, this.data.passes.findIndex(({ activityId }) => activityId === venue.activityId)) });
    await this.refresh();
  },

  say(content: string) {
    void wx.showModal({ content, showCancel: false, confirmText: common.understood });
  },
});

import { venueStep, venueText, venueWindow } from '../../../../domain/checkin/venue';
import { repeat } from '../../../../format/repeat';
import { fontScale } from '../../../../format/scale';
import { lastDuties, venueCode } from '../../../../services/checkin';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure } from '../../../../services/errors';
import { common } from '../../../../texts/common';
import { staffTexts } from '../../texts';

interface Data {
  fs: number;
  t: typeof staffTexts.venue;
  common: typeof common;
  title: string;
  /** What the QR code carries; empty: no code for this moment. */
  text: string;
  words: string;
  /** Part of the 30 s that is left, %. */
  share: number;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t: staffTexts.venue, common, title: '', text: '', words: '', share: 100, failure: null };

/** How often new codes are asked for, ms: they last ten minutes, so a network that goes away is noticed late. */
const renew = 60_000;

/** 现场签到码 on the steward's phone: people scan it themselves. It changes every 30 s, also without a network for some minutes. */
Page({
  data,
  activityId: '',
  codes: new Map<Api.Millis, string>(),
  brightness: -1,
  stopTick() {},
  stopRenew() {},

  onLoad({ id = '' }) {
    this.activityId = id;
    this.setData({ title: lastDuties()?.duties.find(({ activityId }) => activityId === id)?.title ?? '' });
  },

  async onShow() {
    wx.getScreenBrightness({
      success: ({ value }) => {
        this.brightness = value;
        void wx.setScreenBrightness({ value: 1 });
      },
    });
    void wx.setKeepScreenOn({ keepScreenOn: true });
    this.stopTick = repeat(500, () => this.tick());
    this.stopRenew = repeat(renew, () => this.refresh());
    await this.refresh();
  },

  onHide() {
    this.rest();
  },

  onUnload() {
    this.rest();
  },

  rest() {
    this.stopTick();
    this.stopRenew();
    if (this.brightness >= 0) void wx.setScreenBrightness({ value: this.brightness });
    void wx.setKeepScreenOn({ keepScreenOn: false });
  },

  async refresh() {
    try {
      const { codes } = await venueCode(this.activityId);
      this.codes = new Map(codes.map(({ from, code }) => [from, code]));
      this.setData({ failure: null });
    } catch (cause) {
      const failure = describe(cause);
      // A refusal is final; without an answer the codes at hand go on.
      if (failure.requestId !== '') this.codes = new Map();
      this.setData({ failure });
    }
    this.tick();
  },

  tick() {
    const now = serverNow();
    const code = this.codes.get(venueWindow(now));
    const left = venueWindow(now) + venueStep - now;
    const text = code === undefined ? '' : venueText(this.activityId, code);
    this.setData({ text, words: staffTexts.venue.next(Math.ceil(left / 1000)), share: Math.round((100 * left) / venueStep) });
  },
});

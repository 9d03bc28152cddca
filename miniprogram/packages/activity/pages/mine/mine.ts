import { fontScale } from '../../../../format/scale';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure } from '../../../../services/errors';
import { lastMine, mine } from '../../../../services/registration';
import { common } from '../../../../texts/common';
import { registrationTexts } from '../../../../texts/registration';
import { mineView, type MineView } from './view';

interface Data {
  fs: number;
  t: typeof registrationTexts;
  common: typeof common;
  loaded: boolean;
  busy: boolean;
  failure: Failure | null;
  items: Api.Registration.Card[];
  next: string | null;
  upcoming: MineView[];
  past: MineView[];
}

const data: Data = { fs: fontScale(), t: registrationTexts, common, loaded: false, busy: false, failure: null, items: [], next: null, upcoming: [], past: [] };

/** 我的报名: what I am in, and what I was in. */
Page({
  data,

  onLoad() {
    const known = lastMine();
    if (known !== null) this.show(known.items, known.next);
  },

  onShow() {
    return this.refresh();
  },

  async onPullDownRefresh() {
    await this.refresh();
    wx.stopPullDownRefresh();
  },

  async refresh() {
    try {
      const { items, next } = await mine();
      this.show(items, next);
      this.setData({ failure: null });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  async more() {
    const { next, busy, items } = this.data;
    if (next === null || busy) return;
    this.setData({ busy: true, failure: null });
    try {
      const page = await mine(next);
      this.show([...items, ...page.items], page.next);
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    } finally {
      this.setData({ busy: false });
    }
  },

  onReachBottom() {
    return this.more();
  },

  show(items: Api.Registration.Card[], next: string | null) {
    this.setData({ loaded: true, items, next, ...mineView(items, serverNow()) });
  },

  browse() {
    void wx.switchTab({ url: '/pages/activities/activities' });
  },
});

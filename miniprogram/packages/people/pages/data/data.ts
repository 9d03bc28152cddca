import { fontScale } from '../../../../format/scale';
import { describe, type Failure } from '../../../../services/errors';
import { tellFailure } from '../../../../services/failure-sheet';
import { leave, myData } from '../../../../services/people';
import { common } from '../../../../texts/common';
import { peopleTexts as t } from '../../texts';
import { partsOf, textOf, type Part } from './view';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  failure: Failure | null;
  parts: Part[];
  /** Did the unit put me into its roster? */
  byUnit: boolean;
  leaving: boolean;
}

const data: Data = { fs: fontScale(), t, common, failure: null, parts: [], byUnit: true, leaving: false };

/** 我的资料: everything kept of me, to see, to copy, to leave with. */
Page({
  data,

  onLoad() {
    return this.refresh();
  },

  async refresh() {
    this.setData({ failure: null });
    try {
      const mine = await myData();
      this.setData({ parts: partsOf(mine), byUnit: mine.origin === 'unit' });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  toChange() {
    void wx.navigateTo({ url: '/packages/people/pages/change/change' });
  },

  async copy() {
    await wx.setClipboardData({ data: textOf(this.data.parts) });
    void wx.showToast({ icon: 'none', title: t.copied });
  },

  async leave() {
    const { confirm } = await wx.showModal({ title: t.leaveTitle, content: t.leaveText(this.data.byUnit), confirmText: t.leaveGo, cancelText: t.leaveKeep });
    if (!confirm) return;
    this.setData({ leaving: true });
    try {
      await leave();
      await wx.reLaunch({ url: '/pages/me/me' });
      void wx.showToast({ icon: 'success', title: t.left });
    } catch (cause) {
      void tellFailure(cause);
    } finally {
      this.setData({ leaving: false });
    }
  },
});

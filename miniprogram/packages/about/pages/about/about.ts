import { fontScale } from '../../../../format/scale';
import { lastFailure } from '../../../../services/client';
import { common } from '../../../../texts/common';
import { homeTexts } from '../../../../texts/home';

interface Data {
  fs: number;
  t: typeof homeTexts;
  common: typeof common;
  version: string;
  requestId: string;
}

const data: Data = { fs: fontScale(), t: homeTexts, common, version: '', requestId: '' };

/** 关于: the version, and the number that support asks for. */
Page({
  data,

  onShow() {
    this.setData({ version: wx.getAccountInfoSync().miniProgram.version || homeTexts.development, requestId: lastFailure()?.requestId ?? '' });
  },

  copy() {
    void wx.setClipboardData({ data: this.data.requestId });
  },
});

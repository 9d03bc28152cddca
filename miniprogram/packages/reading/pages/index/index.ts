import { fontScale } from '../../../../format/scale';
import { programmeNames } from '../../../../texts/activity';
import { common } from '../../../../texts/common';

/** The page of 职工读书月. */
Page({
  data: { fs: fontScale() },

  onReachBottom() {
    return this.selectComponent('#programme').more();
  },

  onShareAppMessage() {
    return { title: `${common.app} · ${programmeNames.reading}`, path: '/packages/reading/pages/index/index' };
  },
});

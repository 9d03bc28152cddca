import { fontScale } from '../../../../format/scale';
import { programmeNames } from '../../../../texts/activity';
import { common } from '../../../../texts/common';

/** The page of 歌咏大赛. */
Page({
  data: { fs: fontScale() },

  onReachBottom() {
    return this.selectComponent('#programme').more();
  },

  onShareAppMessage() {
    return { title: `${common.app} · ${programmeNames.contest}`, path: '/packages/contest/pages/index/index' };
  },
});

import { fontScale } from '../../../../format/scale';
import { programmeNames } from '../../../../texts/activity';
import { common } from '../../../../texts/common';
import { roomTexts } from '../../room-texts';

/** The page of 职工读书月. */
Page({
  data: { fs: fontScale(), room: { title: roomTexts.title, way: roomTexts.way } },

  onReachBottom() {
    return this.selectComponent('#programme').more();
  },

  onShareAppMessage() {
    return { title: `${common.app} · ${programmeNames.reading}`, path: '/packages/reading/pages/index/index' };
  },
});

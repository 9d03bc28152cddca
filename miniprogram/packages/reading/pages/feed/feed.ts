import { fontScale } from '../../../../format/scale';
import { pulled } from '../../../../services/loading';
import { talkTexts as t } from '../../talk-texts';

/** 读友圈: what others wrote, of all or of one's unit. */
Page({
  data: { fs: fontScale(), t, id: '', within: 'all' },

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
  },

  onShow() {
    return this.refresh();
  },

  refresh() {
    return this.selectComponent('#feed')?.refresh();
  },

  onPullDownRefresh: pulled,

  onReachBottom() {
    return this.selectComponent('#feed').more();
  },

  change({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ within: value });
  },
});

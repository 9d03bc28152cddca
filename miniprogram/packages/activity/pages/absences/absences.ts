import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { appeal, lastMine, mine } from '../../../../services/absence';
import type { Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { absenceTexts as t } from '../../../../texts/absence';
import { common } from '../../../../texts/common';
import { absencesView, type AbsenceView } from './view';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  loaded: boolean;
  failure: Failure | null;
  /** Until when I am last in line; empty: I am not. */
  last: string;
  rows: AbsenceView[];
  /** The activity whose appeal is written; empty: none. */
  appealing: string;
  busy: boolean;
  fault: string;
}

const data: Data = { fs: fontScale(), t, common, loaded: false, failure: null, last: '', rows: [], appealing: '', busy: false, fault: '' };

/** 缺席记录: where I held a place and did not come, what follows from it, and the appeal. */
Page({
  data,

  onLoad() {
    const known = lastMine();
    if (known !== null) this.setData({ ...absencesView(known), loaded: true });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => this.setData({ ...absencesView(await mine()), loaded: true }));
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    this.setData({ appealing: currentTarget.dataset.id, fault: '' });
  },

  close() {
    this.setData({ appealing: '' });
  },

  give({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    return oneAtATime(this, async () => {
      await appeal(this.data.appealing, reason);
      this.setData({ appealing: '' });
      void wx.showToast({ icon: 'none', title: t.appealed });
      await this.refresh();
    });
  },
});

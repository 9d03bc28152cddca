import { fontScale } from '../../../../format/scale';
import { votePhase } from '../../../../format/voting';
import { oneAtATime } from '../../../../services/acting';
import { serverNow } from '../../../../services/clock';
import type { Failure } from '../../../../services/errors';
import { loading } from '../../../../services/loading';
import { voteDetail, withdraw } from '../../../../services/voting';
import { common } from '../../../../texts/common';
import { runTexts as t } from '../../run-texts';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  detail: Api.Voting.Detail | null;
  /** May candidates still withdraw? */
  open: boolean;
  failure: Failure | null;
  chosen: string;
  sheetTitle: string;
  fault: string;
  busy: boolean;
}

const data: Data = { fs: fontScale(), t, common, id: '', detail: null, open: false, failure: null, chosen: '', sheetTitle: '', fault: '', busy: false };

/** 候选对象退出: a candidate is taken out with a reason; what they were given stays in sight. */
Page({
  data,

  onLoad({ id = '' }) {
    this.setData({ id });
    return this.refresh();
  },

  refresh() {
    return loading(this, async () => {
      const detail = await voteDetail(this.data.id);
      const { phase } = votePhase(detail, serverNow());
      this.setData({ detail, open: detail.manages && (phase === 'announced' || phase === 'open') });
    });
  },

  choose({ currentTarget }: WechatMiniprogram.BaseEvent<object, { id: string; title: string }>) {
    const { id, title } = currentTarget.dataset;
    this.setData({ chosen: id, sheetTitle: t.withdrawTitle(title), fault: '' });
  },

  close() {
    this.setData({ chosen: '' });
  },

  async withdraw({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { id, chosen, busy } = this.data;
    if (busy) return;
    await oneAtATime(this, async () => {
      await withdraw(id, chosen, reason);
      this.setData({ chosen: '' });
      void wx.showToast({ icon: 'none', title: t.done });
      await this.refresh();
    });
  },
});

import { fontScale } from '../../../../format/scale';
import { calendarDay } from '../../../../format/when';
import { oneAtATime } from '../../../../services/acting';
import { answer, appeals } from '../../../../services/absence';
import { serverNow } from '../../../../services/clock';
import type { Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { appealTexts as t } from '../../appeal-texts';

interface Row extends Api.Absence.Appeal {
  key: string;
  when: string;
  said: string;
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  loaded: boolean;
  failure: Failure | null;
  rows: Row[];
  more: boolean;
  /** Whose appeal is answered; null: nobody's. */
  row: Row | null;
  accept: boolean;
  title: string;
  busy: boolean;
  fault: string;
}

const data: Data = { fs: fontScale(), t, common, loaded: false, failure: null, rows: [], more: false, row: null, accept: true, title: '', busy: false, fault: '' };

const rowOf = (appeal: Api.Absence.Appeal): Row => ({
  ...appeal,
  key: `${appeal.activityId}:${appeal.uid}`,
  when: t.ended(calendarDay(appeal.at, serverNow())),
  said: t.said(appeal.reason),
});

/** 缺席申诉: the organiser takes an absence back or lets it stand, and says why. */
Page({
  data,

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => {
      const { rows, more } = await appeals();
      this.setData({ rows: rows.map(rowOf), more, loaded: true });
    });
  },

  accept({ currentTarget }: WechatMiniprogram.BaseEvent<object, { key: string }>) {
    this.open(currentTarget.dataset.key, true);
  },

  uphold({ currentTarget }: WechatMiniprogram.BaseEvent<object, { key: string }>) {
    this.open(currentTarget.dataset.key, false);
  },

  open(key: string, accept: boolean) {
    const row = this.data.rows.find((one) => one.key === key) ?? null;
    if (row !== null) this.setData({ row, accept, title: accept ? t.acceptTitle(row.name) : t.upholdTitle(row.name), fault: '' });
  },

  close() {
    this.setData({ row: null });
  },

  async give({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { row, accept, busy } = this.data;
    if (row === null || busy) return;
    await oneAtATime(this, async () => {
      await answer({ activityId: row.activityId, uid: row.uid, accept, reason });
      this.setData({ row: null });
      void wx.showToast({ icon: 'none', title: t.done });
      await this.refresh();
    });
  },
});

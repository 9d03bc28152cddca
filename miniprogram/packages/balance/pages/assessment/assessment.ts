import { fontScale } from '../../../../format/scale';
import { answerMark, appealMark, assessment } from '../../../../services/assessment';
import { describe, type Failure, faultWords } from '../../../../services/errors';
import { startExport } from '../../../../services/export';
import { common } from '../../../../texts/common';
import { assessmentTexts as t } from '../../assessment-texts';
import { type AppealRow, appealRows, type UnitRow, typed, unitRows } from '../../assessment-view';

type Asking = { do: 'appeal'; unionId: string; indicator: number } | { do: 'uphold' | 'change'; appealId: string; measure: Api.Assessment.Measure };

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  failure: Failure | null;
  view: Api.Assessment.View | null;
  note: string;
  rows: UnitRow[];
  appeals: AppealRow[];
  /** What the open sheet is for; null: none is open. */
  asking: Asking | null;
  sheetTitle: string;
  value: string;
  busy: boolean;
  fault: string;
}

const data: Data = { fs: fontScale(), t, common, id: '', failure: null, view: null, note: '', rows: [], appeals: [], asking: null, sheetTitle: '', value: '', busy: false, fault: '' };

/** One assessment: places and marks of the units, appeals and their answers. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    return this.refresh();
  },

  async onPullDownRefresh() {
    await this.refresh();
    wx.stopPullDownRefresh();
  },

  async refresh() {
    try {
      const view = await assessment(this.data.id);
      this.setData({ view, note: t.card(view.unionName, view.year, view.rows.length), rows: unitRows(view), appeals: appealRows(view), failure: null });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  appeal({ currentTarget }: WechatMiniprogram.BaseEvent<object, { unit: string; at: number; name: string }>) {
    const { unit, at, name } = currentTarget.dataset;
    this.setData({ asking: { do: 'appeal', unionId: unit, indicator: at }, sheetTitle: t.appealTitle(name), value: '', fault: '' });
  },

  answer({ currentTarget }: WechatMiniprogram.BaseEvent<object, { id: string; do: 'uphold' | 'change' }>) {
    const { id, do: what } = currentTarget.dataset;
    const found = this.data.appeals.find(({ appealId }) => appealId === id);
    if (found) this.setData({ asking: { do: what, appealId: id, measure: found.measure }, sheetTitle: what === 'change' ? t.changeTitle : t.upholdTitle, value: '', fault: '' });
  },

  close() {
    this.setData({ asking: null });
  },

  typeValue({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ value, fault: '' });
  },

  async give({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { asking, busy, id: assessmentId } = this.data;
    if (asking === null || busy) return;
    const value = asking.do === 'change' ? typed(asking.measure, this.data.value) : null;
    if (asking.do === 'change' && value === null) return this.setData({ fault: t.changeMissing });
    this.setData({ busy: true, fault: '' });
    try {
      if (asking.do === 'appeal') await appealMark({ assessmentId, unionId: asking.unionId, indicator: asking.indicator, reason });
      else await answerMark({ assessmentId, appealId: asking.appealId, value, reason });
      this.setData({ asking: null });
      void wx.showToast({ icon: 'none', title: asking.do === 'appeal' ? t.sent : t.done });
      await this.refresh();
    } catch (cause) {
      this.setData({ fault: faultWords(cause) });
    } finally {
      this.setData({ busy: false });
    }
  },

  async file() {
    try {
      await startExport('assessment', this.data.id, {});
      void wx.navigateTo({ url: '/packages/cadre/pages/exports/exports' });
    } catch (cause) {
      void wx.showToast({ icon: 'none', title: faultWords(cause) });
    }
  },
});

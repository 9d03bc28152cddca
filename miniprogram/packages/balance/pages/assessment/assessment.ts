import { fontScale } from '../../../../format/scale';
import { moment } from '../../../../format/when';
import { oneAtATime } from '../../../../services/acting';
import { answerMark, appealMark, assessment, concludeAssessment } from '../../../../services/assessment';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure, faultWords } from '../../../../services/errors';
import { tellFailure } from '../../../../services/failure-sheet';
import { startExport } from '../../../../services/export';
import { pulled } from '../../../../services/loading';
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
  /** Whether the values still move. */
  state: string;
  /** Why the result cannot be decided yet; empty: it can. */
  waits: string;
  rows: UnitRow[];
  appeals: AppealRow[];
  /** What the open sheet is for; null: none is open. */
  asking: Asking | null;
  sheetTitle: string;
  value: string;
  busy: boolean;
  fault: string;
}

const data: Data = { fs: fontScale(), t, common, id: '', failure: null, view: null, note: '', state: '', waits: '', rows: [], appeals: [], asking: null, sheetTitle: '', value: '', busy: false, fault: '' };

/** One assessment: places and marks of the units, appeals and their answers. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  async refresh() {
    try {
      const view = await assessment(this.data.id);
      this.setData({ view, note: t.card(view.unionName, view.year, view.units), state: view.concludedAt === 0 ? t.live : t.concludedOn(moment(view.concludedAt, serverNow())), waits: view.waiting > 0 ? t.concludeWaits(view.waiting) : '', rows: unitRows(view), appeals: appealRows(view), failure: null });
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
    await oneAtATime(this, async () => {
      if (asking.do === 'appeal') await appealMark({ assessmentId, unionId: asking.unionId, indicator: asking.indicator, reason });
      else await answerMark({ assessmentId, appealId: asking.appealId, value, reason });
      this.setData({ asking: null });
      void wx.showToast({ icon: 'none', title: asking.do === 'appeal' ? t.sent : t.done });
      await this.refresh();
    });
  },

  async conclude() {
    const { id, view, busy } = this.data;
    if (busy || !view) return;
    const { confirm } = await wx.showModal({ title: t.concludeTitle, content: t.concludeText, confirmText: common.confirm });
    if (!confirm) return;
    this.setData({ busy: true });
    try {
      await concludeAssessment(id);
      void wx.showToast({ icon: 'none', title: t.concluded });
      await this.refresh();
    } catch (cause) {
      void tellFailure(cause);
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

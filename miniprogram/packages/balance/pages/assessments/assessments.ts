import { fourBatches } from '../../../../domain/assessment/assessment';
import { scopesOf } from '../../../../domain/people/scope';
import { calendarTime } from '../../../../domain/time/shanghai';
import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { assessment, assessments, createAssessment } from '../../../../services/assessment';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure } from '../../../../services/errors';
import { pulled } from '../../../../services/loading';
import { me } from '../../../../services/people';
import { common } from '../../../../texts/common';
import { assessmentTexts as t } from '../../assessment-texts';
import { readable, typed } from '../../assessment-view';

interface Line {
  name: string;
  measure: Api.Assessment.Measure;
  what: string;
  unit: string;
  target: string;
  points: number;
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  loaded: boolean;
  failure: Failure | null;
  rows: { assessmentId: string; title: string; note: string; waiting: string }[];
  /** The union whose targets may be set; empty: none. */
  unionId: string;
  year: number;
  /** What is handed down: the assessment that set it, and the targets of the unit; null: targets of one's own. */
  from: { assessmentId: string; unionId: string; year: number; targets: number[] } | null;
  sheet: boolean;
  sheetTitle: string;
  sheetNote: string;
  title: string;
  lines: Line[];
  busy: boolean;
  fault: string;
}

const linesOf = (indicators: readonly Api.Assessment.Indicator[]): Line[] =>
  indicators.map(({ name, measure, target, points }) => ({ name, measure, what: t.measures[measure], unit: t.units[measure], target: readable(measure, target), points }));

const data: Data = { fs: fontScale(), t, common, loaded: false, failure: null, rows: [], unionId: '', year: 0, from: null, sheet: false, sheetTitle: '', sheetNote: '', title: t.titleDefault, lines: [], busy: false, fault: '' };

/** 考核: the assessments that I organise and those that my unit is in. */
Page({
  data,

  async onLoad({ from = '', unit = '' }: { from?: string; unit?: string }) {
    if (from === '') return;
    try {
      const above = await assessment(from);
      const row = above.rows.find(({ unionId }) => unionId === unit);
      if (!row) return;
      const targets = row.marks.map(({ target }) => target);
      const indicators = above.indicators.map((one, index) => ({ ...one, target: targets[index] ?? 0 }));
      this.setData({
        ...{ from: { assessmentId: from, unionId: unit, year: above.year, targets }, lines: linesOf(indicators), title: above.title, fault: '' },
        ...{ sheet: true, sheetTitle: t.handedTitle(row.name, above.year), sheetNote: t.handedNote },
      });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  async refresh() {
    try {
      const [{ items }, who] = await Promise.all([assessments(), me()]);
      const [scope = ''] = scopesOf(who.grants, 'cadre', serverNow());
      const rows = items.map(({ assessmentId, title, unionName, year, units, waiting }) => ({ assessmentId, title, note: t.card(unionName, year, units), waiting: waiting > 0 ? t.waiting(waiting) : '' }));
      this.setData({ rows, unionId: scope.split('/').filter((id) => id !== '').pop() ?? '', year: calendarTime(serverNow()).year, loaded: true, failure: null });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  open() {
    this.setData({ from: null, sheet: true, sheetTitle: t.sheet(this.data.year), sheetNote: t.sheetNote, lines: linesOf(fourBatches), title: t.titleDefault, fault: '' });
  },

  close() {
    this.setData({ sheet: false });
  },

  typeTitle({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ title: value, fault: '' });
  },

  typeName({ currentTarget, detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }, object, { at: number }>) {
    this.setData({ [`lines[${currentTarget.dataset.at}].name`]: value, fault: '' });
  },

  typeTarget({ currentTarget, detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }, object, { at: number }>) {
    this.setData({ [`lines[${currentTarget.dataset.at}].target`]: value, fault: '' });
  },

  async save() {
    const { lines, title, busy, from } = this.data;
    const { unionId, year } = from ?? this.data;
    if (busy) return;
    const indicators = lines.flatMap(({ name, measure, target, points }) => {
      const number = typed(measure, target);
      return number === null || name.trim().length < 2 ? [] : [{ name: name.trim(), measure, target: number, points }];
    });
    if (indicators.length < lines.length || title.trim().length < 2) return this.setData({ fault: t.missing });
    const low = indicators.find(({ target }, index) => target < (from?.targets[index] ?? 0));
    if (low) return this.setData({ fault: t.low(low.name) });
    await oneAtATime(this, async () => {
      const { assessmentId } = await createAssessment({ unionId, year, title: title.trim(), indicators, from: from?.assessmentId ?? null });
      this.setData({ sheet: false, from: null });
      void wx.navigateTo({ url: `/packages/balance/pages/assessment/assessment?id=${assessmentId}` });
    });
  },
});

import { markUnit } from '../../../../domain/meet/seed-marks';
import { dayOf } from '../../../../domain/time/shanghai';
import { fontScale } from '../../../../format/scale';
import { actFromSheet } from '../../../../services/acting';
import type { Failure } from '../../../../services/errors';
import { loading } from '../../../../services/loading';
import { keepRecord, records } from '../../../../services/meet';
import { common } from '../../../../texts/common';
import { recordTexts as t } from '../../record-texts';
import { type Asked, askedOf, emptyForm, formOf, type RecordForm, type RecordView, recordViews, written } from './form';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  list: Api.Output<'meet.records'> | null;
  rows: RecordView[];
  events: { id: string; name: string }[];
  timings: { value: string; label: string }[];
  today: string;
  sheet: '' | 'form' | 'events';
  sheetTitle: string;
  /** Place in the list; null: a new one. */
  at: number | null;
  form: RecordForm;
  asked: Asked;
  busy: boolean;
  fault: string;
  failure: Failure | null;
}

const data: Data = {
  ...{ fs: fontScale(), t, common, id: '', list: null, rows: [], events: [], today: '', sheet: '', sheetTitle: '', at: null },
  timings: (['hand', 'photo'] as const).map((value) => ({ value, label: t.timings[value] })),
  ...{ form: emptyForm('hand'), asked: askedOf(undefined), busy: false, fault: '', failure: null },
};

/** Records in force 纪录, for the organiser: added, corrected, withdrawn. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    return this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  load() {
    return loading(this, async () => {
      const list = await records(this.data.id);
      const events = list.events.filter((event) => markUnit(event) !== null).map(({ id, name }) => ({ id, name }));
      this.setData({ list, events, rows: recordViews(list.rows, list.events, list.groups), today: dayOf(list.now) });
    });
  },

  open(at: number | null, form: RecordForm) {
    this.setData({ at, sheet: 'form', sheetTitle: at === null ? t.add : t.edit });
    this.put(form);
  },

  put(form: RecordForm) {
    this.setData({ form, asked: askedOf(this.data.list?.events.find(({ id }) => id === form.event)), fault: '' });
  },

  add() {
    this.open(null, emptyForm('hand'));
  },

  edit({ currentTarget }: WechatMiniprogram.BaseEvent<object, { at: number }>) {
    const { list } = this.data;
    const row = list?.rows[currentTarget.dataset.at];
    if (list && row) this.open(currentTarget.dataset.at, formOf(row, list.events));
  },

  close() {
    this.setData({ sheet: '', fault: '' });
  },

  toEvents() {
    this.setData({ sheet: 'events', sheetTitle: t.chooseEvent });
  },

  chooseEvent({ currentTarget }: WechatMiniprogram.BaseEvent<object, { id: string }>) {
    this.open(this.data.at, { ...this.data.form, event: currentTarget.dataset.id });
  },

  chooseTiming({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Api.Meet.Timing }>) {
    this.put({ ...this.data.form, timing: value });
  },

  type({ currentTarget, detail: { value } }: WechatMiniprogram.Input<object, { of: 'mark' | 'holder' | 'unit' }>) {
    this.put({ ...this.data.form, [currentTarget.dataset.of]: value });
  },

  pickDay({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.put({ ...this.data.form, on: value });
  },

  turnGauge() {
    const { form } = this.data;
    this.put({ ...form, noGauge: !form.noGauge });
  },

  save() {
    const { list, form } = this.data;
    const row = list && written(form, list.events);
    if (typeof row === 'string') {
      this.setData({ fault: row });
      return;
    }
    if (row) return this.keep(row, t.saved);
  },

  async withdraw() {
    const { confirm } = await wx.showModal({ title: t.withdrawTitle, content: t.withdrawText, confirmText: t.withdraw.slice(0, 2), confirmColor: '#C8291E' });
    if (confirm) await this.keep(null, t.withdrawn);
  },

  keep(row: Api.Meet.RecordRow | null, done: string) {
    const { id, list, at } = this.data;
    if (list) return actFromSheet(this, () => keepRecord({ meetId: id, v: list.v, at, row }), done, () => this.load());
  },
});

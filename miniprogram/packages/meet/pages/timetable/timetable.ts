import { fontScale } from '../../../../format/scale';
import { clockTime, dayWords, moment } from '../../../../format/when';
import { oneAtATime } from '../../../../services/acting';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure } from '../../../../services/errors';
import { lastTimetable, meet, pause, shift, timetable } from '../../../../services/meet';
import { common } from '../../../../texts/common';
import { timetableTexts as t } from '../../timetable-texts';

interface RowView {
  id: string;
  event: string;
  time: string;
  name: string;
  note: string;
  begun: boolean;
}

interface DayView {
  day: string;
  rows: RowView[];
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  timetable: Api.Meet.Timetable | null;
  zones: { value: string; label: string }[];
  zone: string;
  days: DayView[];
  pausedWords: string;
  sheet: 'choose' | 'shift' | 'pause' | '';
  sheetTitle: string;
  delay: string;
  busy: boolean;
  fault: string;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, id: '', timetable: null, zones: [], zone: '', days: [], pausedWords: '', sheet: '', sheetTitle: '', delay: '15', busy: false, fault: '', failure: null };

function daysOf({ rows }: Api.Meet.Timetable, zone: string, now: Api.Millis): DayView[] {
  const days = new Map<string, RowView[]>();
  const planned = rows.filter((row) => zone === '' || row.zone === zone).sort((a, b) => (a.start ?? Infinity) - (b.start ?? Infinity));
  for (const { id, event, start, name, zone: place, minutes } of planned) {
    const day = start === null ? t.unplanned : dayWords(start, now);
    const row = { id, event, time: start === null ? '—' : clockTime(start), name, note: `${place} · ${t.minutes(minutes)}`, begun: start !== null && start <= now };
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  return [...days].map(([day, list]) => ({ day, rows: list }));
}

/** 竞赛日程, day by day; for the organiser 顺延 and 暂停 in one tap. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    const known = lastTimetable(id);
    if (known !== null) this.show(known);
  },

  onShow() {
    return this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    this.setData({ failure: null });
    try {
      this.show(await timetable(this.data.id));
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  show(found: Api.Meet.Timetable) {
    const zones = [...new Set(found.rows.map(({ zone }) => zone))];
    const { paused } = found;
    this.setData({
      timetable: found,
      zones: [{ value: '', label: t.all }, ...zones.map((zone) => ({ value: zone, label: zone }))],
      pausedWords: paused ? `${t.paused(paused.reason)}（${moment(paused.at, serverNow())}）` : '',
      days: daysOf(found, this.data.zone, serverNow()),
    });
  },

  chooseZone({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const { timetable: found } = this.data;
    this.setData({ zone: value, days: found ? daysOf(found, value, serverNow()) : [] });
  },

  openChange() {
    this.setData({ sheet: 'choose', sheetTitle: t.change, fault: '' });
  },

  openShift() {
    this.setData({ sheet: 'shift', sheetTitle: t.shiftTitle });
  },

  openPause() {
    this.setData({ sheet: 'pause', sheetTitle: this.data.timetable?.paused ? t.resumeTitle : t.pauseTitle });
  },

  closeSheet() {
    this.setData({ sheet: '' });
  },

  chooseDelay({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ delay: value });
  },

  async shift({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { id, delay, zone } = this.data;
    const from = serverNow();
    await this.during(async () => shift({ meetId: id, v: await this.version(), from, minutes: Number(delay), zone: zone === '' ? null : zone, reason }));
  },

  async pause({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { id, timetable: found } = this.data;
    await this.during(async () => pause({ meetId: id, v: await this.version(), paused: !found?.paused, reason }));
  },

  async version(): Promise<number> {
    return (await meet(this.data.id)).setup?.v ?? 0;
  },

  during(act: () => Promise<unknown>) {
    return oneAtATime(this, async () => {
      await act();
      wx.vibrateShort({ type: 'medium' });
      this.setData({ sheet: '' });
      await this.load();
      void wx.showToast({ icon: 'none', title: t.told });
    });
  },
});

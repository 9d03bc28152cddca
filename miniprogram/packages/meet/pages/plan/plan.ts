import { halfOf, planOf, programmeOf, spanOf } from '../../../../domain/meet/programme';
import { clashesOf } from '../../../../domain/meet/timetable';
import { fontScale } from '../../../../format/scale';
import { clockTime, dayWords } from '../../../../format/when';
import { oneAtATime } from '../../../../services/acting';
import { serverNow } from '../../../../services/clock';
import { describe, faultWords, type Failure } from '../../../../services/errors';
import { arrange, programme as fetchProgramme, proposeTimetable } from '../../../../services/meet';
import { common } from '../../../../texts/common';
import { timetableTexts } from '../../timetable-texts';

const t = timetableTexts.plan;
const step = 5 * 60_000;

type Touch = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

type Row = Api.Meet.Programme['rows'][number];

interface BlockView {
  id: string;
  name: string;
  time: string;
  /** Place in its half day, thousandths of it. */
  top: number;
  height: number;
  clash: boolean;
}

interface ZoneView {
  zone: string;
  blocks: BlockView[];
}

interface Data {
  fs: number;
  /** Of a half day, px. */
  height: number;
  t: typeof t;
  common: typeof common;
  id: string;
  programme: Api.Meet.Programme | null;
  /** Half days. */
  halves: { value: string; label: string }[];
  half: string;
  zones: ZoneView[];
  unplanned: { id: string; name: string }[];
  clashes: string;
  said: string;
  changed: boolean;
  chosen: { id: string; name: string; time: string; clashes: string[] } | null;
  busy: boolean;
  proposing: boolean;
  fault: string;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), height: 0, t, common, id: '', programme: null, halves: [], half: '0', zones: [], unplanned: [], clashes: '', said: '', changed: false, chosen: null, busy: false, proposing: false, fault: '', failure: null };

const clashesIn = (programme: Api.Meet.Programme) => clashesOf(programmeOf(programme), planOf(programme.rows, programme.hours));

/** The block under the thumb, and by how many minutes it has moved. */
interface Held {
  id: string;
  from: number;
  minutes: number;
}

const nothing: Held = { id: '', from: 0, minutes: 0 };

/** 排日程: 场区 side by side for one half day; tap a block to move it, what clashes is red at once. */
Page({
  data,
  held: nothing,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id, height: Math.round((wx.getWindowInfo().windowWidth / 750) * 2600) });
    return this.load();
  },

  async onPullDownRefresh() {
    if (!this.data.changed) await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    this.setData({ failure: null });
    try {
      const programme = await fetchProgramme(this.data.id);
      const now = serverNow();
      this.setData({ halves: programme.hours.map(({ from, to }, index) => ({ value: String(index), label: `${dayWords(from, now)} ${clockTime(from)}–${clockTime(to)}` })), changed: false });
      this.show(programme);
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  show(programme: Api.Meet.Programme) {
    const clashes = clashesIn(programme);
    const red = new Set(clashes.flatMap(({ items }) => items));
    const half = Number(this.data.half);
    const { from, to } = spanOf(programme.rows, programme.hours, half);
    const within = ({ start }: Row) => start !== null && halfOf(programme.hours, start) === half;
    const blockOf = ({ id, name, start, minutes }: Row): BlockView => ({
      ...{ id, name, time: clockTime(start ?? 0), clash: red.has(id) },
      ...{ top: Math.round((((start ?? 0) - from) / (to - from)) * 1000), height: Math.round(((minutes * 60_000) / (to - from)) * 1000) },
    });
    const zones = [...new Set(programme.rows.map(({ zone }) => zone))];
    const outside = programme.rows.filter(({ start }) => start === null);
    this.setData({
      programme,
      zones: zones.map((zone) => ({ zone, blocks: programme.rows.filter((row) => row.zone === zone && within(row)).sort((a, b) => (a.start ?? 0) - (b.start ?? 0)).map(blockOf) })).filter(({ blocks }) => blocks.length > 0),
      unplanned: outside.map(({ id, name }) => ({ id, name })),
      clashes: t.clashes(clashes.length),
    });
  },

  chooseHalf({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ half: value });
    if (this.data.programme) this.show(this.data.programme);
  },

  async propose() {
    this.setData({ proposing: true, fault: '' });
    try {
      const { planned, unplaced, length, proven } = await proposeTimetable(this.data.id, 8);
      const starts = new Map(planned.map(({ item, start }) => [item, start]));
      const { programme } = this.data;
      if (!programme) return;
      this.setData({ changed: true, said: unplaced.length > 0 ? t.unplaced(unplaced.length) : t.proposed(t.hours(length), length <= proven) });
      this.show({ ...programme, rows: programme.rows.map((row) => ({ ...row, start: starts.get(row.id) ?? null })) });
    } catch (cause) {
      this.setData({ fault: faultWords(cause) });
    } finally {
      this.setData({ proposing: false });
    }
  },

  /** What is said of a block in the sheet. */
  choose(id: string) {
    const { programme } = this.data;
    const row = programme?.rows.find((one) => one.id === id);
    if (!programme || !row) return;
    const names = new Map(programme.rows.map((one) => [one.id, one.name]));
    const clashes = clashesIn(programme)
      .filter(({ items }) => items.some((item) => item === id))
      .map(({ items, reason, people }) => t.clash(t.reasons[reason], names.get(items.find((item) => item !== id) ?? '') ?? '', people.length));
    this.setData({ chosen: { id, name: row.name, time: row.start === null ? timetableTexts.unplanned : clockTime(row.start), clashes } });
  },

  openBlock({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    this.choose(currentTarget.dataset.id);
  },

  closeSheet() {
    this.setData({ chosen: null });
  },

  earlier() {
    this.move(-step);
  },

  later() {
    this.move(step);
  },

  /** By so many ms; an item that is not planned goes to the beginning of the half day. */
  move(by: number) {
    const { programme, half, chosen } = this.data;
    const from = programme?.hours[Number(half)]?.from ?? 0;
    this.put((row: Row) => (row.id !== chosen?.id ? row : { ...row, start: row.start === null ? from : Math.max(row.start + by, programme?.hours[0]?.from ?? 0) }));
  },

  clear() {
    const { chosen } = this.data;
    this.put((row: Row) => (row.id === chosen?.id ? { ...row, start: null } : row));
  },

  put(change: (row: Row) => Row) {
    const { programme, chosen } = this.data;
    if (!programme) return;
    this.setData({ changed: true });
    this.show({ ...programme, rows: programme.rows.map(change) });
    if (chosen) this.choose(chosen.id);
  },

  grab({ currentTarget, touches }: Touch) {
    this.held = { id: currentTarget.dataset.id, from: touches[0]?.clientY ?? 0, minutes: 0 };
  },

  /** The block follows the thumb in steps of five minutes. */
  drag({ touches }: Touch) {
    const { held } = this;
    const { programme } = this.data;
    const y = touches[0]?.clientY;
    if (held.id === '' || !programme || y === undefined) return;
    const { from, to } = spanOf(programme.rows, programme.hours, Number(this.data.half));
    const whole = (to - from) / 60_000;
    const minutes = Math.round((((y - held.from) / this.data.height) * whole) / 5) * 5;
    if (minutes === held.minutes) return;
    const by = (minutes - held.minutes) * 60_000;
    this.held = { ...held, minutes };
    this.put((row: Row) => (row.id === held.id && row.start !== null ? { ...row, start: row.start + by } : row));
  },

  drop() {
    const { held } = this;
    this.held = nothing;
    if (held.id !== '' && held.minutes === 0) this.choose(held.id);
  },

  async save() {
    const { id, programme } = this.data;
    if (!programme) return;
    await oneAtATime(this, async () => {
      await arrange({ meetId: id, v: programme.v, planned: programme.rows.map(({ id: item, start, minutes }) => ({ item, start, minutes })) });
      wx.vibrateShort({ type: 'medium' });
      await this.load();
      void wx.showToast({ icon: 'none', title: t.saved });
    });
  },
});

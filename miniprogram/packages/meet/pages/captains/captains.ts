import { fontScale } from '../../../../format/scale';
import { moment } from '../../../../format/when';
import { oneAtATime } from '../../../../services/acting';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure } from '../../../../services/errors';
import { amend, draw, freeze, restore, startList } from '../../../../services/meet';
import { common } from '../../../../texts/common';
import { captainTexts } from '../../captain-texts';

const t = captainTexts;

interface EventView {
  id: string;
  name: string;
  note: string;
  tag: string;
  tone: 'amber' | 'neutral';
  /** Where a thin event may go; empty: nowhere. */
  into: string;
  intoName: string;
  merged: boolean;
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  desk: Api.Meet.ListDesk | null;
  counted: string;
  warnings: string[];
  lotWords: string;
  events: EventView[];
  /** What the bottom button does; empty: nothing can be done yet. */
  act: 'freeze' | 'draw' | 'see' | '';
  label: string;
  note: string;
  sheet: 'freeze' | 'draw' | 'event' | '';
  sheetTitle: string;
  drawText: string;
  chosen: EventView | null;
  mergeText: string;
  mergeLabel: string;
  typed: string;
  busy: boolean;
  fault: string;
  failure: Failure | null;
}

const data: Data = {
  fs: fontScale(),
  t,
  common,
  id: '',
  desk: null,
  counted: '',
  warnings: [],
  lotWords: '',
  events: [],
  act: '',
  label: t.freeze,
  note: '',
  sheet: '',
  sheetTitle: '',
  drawText: '',
  chosen: null,
  mergeText: '',
  mergeLabel: '',
  typed: '',
  busy: false,
  fault: '',
  failure: null,
};

function eventViews({ events }: Api.Meet.ListDesk): EventView[] {
  const names = new Map(events.map(({ event, name }) => [event, name]));
  return events.map(({ event, name, entries, thin, mergedInto }) => {
    const into = thin ?? '';
    const tag = mergedInto === null ? (thin === null ? '' : t.thin) : t.merged(names.get(mergedInto) ?? '');
    return { id: event, name, note: entries === 0 ? t.nobody : t.entries(entries), tag, tone: mergedInto === null ? 'amber' : 'neutral', into, intoName: names.get(into) ?? '', merged: mergedInto !== null };
  });
}

/** What comes next, and a word about it. */
function nextOf({ setup, draw: drawn, events }: Api.Meet.ListDesk, now: Api.Millis): Pick<Data, 'act' | 'label' | 'note'> {
  if (setup.state === 'entries') return now < setup.entriesUntil ? { act: '', label: t.freeze, note: t.until(moment(setup.entriesUntil, now)) } : { act: 'freeze', label: t.freeze, note: t.freezeNote };
  if (drawn === null) return { act: 'draw', label: t.draw, note: t.drawNote };
  return { act: 'see', label: t.see, note: t.drawn(events.filter(({ entries }) => entries > 0).length) };
}

/** 领队会, for the organiser: from the last entries to heats and lanes. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
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
      const desk = await startList(this.data.id);
      const { counts, unsigned, uninsured, lot } = desk;
      this.setData({
        desk,
        counted: t.counted(counts.units, counts.athletes, counts.entries),
        warnings: [...(unsigned > 0 ? [t.unsigned(unsigned)] : []), ...(uninsured.length > 0 ? [t.uninsured(uninsured.join('、'))] : [])],
        lotWords: lot ? t.lot(lot.valueName) : '',
        drawText: lot ? t.drawText(lot.valueName) : '',
        events: eventViews(desk),
        ...nextOf(desk, serverNow()),
      });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  type({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ typed: value, fault: '' });
  },

  openAct() {
    const { act, id } = this.data;
    if (act === 'see') void wx.navigateTo({ url: `/packages/meet/pages/proof/proof?id=${id}` });
    else if (act !== '') this.setData({ sheet: act, sheetTitle: act === 'freeze' ? t.freezeTitle : t.drawTitle, typed: '', fault: '' });
  },

  openEvent({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const chosen = this.data.events.find(({ id }) => id === currentTarget.dataset.id);
    if (!chosen) return;
    const amends = this.data.desk?.setup.state === 'frozen' && (chosen.into !== '' || chosen.merged);
    if (!amends) return this.openList(chosen.id);
    this.setData({ chosen, sheet: 'event', sheetTitle: t.mergeTitle(chosen.name), mergeText: chosen.merged ? chosen.tag : t.mergeText(chosen.intoName), mergeLabel: chosen.merged ? t.undo : t.mergeInto(chosen.intoName), fault: '' });
  },

  openList(event: string) {
    void wx.navigateTo({ url: `/packages/meet/pages/listed/listed?id=${this.data.id}&event=${event}` });
  },

  listOfChosen() {
    const { chosen } = this.data;
    this.closeSheet();
    if (chosen) this.openList(chosen.id);
  },

  closeSheet() {
    this.setData({ sheet: '' });
  },

  async freeze() {
    const { id, desk, typed } = this.data;
    if (desk) await this.during(() => freeze({ meetId: id, v: desk.setup.v, valueName: typed }), t.frozen);
  },

  async draw() {
    const { id, desk, typed } = this.data;
    if (desk) await this.during(() => draw({ meetId: id, v: desk.setup.v, value: typed }), t.see);
  },

  async merge() {
    const { id, desk, chosen } = this.data;
    if (!desk || !chosen) return;
    const { v } = desk.setup;
    if (chosen.merged) await this.during(() => restore({ meetId: id, v, of: { event: chosen.id } }), t.undone);
    else await this.during(() => amend({ meetId: id, v, change: { kind: 'merge', event: chosen.id, into: chosen.into } }), t.mergedDone);
  },

  during(act: () => Promise<unknown>, done: string) {
    return oneAtATime(this, async () => {
      await act();
      wx.vibrateShort({ type: 'medium' });
      this.setData({ sheet: '' });
      await this.load();
      void wx.showToast({ icon: 'none', title: done });
    });
  },
});

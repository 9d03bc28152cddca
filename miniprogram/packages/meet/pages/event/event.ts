import { fontScale } from '../../../../format/scale';
import { type Failure, faultWords } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { appeal, event as fetchEvent, lastEvent, protest } from '../../../../services/meet-day';
import { common } from '../../../../texts/common';
import { dayTexts } from '../../texts-day';
import { recordNote, roundChips, type RoundView, roundView } from './view';

const t = dayTexts.event;

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  view: Api.Meet.EventView | null;
  chips: { value: string; label: string }[];
  chosen: string;
  round: RoundView | null;
  record: string;
  sheet: '' | 'protest';
  text: string;
  busy: boolean;
  fault: string;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, view: null, chips: [], chosen: '', round: null, record: '', sheet: '', text: '', busy: false, fault: '', failure: null };

/** An event: heats and lanes, results as they are announced, matches, protests. */
Page({
  data,
  id: { meetId: '', event: '' },

  onLoad({ meet = '', event = '' }: { meet?: string; event?: string }) {
    this.id = { meetId: meet, event: decodeURIComponent(event) };
    const known = lastEvent(this.id);
    if (known) this.take(known);
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => this.take(await fetchEvent(this.id)));
  },

  take(view: Api.Meet.EventView) {
    const chips = roundChips(view);
    const latest = view.rounds[view.rounds.length - 1];
    const chosen = chips.some(({ value }) => value === this.data.chosen) ? this.data.chosen : String(latest?.n ?? 1);
    const round = view.rounds.find(({ n }) => String(n) === chosen);
    this.setData({ view, chips, chosen, round: round ? roundView(view, round) : null, record: recordNote(view) });
  },

  choose({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ chosen: value });
    if (this.data.view) this.take(this.data.view);
  },

  toDesk() {
    void wx.navigateTo({ url: `/packages/meet/pages/desk/desk?meet=${this.id.meetId}&event=${encodeURIComponent(this.id.event)}` });
  },

  askProtest() {
    this.setData({ sheet: 'protest', fault: '' });
  },

  closeSheet() {
    this.setData({ sheet: '', fault: '' });
  },

  write({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ text: value });
  },

  async sendProtest() {
    const { round, text } = this.data;
    if (!round) return;
    if (await this.act(() => protest({ ...this.id, round: round.n, text: text.trim() }))) {
      this.setData({ sheet: '', text: '' });
      void wx.showToast({ icon: 'none', title: t.protestSent });
    }
  },

  async toJury({ currentTarget }: WechatMiniprogram.BaseEvent<object, { id: string }>) {
    const { round } = this.data;
    if (round) await this.act(() => appeal({ ...this.id, round: round.n, protestId: currentTarget.dataset.id }));
  },

  /** @returns whether it was done */
  async act(ask: () => Promise<unknown>): Promise<boolean> {
    if (this.data.busy) return false;
    this.setData({ busy: true, fault: '' });
    try {
      await ask();
      void wx.vibrateShort({ type: 'medium' });
      await this.refresh();
      return true;
    } catch (cause) {
      this.setData({ fault: faultWords(cause) });
      return false;
    } finally {
      this.setData({ busy: false });
    }
  },

  onShareAppMessage() {
    const { view } = this.data;
    return { title: view ? `${view.title} · ${view.event.name}` : common.app, path: `/packages/meet/pages/event/event?meet=${this.id.meetId}&event=${encodeURIComponent(this.id.event)}` };
  },
});

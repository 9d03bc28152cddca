import { fontScale } from '../../../../format/scale';
import { moment } from '../../../../format/when';
import { serverNow } from '../../../../services/clock';
import { faultWords, type Failure } from '../../../../services/errors';
import { startExport } from '../../../../services/export';
import { loading, pulled } from '../../../../services/loading';
import { placeEntry, rehearsal, takeSlot } from '../../../../services/rehearsal';
import { common } from '../../../../texts/common';
import { rehearsalTexts as t } from '../../texts-rehearsal';
import { type Candidate, candidatesFor, choosing, type DayView, daysOf, type Own, ownOf } from './view';

type Sheet = '' | 'which' | 'slot' | 'why';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  round: { contestId: string; roundId: string };
  view: Api.Contest.RehearsalView | null;
  failure: Failure | null;
  where: string;
  how: string;
  days: DayView[];
  own: Own[];
  /** Units choose now, and I lead one that takes part. */
  chooses: boolean;
  label: string;
  /** For whom a free slot is being chosen; null: nobody. */
  chosen: Own | null;
  chosenTitle: string;
  sheet: Sheet;
  slotTitle: string;
  /** The entry in the slot that is opened; empty: it is free. */
  inSlot: string;
  candidates: Candidate[];
  busy: boolean;
  fault: string;
}

const data: Data = {
  ...{ fs: fontScale(), t, common, round: { contestId: '', roundId: '' }, view: null, failure: null, where: '', how: '', days: [], own: [], chooses: false, label: '' },
  ...{ chosen: null, chosenTitle: '', sheet: '', slotTitle: '', inSlot: '', candidates: [], busy: false, fault: '' },
};

/** 走台: when each entry has the stage. Units choose a slot, or see theirs; the organiser lays them out and moves entries. */
Page({
  data,
  /** What is being moved. */
  move: { entryId: '', slotId: null as string | null },

  onLoad({ contest = '', round = '' }: { contest?: string; round?: string }) {
    this.setData({ round: { contestId: contest, roundId: round } });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => {
      const view = await rehearsal(this.data.round);
      const now = serverNow();
      const plan = view.rehearsal;
      const chooses = choosing(view, now);
      const own = ownOf(view, now);
      this.setData({
        ...{ view, own, days: daysOf(view, now), where: plan ? t.where(plan.stage, plan.minutes) : '' },
        how: !plan ? '' : plan.how === 'order' ? t.byOrder : chooses ? t.choosing(moment(plan.chooseUntil ?? 0, now)) : t.chosen,
        chooses: chooses && own.length > 0,
        label: own.every(({ time }) => time !== '') ? t.chooseAgain : t.choose(plan?.slots.filter(({ entryId }) => entryId === null).length ?? 0),
      });
    });
  },

  begin() {
    const { own } = this.data;
    const [only] = own;
    if (only && own.length === 1) this.choose(only);
    else this.setData({ sheet: 'which', fault: '' });
  },

  pick({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const one = this.data.own.find(({ entryId }: Own) => entryId === currentTarget.dataset.id);
    if (one) this.choose(one);
  },

  choose(one: Own) {
    this.setData({ chosen: one, chosenTitle: one.time === '' ? t.chooseFor(one.title) : t.change(one.title), sheet: '', fault: '' });
  },

  stop() {
    this.setData({ chosen: null, fault: '' });
  },

  tap({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string; time: string; entry: string; day: string }>) {
    const { id, time, entry, day } = currentTarget.dataset;
    const { chosen, view } = this.data;
    if (chosen) return entry === '' ? this.take(chosen, id, `${day} ${time}`) : undefined;
    if (!view?.works) return undefined;
    this.move.slotId = id;
    this.setData({ sheet: 'slot', slotTitle: t.slotTitle(time), inSlot: entry, candidates: candidatesFor(view, id), fault: '' });
    return undefined;
  },

  async take({ entryId, title }: Own, slotId: string, time: string) {
    const { confirm } = await wx.showModal({ title: t.takeAsk(time), content: t.takeText(title, this.data.view?.rehearsal?.stage ?? ''), confirmText: t.take, cancelText: common.cancel });
    if (confirm) await this.act(() => takeSlot({ ...this.data.round, entryId, slotId }, this.data.view?.rehearsal?.v ?? 0), t.taken);
  },

  async giveBack() {
    const { chosen } = this.data;
    if (!chosen) return;
    const { confirm } = await wx.showModal({ title: t.backAsk(chosen.title), content: t.backText, confirmText: t.back.slice(0, 2), cancelText: common.cancel });
    if (confirm) await this.act(() => takeSlot({ ...this.data.round, entryId: chosen.entryId, slotId: null }, this.data.view?.rehearsal?.v ?? 0), t.backDone);
  },

  moveIn({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    this.move.entryId = currentTarget.dataset.id;
    this.setData({ sheet: 'why', fault: '' });
  },

  moveOut() {
    this.move = { entryId: this.data.inSlot, slotId: null };
    this.setData({ sheet: 'why', fault: '' });
  },

  place({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    return this.act(() => placeEntry({ ...this.data.round, ...this.move, reason }, this.data.view?.rehearsal?.v ?? 0), t.moved);
  },

  closeSheet() {
    this.setData({ sheet: '', fault: '' });
  },

  plan() {
    const { contestId, roundId } = this.data.round;
    void wx.navigateTo({ url: `/packages/contest/pages/plan/plan?contest=${contestId}&round=${roundId}` });
  },

  print() {
    const { contestId, roundId } = this.data.round;
    return this.act(async () => {
      await startExport('runSheet', contestId, { roundId });
      void wx.navigateTo({ url: `/packages/cadre/pages/exports/exports?id=${contestId}` });
    }, '');
  },

  async act(run: () => Promise<unknown>, done: string) {
    if (this.data.busy) return;
    this.setData({ busy: true, fault: '' });
    try {
      await run();
      this.setData({ sheet: '', chosen: null });
      void wx.vibrateShort({ type: 'medium' });
      if (done !== '') void wx.showToast({ icon: 'none', title: done });
      await this.refresh();
    } catch (cause) {
      this.setData({ fault: faultWords(cause) });
      // Somebody was quicker: what is free now.
      await this.refresh();
    } finally {
      this.setData({ busy: false });
    }
  },
});

import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import type { Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { delegation as fetchDelegation, inviteUnit, partTeam, seekUnits } from '../../../../services/meet';
import { common } from '../../../../texts/common';
import { jointTexts as t } from '../../joint-texts';
import { type CandidateView, candidateView, type Part, type UnitView, unitViews } from './view';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  meetId: string;
  unitId: string;
  /** null: not loaded yet. */
  delegation: Api.Meet.Delegation | null;
  rule: string;
  units: UnitView[];
  /** I lead, and entries are open: I may ask units in. */
  asks: boolean;
  search: string;
  /** null: nothing was searched for. */
  found: CandidateView[] | null;
  busy: boolean;
  fault: string;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, meetId: '', unitId: '', delegation: null, rule: '', units: [], asks: false, search: '', found: null, busy: false, fault: '', failure: null };

/** 联队: which units enter together; the leader asks units in, each may go again. */
Page({
  data,

  onLoad({ meet: meetId = '', unit: unitId = '' }: { meet?: string; unit?: string }) {
    this.setData({ meetId, unitId });
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => {
      const delegation = await fetchDelegation(this.data.meetId, this.data.unitId);
      this.setData({ delegation, rule: t.note[delegation.setup.rulebook.points.union], units: unitViews(delegation), asks: delegation.open && delegation.mine.includes(delegation.unitId) });
    });
  },

  async typeSearch({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ search: value, fault: '' });
    await this.find();
  },

  find() {
    const { meetId, unitId, search } = this.data;
    const sought = search.trim();
    if (sought === '') return this.setData({ found: null });
    return loading(this, async () => {
      const { units } = await seekUnits({ meetId, unitId, search: sought });
      // What was typed since is looked for by a call of its own.
      if (this.data.search.trim() === sought) this.setData({ found: units.map(candidateView) });
    });
  },

  async invite({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { unit: string }>) {
    const { meetId, unitId } = this.data;
    await oneAtATime(this, async () => {
      await inviteUnit({ meetId, unitId, partner: currentTarget.dataset.unit });
      wx.vibrateShort({ type: 'medium' });
      this.setData({ search: '', found: null });
      await this.refresh();
      void wx.showToast({ icon: 'none', title: t.invited });
    });
  },

  async part({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { unit: string; name: string; part: Part }>) {
    const { meetId, unitId } = this.data;
    const { unit, name, part } = currentTarget.dataset;
    const { confirm } = await wx.showModal({ content: t.sure[part](name), confirmText: part === 'leave' ? common.confirm : t[part] });
    if (!confirm) return;
    await oneAtATime(this, async () => {
      await partTeam({ meetId, unitId, partner: unit });
      void wx.showToast({ icon: 'none', title: t.done[part] });
      // Whoever left sees the delegation no more.
      if (part === 'leave') await wx.navigateBack({ delta: 2 });
      else await this.refresh();
    });
  },
});

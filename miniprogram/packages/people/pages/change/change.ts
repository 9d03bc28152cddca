import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure } from '../../../../services/errors';
import { findUnions, me, myChange, requestChange, withdrawRequest } from '../../../../services/people';
import { common } from '../../../../texts/common';
import { outsideTexts as t } from '../../outside-texts';
import { stepsOf } from '../join/view';

interface UnionRow {
  id: string;
  name: string;
  above: string;
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  loaded: boolean;
  failure: Failure | null;
  /** The present unit. */
  unit: string;
  /** A request that is open. */
  asked: { union: string; steps: string[] } | null;
  refusal: string;
  search: string;
  found: UnionRow[];
  nobody: boolean;
  fault: string;
  busy: boolean;
}

const data: Data = { fs: fontScale(), t, common, loaded: false, failure: null, unit: '', asked: null, refusal: '', search: '', found: [], nobody: false, fault: '', busy: false };

/** 换单位: a member asks another unit to take them over, and sees where that stands. */
Page({
  data,

  onLoad() {
    return this.refresh();
  },

  async refresh() {
    this.setData({ failure: null });
    try {
      const [{ member }, { request }] = await Promise.all([me(), myChange()]);
      const open = request?.state === 'open' ? request : null;
      this.setData({
        loaded: true,
        unit: member?.unitName ?? '',
        asked: open && { union: open.unionName, steps: stepsOf(open, serverNow()) },
        refusal: request?.state === 'refused' ? t.changeRefused(request.unionName, request.reason) : '',
      });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  async typeSearch({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ search: value, fault: '' });
    if (value.trim() === '') {
      this.setData({ found: [], nobody: false });
      return;
    }
    try {
      const { unions } = await findUnions(value);
      // An answer to what was typed before is late.
      if (this.data.search === value) this.setData({ found: unions.map(({ id, name, above }) => ({ id, name, above: above.join(' › ') })), nobody: unions.length === 0 });
    } catch (cause) {
      if (this.data.search === value) this.setData({ fault: describe(cause).message });
    }
  },

  async choose({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const union = this.data.found.find(({ id }) => id === currentTarget.dataset.id);
    if (!union) return;
    const { confirm } = await wx.showModal({ title: t.changeTitle(union.name), content: t.changeText, confirmText: t.changeGo, cancelText: t.changeKeep });
    if (confirm) await this.during(() => requestChange(union.id));
  },

  withdraw() {
    return this.during(withdrawRequest);
  },

  /** One act at a time, then what the server knows. */
  during(act: () => Promise<unknown>) {
    return oneAtATime(this, async () => {
      await act();
      this.setData({ search: '', found: [] });
      await this.refresh();
    });
  },
});

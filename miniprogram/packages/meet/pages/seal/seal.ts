import { codeText } from '../../../../domain/meet/sealing';
import { clockTime, moment } from '../../../../format/when';
import { fontScale } from '../../../../format/scale';
import { actFromSheet, oneAtATime } from '../../../../services/acting';
import type { Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { closing, sealBook, unsealEvent } from '../../../../services/meet-end';
import { common } from '../../../../texts/common';
import { endTexts } from '../../end-texts';

const t = endTexts.seal;

interface FaultView {
  event: string;
  name: string;
  note: string;
  tag: string;
  tone: string;
  /** 没有举行, 改回来; empty: it was held. */
  toggle: string;
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  desk: Api.Meet.SealDesk | null;
  /** Events that the organiser says were not held. */
  unheld: { event: string; name: string }[];
  rows: FaultView[];
  stands: { tone: 'green' | 'amber'; text: string } | null;
  code: string;
  ready: string;
  openings: { key: string; name: string; note: string }[];
  sheet: '' | 'open';
  event: string;
  sheetTitle: string;
  busy: boolean;
  fault: string;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, id: '', desk: null, unheld: [], rows: [], stands: null, code: '', ready: '', openings: [], sheet: '', event: '', sheetTitle: '', busy: false, fault: '', failure: null };

const faultView = ({ event, name, why, until, mayBeUnheld }: Api.Meet.SealFault): FaultView => ({
  ...{ event, name, tag: t.why[why], tone: why === 'open' ? 'neutral' : 'amber', toggle: mayBeUnheld ? t.unheld : '' },
  note: until === null ? '' : t.until(clockTime(until)),
});

function standsOf({ seal, now }: Api.Meet.SealDesk): Data['stands'] {
  if (!seal) return null;
  if (seal.state === 'closing') return { tone: 'amber', text: t.closing };
  return seal.state === 'sealed' ? { tone: 'green', text: t.sealed(seal.byName, moment(seal.at, now)) } : { tone: 'amber', text: t.opened };
}

/** 成绩册封存: what keeps the book open; its digest, signed by the 总裁判长; what is opened for a correction after it. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => {
      const desk = await closing(this.data.id, this.data.unheld.map(({ event }) => event));
      const { seal, faults, digest } = desk;
      const sealed = seal?.state === 'sealed' || seal?.state === 'closing';
      const left = this.data.unheld.map((one): FaultView => ({ ...one, note: '', tag: t.unheldTag, tone: 'neutral', toggle: t.held }));
      this.setData({
        desk,
        rows: sealed ? [] : [...faults.map(faultView), ...left],
        stands: standsOf(desk),
        code: codeText(sealed ? (seal?.digest ?? '') : digest),
        ready: !sealed && digest !== '' ? t.ready(desk.events - this.data.unheld.length) : '',
        openings: desk.openings.map(({ event, name, reason, byName, at }, index) => ({ key: `${event}${index}`, name, note: t.opening(reason, byName, moment(at, desk.now)) })),
      });
    });
  },

  toggle({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { event: string; name: string }>) {
    const { event, name } = currentTarget.dataset;
    const { unheld } = this.data;
    const others = unheld.filter((one) => one.event !== event);
    this.setData({ unheld: others.length < unheld.length ? others : [...others, { event, name }] });
    return this.refresh();
  },

  async seal() {
    const { id, desk } = this.data;
    if (!desk || desk.digest === '') return;
    const { confirm } = await wx.showModal({ title: t.askTitle, content: t.ask, confirmText: t.confirm, cancelText: common.cancel });
    if (!confirm) return;
    await oneAtATime(this, async () => {
      await sealBook({ meetId: id, digest: desk.digest, unheld: desk.unheld });
      void wx.vibrateShort({ type: 'medium' });
      void wx.showToast({ icon: 'none', title: t.done });
      await this.refresh();
    });
  },

  askOpen({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { event: string; name: string }>) {
    const { event, name } = currentTarget.dataset;
    this.setData({ sheet: 'open', event, sheetTitle: t.openTitle(name), fault: '' });
  },

  open({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { id, event } = this.data;
    return actFromSheet(this, () => unsealEvent({ meetId: id, event, reason }), t.openDone, () => this.refresh());
  },

  closeSheet() {
    this.setData({ sheet: '' });
  },
});

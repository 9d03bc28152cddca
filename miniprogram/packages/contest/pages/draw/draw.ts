import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure } from '../../../../services/errors';
import { fileAddress } from '../../../../services/files';
import { pulled } from '../../../../services/loading';
import { commitShare, drawAgain, drawView, keptShare, makeDraw, renewRoster, revealShare, signSlips } from '../../../../services/stage';
import { common } from '../../../../texts/common';
import { type Check, checkDraw } from '../../draw-check';
import { stageTexts } from '../../texts-stage';
import { type Fact, factsOf, type Line, linesOf, type Main, mainOf, movedOf, partiesOf, type Party, standOf } from './view';

const t = stageTexts.draw;

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  round: { contestId: string; roundId: string };
  view: Api.Contest.DrawView | null;
  failure: Failure | null;
  stand: { text: string; tone: string };
  parties: Party[];
  lines: Line[];
  facts: Fact[];
  moved: { text: string; note: string }[];
  main: Main | null;
  note: string;
  checks: Check[];
  verdict: '' | 'same' | 'different';
  sheet: '' | 'value' | 'again' | 'renew';
  value: string;
  missing: string;
  busy: boolean;
  fault: string;
  photo: string;
}

const data: Data = {
  ...{ fs: fontScale(), t, common, round: { contestId: '', roundId: '' }, view: null, failure: null, stand: { text: '', tone: 'amber' }, parties: [], lines: [], facts: [], moved: [] },
  ...{ main: null, note: '', checks: [], verdict: '', sheet: '', value: '', missing: '', busy: false, fault: '', photo: '' },
};

/** How often a draw under way is asked for, ms. */
const beat = 2500;

/** 抽签: a leader commits and reveals, a cadre draws, and anybody makes the draw again. */
Page({
  data,
  timer: 0,

  onLoad({ contest = '', round = '' }: { contest?: string; round?: string }) {
    this.setData({ round: { contestId: contest, roundId: round } });
  },

  onShow() {
    return this.refresh();
  },

  onHide() {
    clearTimeout(this.timer);
  },

  onUnload() {
    clearTimeout(this.timer);
  },

  onPullDownRefresh: pulled,

  async refresh() {
    clearTimeout(this.timer);
    try {
      this.show(await drawView(this.data.round));
      await this.reveal();
      this.setData({ failure: null });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
    const { view } = this.data;
    if (view?.at === null) this.timer = setTimeout(() => void this.refresh(), beat);
  },

  kept(): string[] {
    const { view } = this.data;
    return (view?.lot?.parties ?? []).filter(({ unitId }) => keptShare(view?.lot?.id ?? '', unitId) !== null).map(({ unitId }) => unitId);
  },

  show(view: Api.Contest.DrawView) {
    this.setData({ view });
    const now = serverNow();
    this.setData({ stand: standOf(view), parties: partiesOf(view), lines: linesOf(view), facts: factsOf(view, now), moved: movedOf(view, now), ...mainOf(view, this.kept(), this.data.verdict !== '') });
    if (view.paper && view.paper.photo !== '' && this.data.photo === '') void fileAddress(view.paper.photo).then((photo) => this.setData({ photo }), () => undefined);
  },

  /** Once all have committed, the shares that this phone keeps are told by themselves. */
  async reveal() {
    const { view, round } = this.data;
    if (view?.lot?.stand !== 'revealing') return;
    const { id, parties } = view.lot;
    const owed = parties.filter(({ unitId, commitment, share }) => commitment !== null && share === null && view.mine.some((unit) => unit.unitId === unitId));
    for (const { unitId } of owed) {
      const share = keptShare(id, unitId);
      if (share !== null) await revealShare(round, id, unitId, share);
    }
    if (owed.length > 0) this.show(await drawView(round));
  },

  act() {
    const { main, view, round } = this.data;
    const drawId = view?.lot?.id ?? '';
    switch (main?.act) {
      case 'commit':
        return this.during(() => commitShare(round, drawId, main.unitId));
      case 'draw':
        return this.during(() => makeDraw(round, drawId));
      case 'sign':
        return this.during(() => signSlips(round, view?.paper?.at ?? 0), t.signed);
      case 'value':
        return this.setData({ sheet: 'value', fault: '', value: '' });
      case 'again':
        return this.setData({ sheet: 'again', fault: '', value: '', missing: this.missing() });
      case 'enter':
        return void wx.navigateTo({ url: `/packages/contest/pages/slips/slips?contest=${round.contestId}&round=${round.roundId}` });
      case 'renew':
        return this.setData({ sheet: 'renew', fault: '', value: '', missing: t.renewNote });
      case 'verify':
        return this.check();
      default:
        return undefined;
    }
  },

  missing(): string {
    const lot = this.data.view?.lot;
    const isVoid = lot?.stand === 'void';
    const units = (lot?.parties ?? []).filter(({ commitment, share }) => (isVoid ? share : commitment) === null).map(({ unitName }) => unitName);
    return t.againNote(units.join('、'), isVoid);
  },

  typeValue({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ value, fault: '' });
  },

  closeSheet() {
    this.setData({ sheet: '' });
  },

  async useValue() {
    const { value, round, view } = this.data;
    const { confirm } = await wx.showModal({ title: t.valueGo, content: t.valueSure(value.trim()), confirmText: common.confirm, cancelText: common.cancel });
    if (confirm) await this.during(() => makeDraw(round, view?.lot?.id ?? '', value.trim()));
  },

  again() {
    const { value, round, view } = this.data;
    return this.during(() => drawAgain(round, view?.lot?.id ?? '', value.trim() === '' ? undefined : value.trim()));
  },

  renew() {
    const { value, round } = this.data;
    return this.during(() => renewRoster(round, value.trim() === '' ? undefined : value.trim()), t.renewed);
  },

  during(act: () => Promise<unknown>, done = '') {
    return oneAtATime(this, async () => {
      await act();
      this.setData({ sheet: '' });
      void wx.vibrateShort({ type: 'medium' });
      if (done !== '') void wx.showToast({ icon: 'none', title: done });
      await this.refresh();
    });
  },

  /** Fetches everything anew, so that it is the published draw that is judged. */
  async check() {
    await this.during(async () => {
      const view = await drawView(this.data.round);
      const kept = new Map((view.lot?.parties ?? []).flatMap(({ unitId }): [string, string][] => [[unitId, keptShare(view.lot?.id ?? '', unitId) ?? '']]).filter(([, share]) => share !== ''));
      const checks = checkDraw(view, kept);
      this.setData({ checks, verdict: checks.every(({ ok }) => ok) ? 'same' : 'different' });
      this.show(view);
    });
    void wx.pageScrollTo({ scrollTop: 0, duration: 200 });
  },

  showPhoto() {
    const { photo } = this.data;
    void wx.previewImage({ urls: [photo], current: photo });
  },

  copy({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { value: string }>) {
    void wx.setClipboardData({ data: currentTarget.dataset.value });
  },

  onShareAppMessage() {
    const { view, round } = this.data;
    return { title: view ? `${view.title} · ${view.name}` : common.app, path: `/packages/contest/pages/draw/draw?contest=${round.contestId}&round=${round.roundId}` };
  },
});

import { pointsText } from '../../../../domain/contest/scores';
import { stepped, totalOf } from '../../../../format/marks';
import { serverNow } from '../../../../services/clock';
import { faultWords } from '../../../../services/errors';
import { correct, lastPad, pad, recuse, save, sign, unrecuse } from '../../../../services/judging';
import { loading } from '../../../../services/loading';
import { storageShelf } from '../../../../services/shelf';
import { firstPiece, sheetHere } from '../../pad-view';
import { emptyQueue, makeSheetQueue, type SheetQueue, type Tell } from '../../sheet-queue';
import { judgingTexts } from '../../texts-judging';
import { drawn, emptyPad } from './view';

const t = judgingTexts.pad;

/** After the last touch a draft goes to the server, ms. */
const rest = 700;
/** How often the order is looked at, and what waits is tried, ms. */
const lookEvery = 8000;

type Marks = Api.Contest.SheetMarks;
/** 评分: one performer a page, large marks for one thumb in the dark. What is typed is on the phone at once and at the server as soon as it can be. */
Page({
  data: emptyPad,
  contestId: '',
  roundId: '',
  queue: null as SheetQueue | null,
  /** Marks before each touch, of the piece in sight. */
  past: [] as Marks[],
  /** Marks of a correction that is being made. */
  fixing: null as Marks | null,
  dragged: null as Marks | null,
  restTimer: 0,
  lookTimer: 0,
  onNetwork: (_: { isConnected: boolean }) => {},

  onLoad({ contest = '', round = '' }: { contest?: string; round?: string }) {
    this.contestId = contest;
    this.roundId = round;
    this.queue = makeSheetQueue(storageShelf(`sheets:${contest}:${round}`, emptyQueue), (entryId, told) => this.learn(entryId, told));
    this.onNetwork = ({ isConnected }: { isConnected: boolean }) => {
      if (isConnected) void this.look();
    };
    wx.onNetworkStatusChange(this.onNetwork);
    const known = lastPad(contest, round);
    if (known !== null) this.take(known);
  },

  onShow() {
    void wx.setKeepScreenOn({ keepScreenOn: true });
    this.lookTimer = Number(setInterval(() => void this.look(), lookEvery));
    return this.look();
  },

  onHide() {
    this.stop();
  },

  onUnload() {
    wx.offNetworkStatusChange(this.onNetwork);
    this.stop();
  },

  stop() {
    clearInterval(this.lookTimer);
    clearTimeout(this.restTimer);
    void wx.setKeepScreenOn({ keepScreenOn: false });
    void this.flush();
  },

  async look() {
    await this.flush();
    await loading(this, async () => this.take(await pad(this.contestId, this.roundId)));
  },

  /** A pad from the server, or the last one that the phone has. */
  take(judge: Api.Contest.JudgePad) {
    const { at, piece, judge: before } = this.data;
    // The order follows reality: the piece in sight stays in sight.
    const same = before ? judge.pieces.findIndex(({ entryId }) => entryId === piece?.entryId) : -1;
    this.setData({ judge, at: same >= 0 ? same : at >= 0 ? 0 : firstPiece(judge.pieces, (entryId) => this.here(entryId, judge).signed) });
    this.draw();
  },

  here(entryId: string, judge: Api.Contest.JudgePad) {
    return sheetHere(entryId, judge.sheets, this.queue ?? { find: () => undefined });
  },

  /** A sheet stands at the server: the pad knows it before it is asked for again. */
  learn(entryId: string, { marks, v, signed }: { marks: Marks; v: number; signed: boolean }) {
    const { judge } = this.data;
    if (!judge) return;
    const others = judge.sheets.filter((one) => one.entryId !== entryId);
    const sheet: Api.Contest.MySheet = { entryId, marks, v, signedAt: signed ? serverNow() : null, asked: null, corrections: 0 };
    this.setData({ judge: { ...judge, sheets: [...others, sheet] } });
  },

  draw() {
    const { judge, at, stuck } = this.data;
    if (!judge) return;
    const { fixing, past, queue } = this;
    this.setData(drawn(judge, at, fixing, (entryId) => this.here(entryId, judge), { stuck, undoable: past.length > 0, refused: queue?.refused() ?? [] }));
  },

  /** The piece in sight may be marked now, and with what. */
  open(): { judge: Api.Contest.JudgePad; entryId: string; marks: Marks; v: number } | null {
    const { judge, at, piece, busy } = this.data;
    const one = judge?.pieces[at];
    if (!judge || !one || !piece || piece.blocked !== '' || busy) return null;
    const sheet = this.here(one.entryId, judge);
    if (sheet.signed && !this.fixing) return null;
    return { judge, entryId: one.entryId, marks: this.fixing ?? sheet.marks, v: sheet.v };
  },

  /** Keeps marks on the phone at once, and sends them when the thumb rests. */
  keep(marks: Marks) {
    const open = this.open();
    if (!open) return;
    if (this.fixing) {
      this.fixing = marks;
      this.draw();
      return;
    }
    try {
      this.queue?.type(open.entryId, marks, open.v);
    } catch {
      this.setData({ fault: t.noRoom });
      return;
    }
    this.draw();
    clearTimeout(this.restTimer);
    this.restTimer = Number(setTimeout(() => void this.flush(), rest));
  },

  step({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string; by: -1 | 1 }>) {
    const open = this.open();
    if (!open) return;
    const { id, by } = currentTarget.dataset;
    this.past.push(open.marks);
    this.keep({ ...open.marks, [id]: stepped(open.marks[id], by, open.judge.maximum) });
  },

  slide({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: number }, object, { id: string }>) {
    const open = this.open();
    if (!open) return;
    this.dragged ??= open.marks;
    const marks = { ...open.marks, [currentTarget.dataset.id]: Math.round(detail.value) };
    // Shown while the knob moves, which is left to the thumb; kept when it is let go.
    const at = open.judge.criteria.findIndex(({ id }: Api.Contest.Criterion) => id === currentTarget.dataset.id);
    this.setData({ [`rows[${at}].text`]: pointsText(Math.round(detail.value)), total: totalOf(open.judge.criteria, marks) ?? '' });
  },

  slid({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: number }, object, { id: string }>) {
    const open = this.open();
    if (!open) return;
    this.past.push(this.dragged ?? open.marks);
    this.dragged = null;
    this.keep({ ...open.marks, [currentTarget.dataset.id]: Math.round(detail.value) });
  },

  undo() {
    const before = this.past.pop();
    if (before) this.keep(before);
  },

  async flush() {
    const { queue } = this;
    if (!queue || queue.count() === 0) return;
    await queue.flush(this.tell());
    this.setData({ stuck: queue.count() > 0 });
    this.draw();
  },

  tell(): Tell {
    const { contestId, roundId } = this;
    return (entryId, { key, v, marks, sign: signs }) => (signs ? sign : save)({ contestId, roundId, entryId, v, marks }, key);
  },

  move({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { at: number }>) {
    this.goTo(currentTarget.dataset.at);
  },

  goTo(at: number) {
    if (!this.data.judge?.pieces[at]) return;
    this.past = [];
    this.fixing = null;
    this.setData({ at, sheet: '', fault: '', correcting: false });
    this.draw();
    void this.flush();
  },

  goOnStage() {
    this.goTo(this.data.judge?.pieces.findIndex(({ state }) => state === 'stage') ?? -1);
  },

  next() {
    this.goTo(this.data.at + 1);
  },

  openAll() {
    this.setData({ sheet: 'all' });
  },

  confirm() {
    this.setData({ sheet: 'confirm', fault: '' });
  },

  closeSheet() {
    this.setData({ sheet: '', fault: '' });
  },

  sign() {
    const open = this.open();
    if (!open) return;
    try {
      this.queue?.sign(open.entryId, open.marks, open.v);
    } catch {
      this.setData({ fault: t.noRoom });
      return;
    }
    this.past = [];
    this.setData({ sheet: '' });
    void wx.vibrateShort({ type: 'medium' });
    this.draw();
    void this.look();
  },

  beginCorrection() {
    const { judge, at } = this.data;
    const one = judge?.pieces[at];
    if (!judge || !one) return;
    this.fixing = { ...this.here(one.entryId, judge).marks };
    this.past = [];
    this.setData({ correcting: true });
    this.draw();
  },

  endCorrection() {
    this.fixing = null;
    this.setData({ correcting: false, sheet: '' });
    this.draw();
  },

  askReason() {
    this.setData({ sheet: 'correct', fault: '' });
  },

  ask({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { sheet: 'recuse' | 'return' }>) {
    this.setData({ sheet: currentTarget.dataset.sheet, fault: '' });
  },

  async correct({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const open = this.open();
    if (!open || !this.fixing) return;
    const { contestId, roundId } = this;
    if (await this.act(() => correct({ contestId, roundId, entryId: open.entryId, v: open.v, marks: open.marks, reason }), t.corrected)) this.endCorrection();
  },

  async recuse({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const open = this.open();
    if (!open) return;
    const { contestId, roundId } = this;
    await this.act(() => recuse({ contestId, roundId, uid: open.judge.uid, entryIds: [open.entryId], reason }), t.recuseDone);
  },

  async unrecuse({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const open = this.open();
    if (!open) return;
    const { contestId, roundId } = this;
    await this.act(() => unrecuse({ contestId, roundId, uid: open.judge.uid, entryIds: [open.entryId], reason }), t.unrecuseDone);
  },

  /** @returns whether it was done */
  async act(ask: () => Promise<unknown>, done: string): Promise<boolean> {
    this.setData({ busy: true, fault: '' });
    try {
      await ask();
      void wx.vibrateShort({ type: 'medium' });
      void wx.showToast({ icon: 'none', title: done });
      this.setData({ sheet: '' });
      await this.look();
      return true;
    } catch (cause) {
      this.setData({ fault: faultWords(cause) });
      return false;
    } finally {
      this.setData({ busy: false });
    }
  },

  seen() {
    this.queue?.seen();
    return this.look();
  },
});

import { fontScale } from '../../../../format/scale';
import { describe, type Failure } from '../../../../services/errors';
import { desk as fetchDesk, deskSince, lastDesk, type QueuedAction, send } from '../../../../services/meet-day';
import { storageShelf } from '../../../../services/shelf';
import { common } from '../../../../texts/common';
import { type ActQueue, emptyActs, makeActQueue, type Queued, type Refused, waitingFor, withWaiting } from '../../act-queue';
import { roundName } from '../../day-view';
import { dayTexts } from '../../texts-day';

const t = dayTexts.desk;

type Duty = 'call' | 'mark' | 'match' | 'sign';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  /** As this phone has it: what waits stands over what the server has. */
  desk: Api.Meet.EventDesk | null;
  rounds: { value: string; label: string }[];
  n: number;
  duties: { value: Duty; label: string }[];
  duty: Duty;
  waits: string[];
  waiting: number;
  waitingText: string;
  refused: string;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, desk: null, rounds: [], n: 0, duties: [], duty: 'call', waits: [], waiting: 0, waitingText: '', refused: '', failure: null };

/** Others work on the same event: what they did shows within three seconds, ms. */
const beat = 3000;
const pause = 8000;

const tell = ({ action, input, key }: Queued) => send<QueuedAction>(action, input, key);

/** 裁判工作台: call room, marks or scores, signatures of one event. What is entered is on the phone at once, and at the server as soon as it can be. */
Page({
  data,
  id: { meetId: '', event: '' },
  /** As the server has it. */
  known: null as Api.Meet.EventDesk | null,
  queue: null as ActQueue | null,
  timer: 0,
  onNetwork: (_: { isConnected: boolean }) => {},

  onLoad({ meet = '', event = '' }: { meet?: string; event?: string }) {
    this.id = { meetId: meet, event: decodeURIComponent(event) };
    this.queue = makeActQueue(storageShelf(`v1:marks:${meet}`, emptyActs), (one) => this.learn(one));
    this.onNetwork = ({ isConnected }: { isConnected: boolean }) => {
      if (isConnected) void this.refresh();
    };
    wx.onNetworkStatusChange(this.onNetwork);
    this.known = lastDesk(this.id)?.desk ?? null;
    this.draw();
  },

  onShow() {
    void wx.setKeepScreenOn({ keepScreenOn: true });
    return this.refresh();
  },

  onHide() {
    this.rest();
  },

  onUnload() {
    wx.offNetworkStatusChange(this.onNetwork);
    this.rest();
  },

  rest() {
    clearTimeout(this.timer);
    void wx.setKeepScreenOn({ keepScreenOn: false });
  },

  async refresh() {
    clearTimeout(this.timer);
    try {
      await this.queue?.flush(tell);
      const fresh = this.known && this.data.failure === null ? await deskSince(this.id, this.known.v) : (await fetchDesk(this.id)).desk;
      if (fresh) this.known = fresh;
      // Drawn anew only where something happened: a list that is redrawn under a thumb is tapped in the wrong place.
      if (fresh || this.queue?.waiting().length !== this.data.waiting || this.data.failure !== null) this.draw();
      if (this.data.failure !== null) this.setData({ failure: null });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
      this.draw();
    }
    this.timer = Number(setTimeout(() => void this.refresh(), this.data.failure === null ? beat : pause));
  },

  /** The server has it: until the desk is read again it stands as it was sent. */
  learn(one: Queued) {
    if (this.known) this.known = withWaiting(this.known, [one]);
  },

  draw() {
    const { known, queue } = this;
    const waiting = queue?.waiting() ?? [];
    const refused = queue?.refused() ?? [];
    this.setData({ waiting: waiting.length, waitingText: waiting.length > 0 ? t.waiting(waiting.length) : '', refused: refused.map(({ what, message }: Refused) => t.refused(what, message)).join('\n') });
    if (!known) return;
    const desk = withWaiting(known, waiting);
    const bouts = desk.event.measure.kind === 'bouts';
    const duties = (bouts ? (['call', 'match', 'sign'] as const) : (['call', 'mark', 'sign'] as const)).map((value) => ({ value, label: t.duties[value] }));
    const latest = desk.rounds[desk.rounds.length - 1]?.n ?? 1;
    const n = desk.rounds.some((one) => one.n === this.data.n) ? this.data.n : latest;
    this.setData({
      desk,
      duties,
      n,
      duty: duties.some(({ value }) => value === this.data.duty) ? this.data.duty : 'call',
      rounds: desk.rounds.length > 1 ? desk.rounds.map((one) => ({ value: String(one.n), label: roundName(one.n, desk.last) })) : [],
      waits: [...waitingFor(waiting, desk.event.id)],
    });
  },

  enter({ detail: { action, input, what } }: WechatMiniprogram.CustomEvent<{ action: QueuedAction; input: Api.Input<QueuedAction>; what: string }>) {
    try {
      this.queue?.add(action, input, what);
    } catch {
      void wx.showModal({ title: common.notDone, content: t.noRoom, showCancel: false, confirmText: common.understood });
      return;
    }
    this.draw();
    void this.refresh();
  },

  seen() {
    this.queue?.seen();
    return this.refresh();
  },

  choose({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Duty }>) {
    this.setData({ duty: value });
  },

  toSign() {
    this.setData({ duty: 'sign' });
  },

  chooseRound({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ n: Number(value) });
    this.draw();
  },
});

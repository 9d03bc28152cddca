import { clockWords, overtimeDeduction, overtimeSeconds } from '../../../../domain/contest/clock';
import { onStage } from '../../../../domain/contest/running';
import { pointsText } from '../../../../domain/contest/scores';
import { describe, failureOf } from '../../../../services/errors';
import { mark } from '../../../../services/stage';
import { common } from '../../../../texts/common';
import { type PieceView, pieceView } from '../../stage-words';
import { stageTexts } from '../../texts-stage';

const t = stageTexts.stage;

/** A tap that the server has not answered yet. */
interface Tap {
  mark: 'start' | 'stop';
  /** By this device's own clock. */
  deviceAt: number;
}

type Timer = ReturnType<typeof setTimeout> | undefined;

/** What is not drawn, so set without setData. */
const newKept = () => ({ ticker: undefined as Timer, sender: undefined as Timer, entryId: '', startedAt: 0, endedAt: 0, queue: [] as Tap[], sending: false });

const beat = 250;
/** How long after a failed try the next comes, ms. */
const pause = 3000;

/** 计时员: one large button. The time is this device's own, so that a slow network lengthens nothing; a tap without a network is sent later. Fires `done`. */
Component({
  properties: {
    desk: { type: Object, value: null as unknown as Api.Contest.Desk },
  },
  data: { t, on: null as PieceView | null, limit: '', clock: '0:00', tone: '', line: '', state: 'ready' as 'ready' | 'running' | 'stopped', waits: false, fault: '', kept: newKept() },
  lifetimes: {
    detached() {
      clearInterval(this.data.kept.ticker);
      clearTimeout(this.data.kept.sender);
    },
  },
  observers: {
    desk(desk: Api.Contest.Desk | null) {
      if (desk) this.follow(desk);
    },
  },
  methods: {
    /** Another entry came on stage, or this one's clock was run from another phone. */
    follow(desk: Api.Contest.Desk) {
      const row = onStage(desk.rows) ?? desk.rows.find(({ entryId, releasedAt }) => entryId === this.data.kept.entryId && releasedAt === null);
      this.setData({ on: row ? pieceView(row) : null, limit: t.limit(clockWords(desk.duration.seconds * 1000)) });
      if (!row) return;
      if (row.entryId !== this.data.kept.entryId) {
        this.data.kept.entryId = row.entryId;
        // What another phone began is shown by the server's account of it.
        this.data.kept.startedAt = row.startedAt === null ? 0 : Date.now() - (desk.now - row.startedAt);
        this.data.kept.endedAt = row.endedAt === null ? 0 : this.data.kept.startedAt + (row.elapsed ?? 0);
      }
      this.draw();
    },

    draw() {
      clearInterval(this.data.kept.ticker);
      const state = this.data.kept.startedAt === 0 ? 'ready' : this.data.kept.endedAt === 0 ? 'running' : 'stopped';
      this.setData({ state });
      this.tick();
      if (state === 'running') this.data.kept.ticker = setInterval(() => this.tick(), beat);
    },

    tick() {
      const { desk } = this.data;
      const elapsed = this.data.kept.startedAt === 0 ? 0 : Math.max(0, (this.data.kept.endedAt === 0 ? Date.now() : this.data.kept.endedAt) - this.data.kept.startedAt);
      const left = desk.duration.seconds * 1000 - elapsed;
      const over = overtimeSeconds(elapsed, desk.duration);
      const deduction = overtimeDeduction(elapsed, desk.duration);
      const stopped = this.data.kept.endedAt !== 0;
      const line = this.data.kept.startedAt === 0 ? '' : stopped ? (deduction < 0 ? t.proposed(pointsText(-deduction)) : t.within) : over > 0 ? t.over2(clockWords(over * 1000)) : t.left(clockWords(Math.max(0, left) + 999));
      const next = { clock: clockWords(elapsed), tone: over > 0 ? 'red' : this.data.kept.startedAt !== 0 && left < 30_000 ? 'amber' : '', line };
      if (next.clock !== this.data.clock || next.line !== this.data.line || next.tone !== this.data.tone) this.setData(next);
    },

    tap() {
      const now = Date.now();
      if (this.data.state === 'stopped') return this.restart();
      if (this.data.state === 'ready') this.data.kept.startedAt = now;
      else this.data.kept.endedAt = now;
      this.data.kept.queue.push({ mark: this.data.state === 'ready' ? 'start' : 'stop', deviceAt: now });
      void wx.vibrateShort({ type: 'medium' });
      this.draw();
      return this.send();
    },

    async restart() {
      const { confirm } = await wx.showModal({ title: t.restart, content: t.restartSure, confirmText: common.confirm, cancelText: common.cancel });
      if (!confirm) return;
      this.data.kept.startedAt = Date.now();
      this.data.kept.endedAt = 0;
      this.data.kept.queue.push({ mark: 'start', deviceAt: this.data.kept.startedAt });
      this.draw();
      await this.send();
    },

    /** Sends the taps in their order; without a network again and again. */
    async send() {
      if (this.data.kept.sending) return;
      this.data.kept.sending = true;
      clearTimeout(this.data.kept.sender);
      const { contestId, roundId } = this.data.desk;
      for (let next = this.data.kept.queue[0]; next; next = this.data.kept.queue[0]) {
        try {
          await mark({ contestId, roundId, entryId: this.data.kept.entryId, ...next });
          this.data.kept.queue.shift();
          this.setData({ waits: false, fault: '' });
        } catch (cause) {
          if (failureOf(cause).offline) {
            this.setData({ waits: true });
            this.data.kept.sender = setTimeout(() => void this.send(), pause);
            break;
          }
          this.data.kept.queue.shift();
          this.setData({ fault: describe(cause).message });
        }
      }
      this.data.kept.sending = false;
      this.triggerEvent('done');
    },
  },
});

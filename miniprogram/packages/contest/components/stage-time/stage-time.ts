import { clockWords, overtimeDeduction, overtimeSeconds } from '../../../../domain/contest/clock';
import { onStage } from '../../../../domain/contest/running';
import { pointsText } from '../../../../domain/contest/scores';
import { storageShelf } from '../../../../services/shelf';
import { mark } from '../../../../services/stage';
import { common } from '../../../../texts/common';
import { type PieceView, pieceView } from '../../stage-words';
import { stageTexts } from '../../texts-stage';
import { emptyTime, makeTimeQueue, type TimeQueue } from '../../time-queue';

const t = stageTexts.stage;

type Timer = ReturnType<typeof setTimeout> | undefined;

/** What is not drawn, so set without setData. */
const newKept = () => ({ ticker: undefined as Timer, sender: undefined as Timer, queue: null as TimeQueue | null });

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
    /** The queue of this round, which outlives the app. */
    queue(): TimeQueue {
      const { kept, desk } = this.data;
      kept.queue ??= makeTimeQueue(storageShelf(`v1:time:${desk.contestId}:${desk.roundId}`, emptyTime));
      return kept.queue;
    },

    /** Another entry came on stage, or this one's clock was run from another phone. */
    follow(desk: Api.Contest.Desk) {
      const queue = this.queue();
      const { entryId } = queue.clock();
      const row = onStage(desk.rows) ?? desk.rows.find((one) => one.entryId === entryId && one.releasedAt === null);
      this.setData({ on: row ? pieceView(row) : null, limit: t.limit(clockWords(desk.duration.seconds * 1000)) });
      if (row && row.entryId !== entryId) {
        // What another phone began is shown by the server's account of it.
        const startedAt = row.startedAt === null ? 0 : Date.now() - (desk.now - row.startedAt);
        queue.follow({ entryId: row.entryId, startedAt, endedAt: row.endedAt === null ? 0 : startedAt + (row.elapsed ?? 0) });
      }
      if (row) this.draw();
      // What was tapped before the app was killed goes out now.
      if (queue.waits()) void this.send();
    },

    draw() {
      clearInterval(this.data.kept.ticker);
      const { startedAt, endedAt } = this.queue().clock();
      const state = startedAt === 0 ? 'ready' : endedAt === 0 ? 'running' : 'stopped';
      this.setData({ state });
      this.tick();
      if (state === 'running') this.data.kept.ticker = setInterval(() => this.tick(), beat);
    },

    tick() {
      const { desk } = this.data;
      const { startedAt, endedAt } = this.queue().clock();
      const elapsed = startedAt === 0 ? 0 : Math.max(0, (endedAt === 0 ? Date.now() : endedAt) - startedAt);
      const left = desk.duration.seconds * 1000 - elapsed;
      const over = overtimeSeconds(elapsed, desk.duration);
      const deduction = overtimeDeduction(elapsed, desk.duration);
      const line = startedAt === 0 ? '' : endedAt !== 0 ? (deduction < 0 ? t.proposed(pointsText(-deduction)) : t.within) : over > 0 ? t.over2(clockWords(over * 1000)) : t.left(clockWords(Math.max(0, left) + 999));
      const next = { clock: clockWords(elapsed), tone: over > 0 ? 'red' : startedAt !== 0 && left < 30_000 ? 'amber' : '', line };
      if (next.clock !== this.data.clock || next.line !== this.data.line || next.tone !== this.data.tone) this.setData(next);
    },

    tap() {
      if (this.data.state === 'stopped') return this.restart();
      if (this.data.state === 'ready') this.queue().start(Date.now());
      else this.queue().stop(Date.now());
      void wx.vibrateShort({ type: 'medium' });
      this.draw();
      return this.send();
    },

    async restart() {
      const { confirm } = await wx.showModal({ title: t.restart, content: t.restartSure, confirmText: common.confirm, cancelText: common.cancel });
      if (!confirm) return;
      this.queue().start(Date.now());
      this.draw();
      await this.send();
    },

    /** Sends the taps; without a network again and again. */
    async send() {
      clearTimeout(this.data.kept.sender);
      const { contestId, roundId } = this.data.desk;
      const queue = this.queue();
      const fault = await queue.flush((tap) => mark({ contestId, roundId, ...tap }));
      const waits = queue.waits();
      this.setData({ waits, ...(fault === '' && waits ? {} : { fault }) });
      if (waits) this.data.kept.sender = setTimeout(() => void this.send(), pause);
      else this.triggerEvent('done');
    },
  },
});

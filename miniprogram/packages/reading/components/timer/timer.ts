import { countdown } from '../../../../format/when';
import { repeat } from '../../../../format/repeat';
import { mostTimed, startTimer, stopTimer, timed } from '../../../../services/reading-kept';
import { checkInTexts } from '../../texts';

const t = checkInTexts.timer;

/** A reading timer that runs on while the app is closed. Fires `read` {minutes} when the reader stops. */
Component({
  properties: { editionId: { type: String, value: '' } },
  data: {
    t,
    /** 12:05; empty: it does not run. */
    clock: '',
    /** It has reached its end: most likely it was forgotten. */
    forgotten: '',
    stop: null as (() => void) | null,
  },
  lifetimes: {
    attached() {
      this.tick();
    },
    detached() {
      this.data.stop?.();
    },
  },
  pageLifetimes: {
    show() {
      this.tick();
    },
    hide() {
      this.halt();
    },
  },
  methods: {
    /** Shows how long it runs and keeps doing so. */
    tick() {
      const ms = timed(this.data.editionId);
      this.setData({ clock: ms === null ? '' : countdown(ms), forgotten: ms === mostTimed * 60_000 ? t.forgotten(mostTimed) : '' });
      if (ms === null) this.halt();
      // Not drawn, so set without setData.
      else this.data.stop ??= repeat(1000, () => this.tick());
    },

    halt() {
      this.data.stop?.();
      this.data.stop = null;
    },

    start() {
      startTimer(this.data.editionId);
      wx.vibrateShort({ type: 'light' });
      this.tick();
    },

    finish() {
      const minutes = stopTimer(this.data.editionId);
      this.tick();
      if (minutes === 0) void wx.showToast({ title: t.short, icon: 'none' });
      else this.triggerEvent('read', { minutes });
    },
  },
});

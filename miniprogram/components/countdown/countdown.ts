import { countdown } from '../../format/when';
import { repeat } from '../../format/repeat';
import { serverNow } from '../../services/clock';

/** Time left until a moment by the server's clock, each second. Fires `end` once when it has come. */
Component({
  properties: {
    /** Millis. */
    until: { type: Number, value: 0 },
    /** Such as 后开放报名. */
    after: { type: String, value: '' },
  },
  data: { left: '' },
  observers: {
    until() {
      this.run();
    },
  },
  lifetimes: {
    detached() {
      this.stop();
    },
  },
  pageLifetimes: {
    show() {
      this.run();
    },
    hide() {
      this.stop();
    },
  },
  methods: {
    /** Stands for nothing running; replaced while it runs. */
    stop() {},
    run() {
      this.stop();
      if (this.data.until <= serverNow()) return;
      this.stop = repeat(1000, () => this.tick());
      this.tick();
    },
    tick() {
      const ms = this.data.until - serverNow();
      if (ms > 0) {
        this.setData({ left: countdown(ms) });
        return;
      }
      this.stop();
      this.setData({ left: '' });
      this.triggerEvent('end');
    },
  },
});

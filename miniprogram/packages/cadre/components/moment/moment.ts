import { serverNow } from '../../../../services/clock';
import { fromPicker, toPicker } from '../../form';

const twoYears = 2 * 366 * 86_400_000;

/** A sheet to choose an instant, in Shanghai's time. Fires `picked` {at}; `close`. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    title: { type: String, value: '' },
    /** Millis: where the wheels stand. */
    at: { type: Number, value: 0 },
    /** Millis: the first and the last that may be chosen; 0: from now, for two years. */
    from: { type: Number, value: 0 },
    to: { type: Number, value: 0 },
  },
  // Minutes are picked in fives.
  data: { value: '', start: '', end: '', steps: { minute: 5 } },
  observers: {
    'at, from, to'(at: Api.Millis, from: Api.Millis, to: Api.Millis) {
      const now = serverNow();
      this.setData({ value: toPicker(at), start: toPicker(Math.min(from || now, at)), end: toPicker(Math.max(to || now + twoYears, at)) });
    },
  },
  methods: {
    confirm({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const at = fromPicker(value);
      if (at === null) this.close();
      else this.triggerEvent('picked', { at });
    },
    close() {
      this.triggerEvent('close');
    },
  },
});

/** A second tap within this time is the same tap: a trembling thumb opens one page and not two, ms. */
const tremble = 400;

/** The act of a page or a sheet. Fires `act` on a tap, once for a double tap; not while disabled or busy. */
Component({
  properties: {
    /** What happens: 报名 · 还剩 12 个名额. */
    label: { type: String, value: '' },
    /** primary: the one main act · quiet: beside it · danger: gives something up · paper: on a coloured ground */
    kind: { type: String, value: 'primary' },
    icon: { type: String, value: '' },
    busy: { type: Boolean, value: false },
    disabled: { type: Boolean, value: false },
    /** WeChat's own acts, such as share. */
    openType: { type: String, value: '' },
  },
  /** When it was last tapped, ms since the page began; not drawn, so set without setData. */
  data: { tapped: -tremble },
  methods: {
    tap({ timeStamp }: WechatMiniprogram.TouchEvent) {
      if (this.data.disabled || this.data.busy || timeStamp - this.data.tapped < tremble) return;
      this.data.tapped = timeStamp;
      this.triggerEvent('act');
    },
  },
});

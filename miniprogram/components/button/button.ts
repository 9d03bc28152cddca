/** The act of a page or a sheet. Fires `act` on a tap; not while disabled or busy. */
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
  methods: {
    tap() {
      if (!this.data.disabled && !this.data.busy) this.triggerEvent('act');
    },
  },
});

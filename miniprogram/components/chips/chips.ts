interface Chip {
  value: string;
  label: string;
}

/** A row of choices, one at a time; it scrolls sideways where it does not fit. Fires `change` {value}. */
Component({
  properties: {
    label: { type: String, value: '' },
    items: { type: Array, value: [] as Chip[] },
    value: { type: String, value: '' },
  },
  methods: {
    choose(event: WechatMiniprogram.TouchEvent<object, object, { value: string }>) {
      const { value } = event.currentTarget.dataset;
      if (value !== this.data.value) this.triggerEvent('change', { value });
    },
  },
});

import { common } from '../../texts/common';

/** A sheet from the bottom of the screen. Fires `close` when the person puts it away. */
Component({
  properties: {
    open: { type: Boolean, value: false },
    title: { type: String, value: '' },
  },
  data: { common },
  methods: {
    moved({ detail: { visible } }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!visible) this.close();
    },

    close() {
      this.triggerEvent('close');
    },
  },
});

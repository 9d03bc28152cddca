import { common } from '../../texts/common';

/** What stands where content would be: nothing yet, a failure, no network. Says what to do next. Fires `act`. */
Component({
  properties: {
    /** empty · error · offline */
    kind: { type: String, value: 'empty' },
    icon: { type: String, value: '' },
    title: { type: String, value: '' },
    text: { type: String, value: '' },
    /** Label of the next step; empty: none. */
    act: { type: String, value: '' },
    requestId: { type: String, value: '' },
  },
  data: { t: common },
  methods: {
    next() {
      this.triggerEvent('act');
    },
    copy() {
      void wx.setClipboardData({ data: this.data.requestId });
    },
  },
});

import { common } from '../../texts/common';

/** Under a list that grows: more is coming, there is no more, or it failed. Fires `retry`. */
Component({
  properties: {
    busy: { type: Boolean, value: false },
    end: { type: Boolean, value: false },
    /** The sentence of the failure; empty: none. */
    failed: { type: String, value: '' },
  },
  data: { t: common },
  methods: {
    retry() {
      this.triggerEvent('retry');
    },
  },
});

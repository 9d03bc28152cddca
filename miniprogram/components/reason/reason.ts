import { fits, tidy } from '../../domain/text/clean';
import { common as t } from '../../texts/common';

/** The reason of an act: a usual one, or words of one's own. Fires `give` {reason}. */
Component({
  properties: {
    /** Who reads it, such as 本人会看到. */
    note: { type: String, value: '' },
    /** The usual reasons; words of one's own come last. */
    usual: { type: Array, value: [] as string[] },
    /** Label of the act. */
    go: { type: String, value: '' },
    /** The act takes something away. */
    danger: { type: Boolean, value: false },
    busy: { type: Boolean, value: false },
    /** What went wrong with the act. */
    fault: { type: String, value: '' },
  },
  data: { t, chosen: 0, own: '', missing: '' },
  methods: {
    choose({ currentTarget }: WechatMiniprogram.BaseEvent<object, { at: number }>) {
      this.setData({ chosen: currentTarget.dataset.at, missing: '' });
    },

    type({ detail: { value } }: WechatMiniprogram.Input) {
      this.setData({ own: value, missing: '' });
    },

    give() {
      const { chosen, own } = this.data;
      const usual: string[] = this.data.usual;
      const reason = usual[chosen] ?? tidy(own);
      if (fits(reason, 2, 60)) this.triggerEvent('give', { reason });
      else this.setData({ missing: t.reasonFault });
    },
  },
});

import { pointsText } from '../../../../domain/contest/scores';
import type { MarkRow } from '../../../../format/marks';

/** A score sheet for one thumb: each criterion a slider with a step to either side. Fires `mark` {id, mark}, hundredths. */
Component({
  properties: {
    rows: { type: Array, value: [] as MarkRow[] },
    /** To be read only. */
    locked: { type: Boolean, value: false },
  },
  data: {
    /** The knob that is being moved, and its points meanwhile. */
    moving: '',
    points: '',
  },
  methods: {
    step({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string; by: number }>) {
      const { id, by } = currentTarget.dataset;
      const rows: MarkRow[] = this.data.rows;
      const row = rows.find((one) => one.id === id);
      if (!row) return;
      // What is not marked begins where most marks lie.
      this.tell(id, row.mark === null ? row.knob : Math.min(row.most, Math.max(0, row.mark + by * row.step)));
    },

    slide({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: number }, object, { id: string }>) {
      this.setData({ moving: currentTarget.dataset.id, points: pointsText(Math.round(detail.value)) });
    },

    slid({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: number }, object, { id: string }>) {
      this.setData({ moving: '' });
      this.tell(currentTarget.dataset.id, Math.round(detail.value));
    },

    tell(id: string, mark: number) {
      this.triggerEvent('mark', { id, mark });
    },
  },
});

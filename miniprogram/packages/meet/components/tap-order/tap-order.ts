/** What is put in order. */
export interface Orderable {
  id: string;
  name: string;
  note: string;
}

interface Row extends Orderable {
  /** From 1; 0: not chosen. */
  number: number;
}

/** A sheet in which rows are tapped one after the other: 种子 from the strongest, 棒次 from the first leg. Fires `give` {ids} and `close`. */
Component({
  properties: {
    open: { type: Boolean, value: false },
    title: { type: String, value: '' },
    note: { type: String, value: '' },
    rows: { type: Array, value: [] as Orderable[] },
    /** In order as it stands. */
    chosen: { type: Array, value: [] as string[] },
    least: { type: Number, value: 0 },
    most: { type: Number, value: 0 },
    /** Label of the act. */
    go: { type: String, value: '' },
    busy: { type: Boolean, value: false },
    fault: { type: String, value: '' },
  },
  data: { ids: [] as string[], shown: [] as Row[], label: '', ready: false },
  observers: {
    'open, rows, chosen'(open: boolean) {
      if (open) this.put(this.data.chosen);
    },
  },
  methods: {
    put(ids: string[]) {
      const { rows, least, most, go } = this.data;
      this.setData({ ids, label: `${go}（${ids.length}/${most}）`, ready: ids.length >= least, shown: rows.map((row) => ({ ...row, number: ids.indexOf(row.id) + 1 })) });
    },

    /** The next number, or none any more: those behind move up. */
    tap({ currentTarget }: WechatMiniprogram.BaseEvent<object, { id: string }>) {
      const { ids, most } = this.data;
      const { id } = currentTarget.dataset;
      if (ids.includes(id)) this.put(ids.filter((one) => one !== id));
      else if (ids.length < most) this.put([...ids, id]);
      else void wx.vibrateLong();
    },

    close() {
      this.triggerEvent('close');
    },

    give() {
      if (this.data.ready) this.triggerEvent('give', { ids: this.data.ids });
    },
  },
});

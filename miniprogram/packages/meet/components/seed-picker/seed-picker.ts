import { captainTexts } from '../../captain-texts';

const t = captainTexts.seeds;

/** An entry that may be seeded. */
export interface Seedable {
  entry: string;
  people: string;
  unit: string;
}

interface Row extends Seedable {
  /** From 1; 0: no seed. */
  number: number;
}

/** 定种子: entries of a knock-out are tapped in the order of their strength. Fires `give` {entries}, the strongest first. */
Component({
  properties: {
    rows: { type: Array, value: [] as Seedable[] },
    seeds: { type: Array, value: [] as string[] },
    most: { type: Number, value: 0 },
    busy: { type: Boolean, value: false },
    fault: { type: String, value: '' },
  },
  data: { t, open: false, chosen: [] as string[], shown: [] as Row[], label: '', go: '' },
  observers: {
    'seeds, most'(seeds: string[], most: number) {
      this.setData({ label: t.open(seeds.length, most), open: false });
    },
  },
  methods: {
    show() {
      this.setData({ open: true });
      this.put(this.data.seeds);
    },

    put(chosen: string[]) {
      const { rows, most } = this.data;
      this.setData({ chosen, go: t.go(chosen.length, most), shown: rows.map((row) => ({ ...row, number: chosen.indexOf(row.entry) + 1 })) });
    },

    /** The next number, or none any more: those behind move up. */
    tap({ currentTarget }: WechatMiniprogram.BaseEvent<object, { entry: string }>) {
      const { chosen, most } = this.data;
      const { entry } = currentTarget.dataset;
      if (chosen.includes(entry)) this.put(chosen.filter((one) => one !== entry));
      else if (chosen.length < most) this.put([...chosen, entry]);
      else void wx.showToast({ icon: 'none', title: t.full(most) });
    },

    close() {
      this.setData({ open: false });
    },

    give() {
      this.triggerEvent('give', { entries: this.data.chosen });
    },
  },
});

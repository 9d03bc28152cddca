import { resultTexts } from '../../texts-results';

type Options = Api.Export.Kinds['certificates'];

const t = resultTexts.print;
/** How far a printer can be off, mm. */
const furthest = 30;

const worded = ({ right, down }: Pick<Options, 'right' | 'down'>) => [
  { way: 'right', label: t.right, words: t.mm(right) },
  { way: 'down', label: t.down, words: t.mm(down) },
];

/** 套打: which printed form, what a certificate names, how far the printer is off. Fires `make` with the options. */
Component({
  properties: {
    busy: { type: Boolean, value: false },
  },
  data: { t, form: 'a4wide' as Options['form'], each: 'entry' as Options['each'], right: 0, down: 0, shifts: worded({ right: 0, down: 0 }) },
  methods: {
    chooseForm({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Options['form'] }>) {
      this.setData({ form: value });
    },

    chooseEach({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Options['each'] }>) {
      this.setData({ each: value });
    },

    shift({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { way: 'right' | 'down'; by: number }>) {
      const { way, by } = currentTarget.dataset;
      const next = { right: this.data.right, down: this.data.down };
      next[way] = Math.max(-furthest, Math.min(furthest, next[way] + Number(by)));
      this.setData({ ...next, shifts: worded(next) });
    },

    make(trial: boolean) {
      const { form, each, right, down } = this.data;
      this.triggerEvent('make', { form, each, right, down, trial });
    },

    makeTrial() {
      this.make(true);
    },

    makeAll() {
      this.make(false);
    },
  },
});

import { oneAtATime } from '../../../../services/acting';
import { changePrizeTerms } from '../../../../services/meet-end';
import { prizeTexts } from '../../prize-texts';

const t = prizeTexts.terms;

interface NamedView {
  at: number;
  prize: string;
  note: string;
}

interface Choice {
  unit: string;
  name: string;
  on: boolean;
}

const namedViews = (named: Api.Meet.PrizeTerms['named']): NamedView[] => named.map(({ prize, units }, at) => ({ at, prize, note: t.units(units.length) }));

/** Which prizes units get: places of 团体总分, and those that the organiser names units for. Fires `done`, `close`. */
Component({
  properties: {
    open: { type: Boolean, value: false },
    list: { type: Object, value: null as unknown as Api.Meet.PrizeList },
  },
  data: { t, teams: '3', named: [] as Api.Meet.PrizeTerms['named'], views: [] as NamedView[], usual: [] as string[], name: '', at: -1, choices: [] as Choice[], chosen: '', busy: false, fault: '' },
  observers: {
    open(open: boolean) {
      const { list } = this.data;
      if (!open || !list) return;
      this.setData({ teams: String(list.terms.teams), at: -1, name: '', fault: '' });
      this.keep(list.terms.named);
    },
  },
  methods: {
    keep(named: Api.Meet.PrizeTerms['named']) {
      this.setData({ named, views: namedViews(named), usual: t.usual.filter((prize) => named.every((one) => one.prize !== prize)) });
    },

    chooseTeams({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ teams: value });
    },

    typeName({ detail: { value } }: WechatMiniprogram.Input) {
      this.setData({ name: value });
    },

    add({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { prize?: string }>) {
      const prize = currentTarget.dataset.prize ?? this.data.name.trim();
      if (prize === '') return;
      this.keep([...this.data.named, { prize, units: [] }]);
      this.setData({ name: '' });
      this.edit(this.data.named.length - 1);
    },

    openOne({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { at: number }>) {
      this.edit(currentTarget.dataset.at);
    },

    edit(at: number) {
      const units = this.data.named[at]?.units ?? [];
      const choices = this.data.list.choices.map((one) => ({ ...one, on: units.includes(one.unit) }));
      this.setData({ at, choices, chosen: t.chosen(units.length) });
    },

    toggle({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { unit: string }>) {
      const choices = this.data.choices.map((one) => (one.unit === currentTarget.dataset.unit ? { ...one, on: !one.on } : one));
      this.setData({ choices, chosen: t.chosen(choices.filter(({ on }) => on).length) });
    },

    choose() {
      const { at, choices } = this.data;
      this.keep(this.data.named.map((one, index) => (index === at ? { ...one, units: choices.filter(({ on }) => on).map(({ unit }) => unit) } : one)));
      this.setData({ at: -1 });
    },

    remove() {
      this.keep(this.data.named.filter((_, index) => index !== this.data.at));
      this.setData({ at: -1 });
    },

    save() {
      const { list, teams, named } = this.data;
      return oneAtATime(this, async () => {
        await changePrizeTerms({ meetId: list.meetId, v: list.v, terms: { teams: Number(teams), named } });
        void wx.showToast({ icon: 'none', title: t.saved });
        this.triggerEvent('done');
      });
    },

    close() {
      if (this.data.at >= 0) this.setData({ at: -1 });
      else this.triggerEvent('close');
    },
  },
});

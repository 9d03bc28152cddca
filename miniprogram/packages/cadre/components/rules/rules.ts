import { moment } from '../../../../format/when';
import { serverNow } from '../../../../services/clock';
import { sumWords, withBatch, withBatches, withMode, withoutQuota, withQuota } from '../../rules-form';
import { rulesTexts as t } from '../../rules-texts';

type Rules = Api.Activity.Rules;

interface Shown {
  modeNote: string;
  quotas: { unionId: string; name: string; places: number }[];
  batches: { key: string; when: string; places: number }[];
  sum: string;
  returns: string;
  substitutes: string;
  offer: 'now' | 'day';
  /** Something of 更多规则 is set: it stands open. */
  special: boolean;
}

const nothing: Shown = { modeNote: '', quotas: [], batches: [], sum: '', returns: '', substitutes: '', offer: 'now', special: false };
type Toggle = 'favourNew' | 'sealedForm' | 'team' | 'batches' | 'substitute' | 'returns' | 'exits';

/** How places are given, in plain words: only what goes with the mode. Fires `change` {rules}, `pick` {what} for a time, `unit` to choose one. */
Component({
  properties: {
    rules: { type: Object },
    capacity: { type: Number, value: 0 },
    startsAt: { type: Number, value: 0 },
    /** Api.People.UnionChoice[]: for names. */
    unions: { type: Array, value: [] },
    fault: { type: String, value: '' },
  },
  data: { t, shown: nothing, unfolded: false, modes: (['firstCome', 'lottery', 'review'] as const).map((value) => ({ value, label: t.modes[value] })), offers: (['now', 'day'] as const).map((value) => ({ value, label: t.offers[value] })) },
  observers: {
    'rules, capacity, unions'(rules: Rules | null, capacity: number, unions: Api.People.UnionChoice[]) {
      if (rules === null) return;
      const now = serverNow();
      const nameOf = (id: string) => unions.find((union) => union.id === id)?.name ?? '';
      this.setData({
        shown: {
          modeNote: t.modeNotes[rules.mode],
          quotas: rules.quotas.map(({ unionId, places }) => ({ unionId, places, name: nameOf(unionId) })),
          batches: rules.batches.map(({ at, places }, index) => ({ key: `batch.${index}`, when: moment(at, now), places })),
          sum: rules.quotas.length + rules.batches.length === 0 ? '' : sumWords(rules, capacity),
          returns: rules.quotasReturnAt === null ? '' : t.until(moment(rules.quotasReturnAt, now)),
          substitutes: rules.substituteUntil === null ? '' : t.until(moment(rules.substituteUntil, now)),
          offer: rules.offerHours === null ? 'now' : 'day',
          special: rules.offerHours !== null || rules.team !== null || rules.batches.length > 0 || rules.substituteUntil !== null || rules.exits,
        },
      });
    },
  },
  methods: {
    rules(): Rules {
      // The page gives it before anything can be tapped.
      const rules: unknown = this.data.rules;
      return rules as Rules;
    },
    give(rules: Rules) {
      this.triggerEvent('change', { rules });
    },
    chooseMode({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Api.Activity.Mode }>) {
      this.give(withMode(this.rules(), value));
    },
    chooseOffer({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: 'now' | 'day' }>) {
      this.give({ ...this.rules(), offerHours: value === 'day' ? 24 : null });
    },
    fold() {
      this.setData({ unfolded: !this.data.unfolded });
    },
    toggle({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { what: Toggle }>) {
      const rules = this.rules();
      const { startsAt, capacity } = this.data;
      const hour = 3_600_000;
      const next: Record<Toggle, () => Rules> = {
        favourNew: () => ({ ...rules, favourNew: !rules.favourNew }),
        sealedForm: () => ({ ...rules, sealedForm: !rules.sealedForm }),
        team: () => ({ ...rules, batches: [], team: rules.team === null ? { min: 3, max: 6 } : null }),
        batches: () => (rules.batches.length === 0 ? withBatches(rules, capacity, serverNow()) : { ...rules, batches: [] }),
        substitute: () => ({ ...rules, substituteUntil: rules.substituteUntil === null ? startsAt - hour : null }),
        exits: () => ({ ...rules, exits: !rules.exits }),
        returns: () => ({ ...rules, quotasReturnAt: rules.quotasReturnAt === null ? startsAt - 24 * hour : null }),
      };
      this.give(next[currentTarget.dataset.what]());
    },
    pick({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { what: string }>) {
      this.triggerEvent('pick', { what: currentTarget.dataset.what });
    },
    addUnit() {
      this.triggerEvent('unit');
    },
    /** The page gives the unit that was chosen. */
    takeUnit(unionId: string) {
      this.give(withQuota(this.rules(), unionId, this.data.capacity));
    },
    dropUnit({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      this.give(withoutQuota(this.rules(), currentTarget.dataset.id));
    },
    typeQuota({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }, object, { id: string }>) {
      const rules = this.rules();
      this.give({ ...rules, quotas: rules.quotas.map((quota) => (quota.unionId === currentTarget.dataset.id ? { ...quota, places: countOf(detail.value) } : quota)) });
    },
    typeBatch({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }, object, { index: number }>) {
      const rules = this.rules();
      this.give({ ...rules, batches: rules.batches.map((batch, index) => (index === currentTarget.dataset.index ? { ...batch, places: countOf(detail.value) } : batch)) });
    },
    addBatch() {
      this.give(withBatch(this.rules(), this.data.capacity));
    },
    dropBatch({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { index: number }>) {
      const rules = this.rules();
      this.give({ ...rules, batches: rules.batches.filter((_, index) => index !== currentTarget.dataset.index) });
    },
    typeTeam({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }, object, { end: 'min' | 'max' }>) {
      const rules = this.rules();
      if (rules.team !== null) this.give({ ...rules, team: { ...rules.team, [currentTarget.dataset.end]: countOf(detail.value) } });
    },
  },
});

/** What was typed as a count; 0 where it is none. */
const countOf = (text: string) => (/^\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : 0);

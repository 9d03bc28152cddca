import { ownerships, type Ownership } from '../../../../domain/people/union';
import { unionTexts as t } from '../../texts';

/** What the form holds: the attributes as they are typed. */
export interface UnionForm {
  name: string;
  level: string;
  trade: string;
  region: string;
  ownership: string;
  size: string;
}

export const emptyForm: UnionForm = { name: '', level: '', trade: '', region: '', ownership: '', size: '' };

/** The attributes of a filled form. */
export function attributesOf({ trade, region, ownership, size }: UnionForm): Api.Unions.Attributes {
  const known = ownerships.find((one: Ownership) => one === ownership);
  return { trade: trade.trim(), region: region.trim(), ownership: known ?? '', size: size.trim() === '' ? 0 : Number(size) };
}

/** A union's name and attributes, to be filled in. Fires `send` {form}. */
Component({
  properties: {
    /** What it begins with. */
    form: { type: Object, value: emptyForm },
    /** Kinds to choose from; none where the kind stays. */
    levels: { type: Array, value: [] as { value: string; label: string }[] },
    note: { type: String, value: '' },
    fault: { type: String, value: '' },
    act: { type: String, value: '' },
    busy: { type: Boolean, value: false },
  },
  data: { t, now: emptyForm, owners: [{ value: '', label: t.unsaid }, ...ownerships.map((value) => ({ value, label: value }))] },
  observers: {
    form(form: UnionForm) {
      this.setData({ now: form });
    },
  },
  methods: {
    type({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }, object, { field: keyof UnionForm }>) {
      this.setData({ now: { ...this.data.now, [currentTarget.dataset.field]: detail.value } });
    },
    send() {
      this.triggerEvent('send', { form: this.data.now });
    },
  },
});

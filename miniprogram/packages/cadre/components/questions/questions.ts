import { blankQuestion, ofKind, takesSeveral, withOptions, withQuestion, withSeveral } from '../../questions-form';
import { rulesTexts as t } from '../../rules-texts';
import { usualQuestions } from '../../templates';

type Field = Api.Activity.Field;

interface Shown {
  id: string;
  kind: Api.Activity.FieldKind;
  label: string;
  required: boolean;
  options: string;
  several: boolean;
  fault: string;
}

/** The questions of a sign-up form, written where they stand. Fires `change` {fields}. */
Component({
  properties: {
    /** Api.Activity.Field[] */
    fields: { type: Array, value: [] },
    /** Api.Activity.Field[]: questions that stand already and are not edited here. */
    asked: { type: Array, value: [] },
    /** Only questions that may stay unanswered. */
    optional: { type: Boolean, value: false },
    /** What is wrong, by question. */
    faults: { type: Object, value: {} },
  },
  data: {
    t,
    shown: [] as Shown[],
    usual: Object.values(usualQuestions).map(({ label }) => ({ value: label, label })),
    kinds: (['text', 'choice', 'number', 'date', 'file'] as const).map((value) => ({ value, label: t.kinds[value] })),
    /** What was typed as options, by question: a line that is being written stays as it is. */
    lines: {} as Record<string, string>,
  },
  observers: {
    'fields, asked, faults, lines'(fields: Field[], before: Field[], faults: Record<string, string>, lines: Record<string, string>) {
      const asked = new Set([...before, ...fields].map(({ label }) => label));
      this.setData({
        shown: fields.map((field) => ({
          id: field.id,
          kind: field.kind,
          label: field.label,
          required: field.required,
          options: lines[field.id] ?? field.options.join('\n'),
          several: takesSeveral(field),
          fault: faults[field.id] ?? '',
        })),
        usual: Object.values(usualQuestions).filter(({ label }) => !asked.has(label)).map(({ label }) => ({ value: label, label })),
      });
    },
  },
  methods: {
    fields(): Field[] {
      // The page gives the draft's own list.
      const fields: unknown = this.data.fields;
      return fields as Field[];
    },
    give(fields: Field[]) {
      this.triggerEvent('change', { fields });
    },
    edit(id: string, change: (field: Field) => Field) {
      this.give(this.fields().map((field) => (field.id === id ? change(field) : field)));
    },
    /** A new question, with an id that none of the form has. */
    put(question: Omit<Field, 'id'>) {
      // The page gives the activity's own list.
      const before: unknown = this.data.asked;
      const all = withQuestion([...(before as Field[]), ...this.fields()], this.data.optional ? { ...question, required: false } : question);
      this.give(all.slice((before as Field[]).length));
    },
    addUsual({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const question = Object.values(usualQuestions).find(({ label }) => label === value);
      if (question) this.put(question);
    },
    add() {
      this.put(blankQuestion);
    },
    drop({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      this.give(this.fields().filter(({ id }) => id !== currentTarget.dataset.id));
    },
    typeLabel({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }, object, { id: string }>) {
      this.edit(currentTarget.dataset.id, (field) => ({ ...field, label: detail.value }));
    },
    typeOptions({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }, object, { id: string }>) {
      const { id } = currentTarget.dataset;
      this.setData({ lines: { ...this.data.lines, [id]: detail.value } });
      this.edit(id, (field) => withOptions(field, detail.value));
    },
    chooseKind({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: Api.Activity.FieldKind }, object, { id: string }>) {
      this.edit(currentTarget.dataset.id, (field) => ofKind(field, detail.value));
    },
    require({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      this.edit(currentTarget.dataset.id, (field) => ({ ...field, required: !field.required }));
    },
    several({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      this.edit(currentTarget.dataset.id, (field) => withSeveral(field, !takesSeveral(field)));
    },
  },
});

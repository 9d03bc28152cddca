import { takeMost, textMost } from '../../../../domain/registration/answers';
import { formTexts } from '../../../../texts/form';
import { withOption } from '../../form';

interface Shown {
  /** Small print: what the organiser wrote, then what may be taken. */
  note: string;
  options: { label: string; taken: boolean }[];
  most: number;
  long: boolean;
}

const nothing: Shown = { note: '', options: [], most: 1, long: false };

/** One question of a sign-up form, with its answer and what is wrong with it. Fires `change` {id, value}. */
Component({
  properties: {
    activity: { type: String, value: '' },
    /** Api.Activity.Field */
    field: { type: Object },
    /** What stands in it: text, a day, a number as typed; options as a list. */
    value: { type: null, value: '' },
    fault: { type: String, value: '' },
  },
  data: { t: formTexts, shown: nothing },
  observers: {
    'field, value'(field: Api.Activity.Field | null, value: string | string[] | null) {
      if (field === null) return;
      const taken = Array.isArray(value) ? value : [];
      const most = field.kind === 'text' ? textMost(field) : takeMost(field);
      const limit = most === 1 ? '' : field.kind === 'choice' ? formTexts.upTo(most) : field.kind === 'file' ? formTexts.filesUpTo(most) : '';
      this.setData({
        shown: {
          note: [field.note, limit].filter((words) => words !== '').join(' · '),
          options: field.options.map((label) => ({ label, taken: taken.includes(label) })),
          most,
          long: field.kind === 'text' && most > 40 && typeof field.most === 'number',
        },
      });
    },
  },
  methods: {
    type({ detail }: WechatMiniprogram.Input) {
      this.give(detail.value);
    },
    pickDay({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.give(detail.value);
    },
    upload({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
      this.give(value);
    },
    take({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { option: string }>) {
      const value: unknown = this.data.value;
      const taken = Array.isArray(value) ? value.map(String) : [];
      this.give(withOption(taken, currentTarget.dataset.option, this.data.shown.most));
    },
    give(value: string | string[]) {
      const field: unknown = this.data.field;
      const id = typeof field === 'object' && field !== null && 'id' in field ? field.id : '';
      this.triggerEvent('change', { id, value });
    },
  },
});

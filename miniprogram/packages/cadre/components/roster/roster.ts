import { cadreTexts as t } from '../../texts';

/** 名单: the people of an activity, by state and by name. Fires `filter` {value}, `search` {name}, `person` {uid}. */
Component({
  properties: {
    people: { type: Array, value: [] },
    /** Which of them are shown. */
    filters: { type: Array, value: [] },
    filter: { type: String, value: 'all' },
    /** The name that was searched for. */
    name: { type: String, value: '' },
  },
  data: { t, typed: '' },
  methods: {
    choose({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.triggerEvent('filter', { value });
    },

    type({ detail: { value } }: WechatMiniprogram.Input) {
      this.setData({ typed: value });
    },

    search() {
      this.triggerEvent('search', { name: this.data.typed.trim() });
    },

    clear() {
      this.setData({ typed: '' });
      this.triggerEvent('search', { name: '' });
    },

    open({ currentTarget }: WechatMiniprogram.BaseEvent<object, { uid: string }>) {
      this.triggerEvent('person', { uid: currentTarget.dataset.uid });
    },
  },
});

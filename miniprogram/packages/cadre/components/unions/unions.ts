import { common } from '../../../../texts/common';
import { cadreTexts as t } from '../../texts';

type Choice = Api.People.UnionChoice;

/** A sheet to choose one of these unions, by a part of its name where they are many. Fires `choose` {id}; `close`. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    title: { type: String, value: '' },
    /** Api.People.UnionChoice[] */
    unions: { type: Array, value: [] },
    /** Id of the one that is chosen now; empty: none. */
    chosen: { type: String, value: '' },
  },
  data: { t, common, words: '', found: [] as Choice[] },
  observers: {
    'unions, visible'(unions: Choice[]) {
      this.setData({ words: '', found: unions });
    },
  },
  methods: {
    search({ detail: { value } }: WechatMiniprogram.Input) {
      const unions: Choice[] = this.data.unions;
      this.setData({ words: value, found: unions.filter(({ name }) => name.includes(value.trim())) });
    },
    choose({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      this.triggerEvent('choose', { id: currentTarget.dataset.id });
    },
    moved({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.close();
    },
    close() {
      this.triggerEvent('close');
    },
  },
});

import { seriesLimits } from '../../../../domain/registration/series';
import { fits } from '../../../../domain/text/clean';
import { oneAtATime } from '../../../../services/acting';
import { describe, type Failure } from '../../../../services/errors';
import { createSeries, seriesFor } from '../../../../services/series';
import { common } from '../../../../texts/common';
import { seriesTexts as t } from '../../series-texts';

type Rule = Api.Series.Rule;

interface Data {
  t: typeof t;
  common: typeof common;
  limits: typeof seriesLimits;
  /** What is chosen, in words. */
  shown: string;
  open: boolean;
  /** null: not known yet. */
  items: (Rule & { note: string })[] | null;
  failure: Failure | null;
  /** A new one is being written. */
  making: boolean;
  name: string;
  most: number;
  fault: string;
  busy: boolean;
}

const data: Data = { t, common, limits: seriesLimits, shown: t.none, open: false, items: null, failure: null, making: false, name: '', most: 2, fault: '', busy: false };

/** The series that an activity belongs to: none, one that is there, or a new one. Fires `change` {series}. */
Component({
  properties: {
    /** Api.Series.Rule; null: none. */
    chosen: { type: Object, value: null as Rule | null, optionalTypes: [null] },
    /** Whose members may sign up. */
    audience: { type: String, value: '' },
  },
  data,
  observers: {
    chosen(chosen: Rule | null) {
      this.setData({ shown: chosen === null ? t.none : t.rule(chosen.name, chosen.most) });
    },
  },
  methods: {
    show() {
      this.setData({ open: true, making: false, fault: '' });
      return this.load();
    },

    async load() {
      const { audience } = this.data;
      this.setData({ failure: null });
      try {
        const items = await seriesFor(audience);
        this.setData({ items: items.map((one) => ({ ...one, note: t.rowNote(one.most, one.organiser) })) });
      } catch (cause) {
        this.setData({ failure: describe(cause) });
      }
    },

    close() {
      this.setData({ open: false });
    },

    choose({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      const found = this.data.items?.find(({ id }) => id === currentTarget.dataset.id);
      this.give(found ? { id: found.id, name: found.name, most: found.most } : null);
    },

    give(series: Rule | null) {
      this.close();
      this.triggerEvent('change', { series });
    },

    startNew() {
      this.setData({ making: true });
    },

    leaveNew() {
      this.setData({ making: false, fault: '' });
    },

    typeName({ detail }: WechatMiniprogram.Input) {
      this.setData({ name: detail.value, fault: '' });
    },

    step({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { by: string }>) {
      const { least, most } = seriesLimits;
      this.setData({ most: Math.min(most, Math.max(least, this.data.most + Number(currentTarget.dataset.by))) });
    },

    async make() {
      const { name, most, audience, busy } = this.data;
      if (busy) return;
      if (!fits(name, 2, seriesLimits.name)) {
        this.setData({ fault: t.nameFault(seriesLimits.name) });
        return;
      }
      await oneAtATime(this, async () => {
        const { seriesId } = await createSeries({ audienceUnionId: audience, name: name.trim(), most });
        this.setData({ name: '' });
        this.give({ id: seriesId, name: name.trim(), most });
      });
    },
  },
});

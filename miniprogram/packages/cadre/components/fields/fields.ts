import { contestTexts as t } from '../../contest-texts';
import type { SectionView } from '../../form-fields';

type Tap<D extends WechatMiniprogram.IAnyObject> = WechatMiniprogram.TouchEvent<object, object, D>;
type Typed = WechatMiniprogram.CustomEvent<{ value: string }, object, { key: string }>;

/** Sections of fields. Fires `fill` {key, text} and `open` {key} for a moment to be picked. */
Component({
  properties: {
    sections: { type: Array, value: [] as SectionView[] },
    /** Moments in words, by field. */
    moments: { type: Object, value: {} as Record<string, string> },
    /** Fields whose text cannot be read. */
    unread: { type: Object, value: {} as Record<string, boolean> },
  },
  data: { t },
  methods: {
    type({ currentTarget, detail: { value } }: Typed) {
      this.fill(currentTarget.dataset.key, value);
    },
    pick({ currentTarget, detail: { value } }: Typed) {
      this.fill(currentTarget.dataset.key, value);
    },
    tick({ currentTarget }: Tap<{ key: string; value: string }>) {
      this.fill(currentTarget.dataset.key, currentTarget.dataset.value);
    },
    fill(key: string, text: string) {
      this.triggerEvent('fill', { key, text });
    },
    open({ currentTarget }: Tap<{ key: string }>) {
      this.triggerEvent('open', { key: currentTarget.dataset.key });
    },
  },
});

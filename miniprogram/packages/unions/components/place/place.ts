import { describe } from '../../../../services/errors';
import { findBelow } from '../../../../services/unions';
import { foundOf, type TreeRow } from '../../pages/tree/view';
import { unionTexts as t } from '../../texts';

/** Where a union goes: below another parent, or into another union. Fires `choose` {kind, to}. */
Component({
  properties: {
    /** The union itself: it cannot go into itself. */
    self: { type: String, value: '' },
    fault: { type: String, value: '' },
  },
  data: { t, kind: 'move', search: '', rows: [] as TreeRow[], none: false, trouble: '' },
  methods: {
    chooseKind({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: 'move' | 'merge' }>) {
      this.setData({ kind: value });
    },
    async type({ detail: { value } }: WechatMiniprogram.Input) {
      this.setData({ search: value, trouble: '' });
      if (value.trim() === '') {
        this.setData({ rows: [], none: false });
        return;
      }
      try {
        const { rows } = await findBelow(value.trim());
        // An answer to what was typed before is late.
        if (this.data.search !== value) return;
        const others = rows.filter(({ id }) => id !== this.data.self).map(foundOf);
        this.setData({ rows: others, none: others.length === 0 });
      } catch (cause) {
        if (this.data.search === value) this.setData({ trouble: describe(cause).message });
      }
    },
    choose({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      const to = this.data.rows.find(({ id }) => id === currentTarget.dataset.id);
      if (to) this.triggerEvent('choose', { kind: this.data.kind, to });
    },
  },
});

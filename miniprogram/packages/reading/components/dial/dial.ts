import { checkInTexts as t } from '../../texts';
import { degrees, most, stepped, turned } from './turn';

interface Centre {
  x: number;
  y: number;
  /** Nearer to the centre a finger points nowhere. */
  blind: number;
}

/** A dial for minutes or pages, turned with one thumb or stepped by buttons. Fires `change` {value}. */
Component({
  properties: {
    value: { type: Number, value: 0 },
    /** 分钟 · 页 */
    unit: { type: String, value: '' },
    label: { type: String, value: '' },
  },
  data: { most, filled: 0, moreLabel: '', fewerLabel: '', centre: null as Centre | null },
  observers: {
    value(value: number) {
      this.setData({ filled: degrees(value) });
    },
    unit(unit: string) {
      this.setData({ moreLabel: t.more(unit), fewerLabel: t.fewer(unit) });
    },
  },
  methods: {
    grasp(event: WechatMiniprogram.TouchEvent) {
      this.createSelectorQuery()
        .select('.dial__ring')
        .boundingClientRect((rect) => {
          if (!rect) return;
          // Not drawn, so set without setData.
          this.data.centre = { x: rect.left + rect.width / 2, y: rect.top + rect.height / 2, blind: rect.width / 5 };
          this.turn(event);
        })
        .exec();
    },

    turn({ touches }: WechatMiniprogram.TouchEvent) {
      const [finger] = touches;
      const { centre, value } = this.data;
      if (!finger || !centre) return;
      const [x, y] = [finger.clientX - centre.x, finger.clientY - centre.y];
      if (Math.hypot(x, y) > centre.blind) this.give(turned(x, y, value));
    },

    more() {
      this.give(stepped(this.data.value, 1));
    },

    fewer() {
      this.give(stepped(this.data.value, -1));
    },

    give(value: number) {
      if (value === this.data.value) return;
      wx.vibrateShort({ type: 'light' });
      this.triggerEvent('change', { value });
    },
  },
});

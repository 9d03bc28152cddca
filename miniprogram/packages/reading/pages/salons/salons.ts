import { fontScale } from '../../../../format/scale';
import type { Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { lastSalons, salonDesk, salons } from '../../../../services/reading';
import { common } from '../../../../texts/common';
import { salonTexts as t } from '../../salon-texts';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  /** The unit whose cadre looks at it; empty: a reader does. */
  unit: string;
  failure: Failure | null;
  known: boolean;
  items: Api.Activity.Card[];
  held: string;
  needed: string;
}

const data: Data = { fs: fontScale(), t, common, id: '', unit: '', failure: null, known: false, items: [], held: '', needed: '' };

/** 读书沙龙 of an edition; to the unit's cadre also how many count for 书香企业. */
Page({
  data,

  onLoad({ id = '', unit = '' }: { id?: string; unit?: string }) {
    this.setData({ id, unit });
    const known = lastSalons(id);
    if (known !== null) this.setData({ known: true, items: known.items });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    const { id, unit } = this.data;
    return loading(this, async () => {
      const [{ items }, desk] = await Promise.all([salons(id), unit === '' ? null : salonDesk(id, unit)]);
      this.setData({ known: true, items });
      if (desk) this.setData({ held: t.held(desk.unitName, desk.held, desk.ahead), needed: t.needed(Math.max(0, desk.needed - desk.held), desk.needed) });
    });
  },

  open() {
    void wx.navigateTo({ url: '/packages/cadre/pages/open/open?template=salon' });
  },
});

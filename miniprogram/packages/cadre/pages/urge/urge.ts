import { fontScale } from '../../../../format/scale';
import { progress } from '../../../../services/activity';
import { describe, type Failure } from '../../../../services/errors';
import { pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { rollcallTexts as t } from '../../rollcall-texts';
import { unitsOf, urgeText, type UnitView } from './view';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  loaded: boolean;
  failure: Failure | null;
  text: string;
  closed: boolean;
  units: UnitView[];
  small: string;
}

const data: Data = { fs: fontScale(), t, common, id: '', loaded: false, failure: null, text: '', closed: false, units: [], small: '' };

/** 催办: one text for the work group with the units that have not begun, and how every unit stands. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  async refresh() {
    try {
      const found = await progress(this.data.id);
      this.setData({
        text: urgeText(found),
        closed: found.phase !== 'open',
        units: unitsOf(found),
        small: found.small > 0 ? t.smallNote(found.small) : '',
        loaded: true,
        failure: null,
      });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  copy() {
    void wx.setClipboardData({ data: this.data.text });
  },
});

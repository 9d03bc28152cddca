import { fontScale } from '../../../../format/scale';
import { participation } from '../../../../services/edition';
import { appended, type Listing, loadMore, reload, unlisted } from '../../../../services/listing';
import { pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { unitsTexts as t } from '../../texts';

interface Row {
  unitId: string;
  name: string;
  share: string;
  raw: string;
  trend: string;
  /** Of the bar, per cent. */
  width: number;
}

interface Data extends Listing {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  rows: Row[];
  small: number;
  smallWords: string;
}

const data: Data = { fs: fontScale(), t, common, ...unlisted, id: '', rows: [], small: 0, smallWords: '' };

const rowOf = ({ unitId, name, share, active, readers, members, before }: Api.Reading.Participation): Row => ({
  ...{ unitId, name, share: t.share(share), raw: t.raw(active, readers, members), trend: t.trend(share, before), width: Math.round(share / 100) },
});

/** 各单位参与: how many of a unit take part, against the edition before; names stay with the unit. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return reload(this, () => participation({ editionId: this.data.id }), ({ items, small }) => ({ rows: items.map(rowOf), small, smallWords: small > 0 ? t.small(small) : '' }));
  },

  onReachBottom() {
    return loadMore(this, (cursor) => participation({ editionId: this.data.id, cursor }), ({ items, small }) => {
      const all = this.data.small + small;
      return { rows: appended(this.data.rows, items.map(rowOf), ({ unitId }) => unitId), small: all, smallWords: all > 0 ? t.small(all) : '' };
    });
  },
});

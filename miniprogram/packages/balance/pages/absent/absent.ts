import { fontScale } from '../../../../format/scale';
import { absent } from '../../../../services/balance';
import { appended, loadMore, reload, unlisted, type Listing } from '../../../../services/listing';
import { pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { balanceTexts as t } from '../../texts';

interface Row {
  uid: string;
  name: string;
  notes: string[];
}

interface Data extends Listing {
  fs: number;
  t: typeof t;
  common: typeof common;
  unionId: string;
  unionName: string;
  rows: Row[];
}

const data: Data = { fs: fontScale(), t, common, ...unlisted, unionId: '', unionName: '', rows: [] };
/** A page may hold few: pages are asked for until so many are there. */
const enough = 15;

const rowsOf = (rows: readonly Api.Balance.Absent[]): Row[] =>
  rows.map(({ uid, name, kind, bound }) => ({ uid, name, notes: [t.kinds[kind], bound ? '' : t.paper].filter((note) => note !== '') }));

/** 还没参加的人: members of the cadre's own unit who took part in nothing this year. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ unionId: id });
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  async refresh() {
    await reload(this, () => absent(this.data.unionId), ({ unionName, rows }) => ({ unionName, rows: rowsOf(rows) }));
    await this.fill();
  },

  async fill() {
    while (this.data.rows.length < enough && this.data.next !== null && this.data.failure === null) await this.onReachBottom();
  },

  onReachBottom() {
    return loadMore(this, (cursor) => absent(this.data.unionId, cursor), ({ rows }) => ({ rows: appended(this.data.rows, rowsOf(rows), ({ uid }) => uid) }));
  },
});

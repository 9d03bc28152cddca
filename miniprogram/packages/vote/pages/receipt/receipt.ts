import { fontScale } from '../../../../format/scale';
import { moment } from '../../../../format/when';
import { serverNow } from '../../../../services/clock';
import type { Failure } from '../../../../services/errors';
import { loading } from '../../../../services/loading';
import { voteDetail } from '../../../../services/voting';
import { common } from '../../../../texts/common';
import { voteTexts } from '../../texts';

const t = voteTexts.receipt;

interface ReceiptRow {
  receipt: string;
  /** In groups of four, as people read numbers out. */
  shown: string;
  when: string;
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  /** The ballot that was cast just now; empty: only looked at. */
  fresh: string;
  title: string;
  rows: ReceiptRow[];
  /** What the button says. */
  go: string;
  loaded: boolean;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, id: '', fresh: '', title: '', rows: [], go: common.back, loaded: false, failure: null };

const rowOf = (receipt: string, at: Api.Millis | null): ReceiptRow => ({ receipt, shown: receipt.replace(/(.{4})(?=.)/g, '$1 '), when: at === null ? '' : t.at(moment(at, serverNow())) });

/** 回执: my ballots of this time, each with what finds it in the published list; nothing of the choice. */
Page({
  data,

  onLoad({ id = '', receipt = '' }) {
    // The answer of the act is certain: it is shown before anything is asked for.
    this.setData({ id, fresh: receipt, rows: receipt === '' ? [] : [rowOf(receipt, null)], loaded: receipt !== '' });
    return this.refresh();
  },

  refresh() {
    return loading(this, async () => {
      const { title, mine, remaining, phase } = await voteDetail(this.data.id);
      const { fresh } = this.data;
      const rows = mine.map((ballot) => rowOf(ballot.receipt, ballot.at)).reverse();
      this.setData({ title, go: remaining > 0 && phase === 'open' ? t.another(remaining) : common.back, loaded: true, rows: fresh === '' ? rows : [rows.find((row) => row.receipt === fresh) ?? rowOf(fresh, null), ...rows.filter((row) => row.receipt !== fresh)] });
    });
  },

  copy({ currentTarget }: WechatMiniprogram.BaseEvent<object, { receipt: string }>) {
    void wx.setClipboardData({ data: currentTarget.dataset.receipt });
  },

  back() {
    void wx.navigateBack();
  },
});

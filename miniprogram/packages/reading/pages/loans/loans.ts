import { fontScale } from '../../../../format/scale';
import { actFromSheet, oneAtATime } from '../../../../services/acting';
import { giveBack, lastLoans, myLoans, renewLoan, wantTitle } from '../../../../services/bookroom';
import { serverNow } from '../../../../services/clock';
import type { Failure } from '../../../../services/errors';
import { loading } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { roomTexts as t } from '../../room-texts';
import { loansView, type LoanRow, type WantRow } from './view';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  failure: Failure | null;
  known: boolean;
  loans: LoanRow[];
  wants: WantRow[];
  sheet: '' | 'back';
  /** Whose sheet is open. */
  row: LoanRow | null;
  sheetTitle: string;
  busy: boolean;
  fault: string;
}

const data: Data = { fs: fontScale(), t, common, failure: null, known: false, loans: [], wants: [], sheet: '', row: null, sheetTitle: '', busy: false, fault: '' };

type Tap = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** 我的借阅: until when, lend on, give back; and what I wait for. Until when is known without a network too. */
Page({
  data,

  onLoad() {
    const known = lastLoans();
    if (known !== null) this.show(known);
  },

  onShow() {
    return this.refresh();
  },

  async onPullDownRefresh() {
    await this.refresh();
    wx.stopPullDownRefresh();
  },

  refresh() {
    return loading(this, async () => this.show(await myLoans()));
  },

  show(answer: Api.Output<'bookroom.mine'>) {
    this.setData({ known: true, ...loansView(answer, serverNow()) });
  },

  renew({ currentTarget }: Tap) {
    const row = this.data.loans.find(({ key }) => key === currentTarget.dataset.id);
    if (!row) return;
    return oneAtATime(this, async () => {
      const { due } = await renewLoan(row.titleId, row.key);
      void wx.showToast({ icon: 'none', title: t.renewed(due, serverNow()) });
      await this.refresh();
    });
  },

  openBack({ currentTarget }: Tap) {
    const row = this.data.loans.find(({ key }) => key === currentTarget.dataset.id);
    if (row) this.setData({ sheet: 'back', row, sheetTitle: t.backTitle(row.title), fault: '' });
  },

  giveBack() {
    const { row } = this.data;
    return row && actFromSheet(this, () => giveBack(row.titleId, row.key), t.backDone, () => this.refresh());
  },

  closeSheet() {
    this.setData({ sheet: '', fault: '' });
  },

  unwant({ currentTarget }: Tap) {
    return oneAtATime(this, async () => {
      await wantTitle(currentTarget.dataset.id, false);
      await this.refresh();
    });
  },

  fetch({ currentTarget }: Tap) {
    void wx.navigateTo({ url: `/packages/reading/pages/room/room?id=${currentTarget.dataset.id}` });
  },

  toRoom() {
    void wx.navigateTo({ url: '/packages/reading/pages/room/room' });
  },
});

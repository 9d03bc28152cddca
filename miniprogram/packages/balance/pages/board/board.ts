import { fontScale } from '../../../../format/scale';
import { moment } from '../../../../format/when';
import { board, lastBoard } from '../../../../services/balance';
import { serverNow } from '../../../../services/clock';
import { faultWords, type Failure } from '../../../../services/errors';
import { startExport } from '../../../../services/export';
import { loading, pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { balanceTexts as t } from '../../texts';
import { absentWords, barsOf, dimensionsOf, headOf, mapOf, placesChoices, quotasOf, restWords, topOf, visitsOf, yearsOf } from '../../view';

type Quotas = ReturnType<typeof quotasOf>;

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  unionId: string;
  failure: Failure | null;
  board: Api.Balance.Board | null;
  head: ReturnType<typeof headOf> | null;
  years: ReturnType<typeof yearsOf>;
  top: ReturnType<typeof topOf>;
  map: ReturnType<typeof mapOf>;
  rest: string;
  visits: ReturnType<typeof visitsOf>;
  choices: { value: string; label: string }[];
  places: string;
  quotas: Quotas;
  dimensions: { value: string; label: string }[];
  dimension: Api.Balance.Dimension;
  bars: ReturnType<typeof barsOf>;
  absent: string;
  busy: boolean;
}

const noQuotas: Quotas = { rows: [], more: '', copy: '' };
const data: Data = {
  ...{ fs: fontScale(), t, common, unionId: '', failure: null, board: null, head: null, years: [], top: null, map: [], rest: '', visits: [] },
  ...{ choices: placesChoices.map((count) => ({ value: String(count), label: t.places(count) })), places: '100', quotas: noQuotas },
  ...{ dimensions: [], dimension: 'age', bars: [], absent: '', busy: false },
};

/** 参与情况: who takes part and who does not, and what to do about it. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ unionId: id });
    const known = lastBoard(id);
    if (known !== null) this.show(known);
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => this.show(await board(this.data.unionId)));
  },

  show(found: Api.Balance.Board) {
    const dimensions = dimensionsOf(found);
    const dimension = dimensions.some(({ value }) => value === this.data.dimension) ? this.data.dimension : (dimensions[0]?.value ?? 'age');
    this.setData({
      ...{ board: found, head: headOf(found, moment(found.at, serverNow())), years: yearsOf(found), top: topOf(found), map: found.units.length > 1 ? mapOf(found, this.data.fs) : [] },
      ...{ rest: restWords(found), visits: visitsOf(found), quotas: quotasOf(found, Number(this.data.places)), dimensions, dimension, bars: barsOf(found, dimension) },
      absent: absentWords(found),
    });
    wx.setNavigationBarTitle({ title: found.unionName });
  },

  open({ currentTarget }: WechatMiniprogram.BaseEvent<object, { id: string }>) {
    const { id } = currentTarget.dataset;
    if (id !== '') void wx.navigateTo({ url: `/packages/balance/pages/board/board?id=${id}` });
  },

  choosePlaces({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const { board: found } = this.data;
    if (found !== null) this.setData({ places: detail.value, quotas: quotasOf(found, Number(detail.value)) });
  },

  chooseDimension({ detail }: WechatMiniprogram.CustomEvent<{ value: Api.Balance.Dimension }>) {
    const { board: found } = this.data;
    if (found !== null) this.setData({ dimension: detail.value, bars: barsOf(found, detail.value) });
  },

  async copy() {
    await wx.setClipboardData({ data: this.data.quotas.copy });
    void wx.showToast({ title: t.copied, icon: 'none' });
  },

  async file({ currentTarget }: WechatMiniprogram.BaseEvent<object, { kind: 'balance' | 'yearReport' }>) {
    const { board: found, busy } = this.data;
    if (found === null || busy) return;
    this.setData({ busy: true });
    try {
      await startExport(currentTarget.dataset.kind, found.unionId, { year: found.year });
      void wx.navigateTo({ url: '/packages/cadre/pages/exports/exports' });
    } catch (cause) {
      void wx.showToast({ title: faultWords(cause), icon: 'none' });
    } finally {
      this.setData({ busy: false });
    }
  },

  seeAbsent() {
    void wx.navigateTo({ url: `/packages/balance/pages/absent/absent?id=${this.data.board?.unionId ?? ''}` });
  },
});

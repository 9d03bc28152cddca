import { fits } from '../../../../domain/text/clean';
import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { propose, selections } from '../../../../services/awards';
import { describe, type Failure } from '../../../../services/errors';
import { pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { awardTexts as t } from '../../texts';

type Kind = Api.Awards.Kind;

interface Row {
  kind: Kind;
  title: string;
  note: string;
  /** Empty: not proposed yet. */
  selectionId: string;
  state: string;
  listed: string;
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  failure: Failure | null;
  loaded: boolean;
  frozen: boolean;
  rows: Row[];
  asking: Kind | '';
  sheetTitle: string;
  name: string;
  places: string;
  basis: string;
  without: 'select' | 'commend';
  fault: string;
  busy: boolean;
}

const data: Data = { ...{ fs: fontScale(), t, common, id: '', failure: null, loaded: false, frozen: false, rows: [] }, ...{ asking: '', sheetTitle: '', name: '', places: '10', basis: '', without: 'select', fault: '', busy: false } };
const kinds = ['star', 'enterprise'] as const;

/** 评选表彰 of an edition: one selection of each kind, proposed by rule. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  async refresh() {
    try {
      const { items, frozen } = await selections(this.data.id);
      const rows = kinds.map((kind): Row => {
        const found = items.find((one) => one.kind === kind);
        const { title, note } = t.kinds[kind];
        return { kind, title: found?.title ?? title, note, selectionId: found?.selectionId ?? '', state: found ? t.states[found.state] : '', listed: found ? t.listed(found.listed, kind) : '' };
      });
      this.setData({ rows, frozen, loaded: true, failure: null });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { kind: Kind }>) {
    const row = this.data.rows.find(({ kind }) => kind === currentTarget.dataset.kind);
    if (!row) return;
    if (row.selectionId !== '') void wx.navigateTo({ url: `/packages/awards/pages/selection/selection?id=${row.selectionId}` });
    else this.setData({ asking: row.kind, sheetTitle: t.proposeTitle(row.title), name: row.title, fault: '' });
  },

  close() {
    this.setData({ asking: '' });
  },

  type({ currentTarget, detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }, object, { key: 'name' | 'places' | 'basis' }>) {
    this.setData({ [currentTarget.dataset.key]: value, fault: '' });
  },

  chooseWords({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: 'select' | 'commend' }>) {
    this.setData({ without: value });
  },

  async propose() {
    const { id, asking, name, places, basis, without, busy } = this.data;
    if (busy || asking === '' || !fits(name, 2, 20)) return;
    await oneAtATime(this, async () => {
      const { selectionId } = await propose({ editionId: id, kind: asking, title: name, basis, without, places: asking === 'star' ? Number(places) : 1 });
      this.setData({ asking: '' });
      void wx.showToast({ icon: 'none', title: t.proposed });
      void wx.navigateTo({ url: `/packages/awards/pages/selection/selection?id=${selectionId}` });
    });
  },
});

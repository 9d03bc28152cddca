import { fontScale } from '../../../../format/scale';
import { actFromSheet } from '../../../../services/acting';
import { appended, loadMore, reload, unlisted, type Listing } from '../../../../services/listing';
import { pulled } from '../../../../services/loading';
import { addUnion, branch, editUnion, findBelow, placeUnion, unionOf } from '../../../../services/unions';
import { common } from '../../../../texts/common';
import { attributesOf, emptyForm, type UnionForm } from '../../components/form/form';
import { unionTexts as t } from '../../texts';
import { foundOf, headOf, rowOf, type HeadView, type TreeRow } from './view';

interface Data extends Listing {
  fs: number;
  t: typeof t;
  common: typeof common;
  /** The union whose branch is open; empty: the tops of my scopes. */
  at: string;
  /** The tops of my scopes, once known. */
  tops: string[];
  head: HeadView | null;
  union: Api.Unions.Detail | null;
  rows: TreeRow[];
  search: string;
  sheet: '' | 'add' | 'edit' | 'place';
  form: UnionForm;
  levels: { value: string; label: string }[];
  fault: string;
  busy: boolean;
}

const data: Data = {
  fs: fontScale(),
  t,
  common,
  ...unlisted,
  at: '',
  tops: [],
  head: null,
  union: null,
  rows: [],
  search: '',
  sheet: '',
  form: emptyForm,
  levels: [],
  fault: '',
  busy: false,
};

type Page = Pick<Api.Output<'unions.list'>, 'next'> & { rows: TreeRow[]; union: Api.Unions.Detail | null };

/** 工会管理: the tree of my scope, branch by branch; add below, correct, import. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ at: id });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return reload(this, () => this.ask(), ({ rows, union }: Page) => ({ rows, union, head: union === null ? null : headOf(union, this.data.tops) }));
  },

  onReachBottom() {
    return loadMore(this, (cursor) => this.ask(cursor), ({ rows }: Page) => ({ rows: appended(this.data.rows, rows, ({ id }) => id) }));
  },

  async ask(cursor?: string): Promise<Page> {
    const { search, at } = this.data;
    if (search.trim() !== '') {
      const found = await findBelow(search.trim(), cursor);
      return { rows: found.rows.map(foundOf), next: found.next, union: this.data.union };
    }
    if (this.data.tops.length === 0) await this.readTops();
    const here = this.data.at;
    if (here === '' || cursor !== undefined) {
      const page = await branch(here === '' ? undefined : here, cursor);
      return { rows: page.rows.map(rowOf), next: page.next, union: this.data.union };
    }
    const [page, union] = await Promise.all([branch(here), unionOf(here)]);
    return { rows: page.rows.map(rowOf), next: page.next, union: at === '' && here === '' ? null : union };
  },

  /** Whoever looks after one union begins in it. */
  async readTops() {
    const tops = (await branch(undefined)).rows.map(({ id }) => id);
    const [only, second] = tops;
    this.setData({ tops, ...(this.data.at === '' && only !== undefined && second === undefined ? { at: only } : {}) });
  },

  go(id: string) {
    this.setData({ at: id, search: '', loaded: false, rows: [], ...(id === '' ? { union: null, head: null } : {}) });
    return this.refresh();
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    return this.go(currentTarget.dataset.id);
  },

  typeSearch({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ search: value });
    return this.refresh();
  },

  openAdd() {
    const { union } = this.data;
    if (union === null) return;
    const levels = t.levelChips.filter(({ value }) => Number(value) >= union.level);
    this.setData({ sheet: 'add', fault: '', levels, form: { ...emptyForm, level: String(Math.min(3, union.level + 1)), trade: union.trade, region: union.region } });
  },

  openEdit() {
    const { union } = this.data;
    if (union === null) return;
    const { name, trade, region, ownership, size } = union;
    this.setData({ sheet: 'edit', fault: '', levels: [], form: { name, level: '', trade, region, ownership, size: size === 0 ? '' : String(size) } });
  },

  openPlace() {
    this.setData({ sheet: 'place', fault: '' });
  },

  async place({ detail: { kind, to } }: WechatMiniprogram.CustomEvent<{ kind: 'move' | 'merge'; to: { id: string; name: string } }>) {
    const { union } = this.data;
    if (union === null || this.data.busy) return;
    const { confirm } = await wx.showModal({ title: t.placeTitle[kind], content: t.placeAsk[kind](union.name, to.name), confirmText: t.placeGo[kind], cancelText: t.placeKeep });
    if (confirm) await this.during(() => placeUnion(kind, union.id, to.id), t.placed);
  },

  goneTo() {
    const to = this.data.head?.goneTo ?? '';
    return to === '' ? undefined : this.go(to);
  },

  closeSheet() {
    this.setData({ sheet: '' });
  },

  sheetMoved({ detail: { visible } }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
    if (!visible) this.closeSheet();
  },

  async send({ detail: { form } }: WechatMiniprogram.CustomEvent<{ form: UnionForm }>) {
    const { union, sheet, busy } = this.data;
    if (union === null || busy) return;
    this.setData({ form });
    const name = form.name.trim();
    const level = form.level === '1' ? 1 : form.level === '2' ? 2 : 3;
    if (sheet === 'add') await this.during(() => addUnion({ parentId: union.id, name, level, ...attributesOf(form) }), t.added);
    else await this.during(() => editUnion({ unionId: union.id, name, ...attributesOf(form) }), t.edited);
  },

  during(act: () => Promise<unknown>, done: string) {
    return actFromSheet(this, act, done, () => this.refresh());
  },
});

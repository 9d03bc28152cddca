import { fontScale } from '../../../../format/scale';
import { approve, pin, recall, recheck, remind, trace, unopened } from '../../../../services/announce';
import { faultWords } from '../../../../services/errors';
import { openExport } from '../../../../services/export';
import { appended, loadMore, reload, unlisted, type Listing } from '../../../../services/listing';
import { pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { announceTexts as t } from '../../announce-texts';
import { traceView, unitRow, type TraceView, type UnitRow } from './view';

interface Data extends Listing {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  /** The unit whose units are listed; empty: the whole. */
  union: string;
  view: TraceView | null;
  rows: UnitRow[];
  busy: string;
  sheet: '' | 'recall' | 'names';
  people: { name: string; unitName: string; paper: boolean }[];
  more50: boolean;
  fault: string;
}

const data: Data = { fs: fontScale(), t, common, ...unlisted, id: '', union: '', view: null, rows: [], busy: '', sheet: '', people: [], more50: false, fault: '' };

type Answer = Api.Output<'announce.trace'>;

const rowsOf = ({ units, card }: Answer) => units.map((unit) => unitRow(unit, card.asks));
const pinDays = 7;

/** 谁看了: where an announcement has come, unit by unit, and what can be done about it. */
Page({
  data,

  onLoad({ id = '', union = '' }) {
    this.setData({ id, union });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  ask(cursor?: string): Promise<Answer> {
    const { id, union } = this.data;
    return trace({ announcementId: id, unionId: union === '' ? null : union, ...(cursor === undefined ? {} : { cursor }) });
  },

  refresh() {
    return reload(this, () => this.ask(), (answer: Answer) => ({ view: traceView(answer, this.data.union === ''), rows: rowsOf(answer) }));
  },

  onReachBottom() {
    return loadMore(this, (cursor) => this.ask(cursor), (answer: Answer) => ({ rows: appended(this.data.rows, rowsOf(answer), ({ id }) => id) }));
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const row = this.data.rows.find(({ id }) => id === currentTarget.dataset.id);
    if (row && (row.below || row.own)) void wx.navigateTo({ url: `/packages/cadre/pages/trace/trace?id=${this.data.id}&union=${row.id}` });
  },

  see() {
    void wx.navigateTo({ url: `/packages/notice/pages/announcement/announcement?id=${this.data.id}` });
  },

  /** One act at a time; what it did is read anew. */
  async act(name: string, doIt: () => Promise<string>) {
    if (this.data.busy !== '') return;
    this.setData({ busy: name, fault: '' });
    try {
      const said = await doIt();
      this.setData({ sheet: '' });
      if (said !== '') void wx.showToast({ icon: 'none', title: said });
      await this.refresh();
    } catch (cause) {
      this.setData({ fault: faultWords(cause) });
    } finally {
      this.setData({ busy: '' });
    }
  },

  remind() {
    return this.act('remind', async () => t.reminded((await remind(this.data.id)).people));
  },

  approve() {
    return this.act('approve', async () => {
      await approve(this.data.id);
      return t.approved;
    });
  },

  recheck() {
    return this.act('recheck', async () => {
      await recheck(this.data.id);
      return t.rechecked;
    });
  },

  pin() {
    return this.act('pin', async () => {
      const { pinnedUntil } = await pin(this.data.id, this.data.view?.pinned === '' ? pinDays : 0);
      return pinnedUntil > 0 ? t.pin : t.unpin;
    });
  },

  openRecall() {
    this.setData({ sheet: 'recall', fault: '' });
  },

  closeSheet() {
    this.setData({ sheet: '' });
  },

  recall({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    return this.act('recall', async () => {
      await recall(this.data.id, reason);
      return t.recalled;
    });
  },

  async names() {
    const { id, view } = this.data;
    if (view === null || this.data.busy !== '') return;
    this.setData({ busy: 'names', fault: '' });
    try {
      const { people, more } = await unopened(id, view.unionId);
      this.setData({ people, more50: more, sheet: 'names' });
    } catch (cause) {
      this.setData({ fault: faultWords(cause) });
    } finally {
      this.setData({ busy: '' });
    }
  },

  print() {
    return this.act('print', async () => {
      await openExport('notice', this.data.id, {});
      return '';
    });
  },

  printList() {
    return this.act('list', async () => {
      await openExport('noticeList', this.data.id, { unionId: this.data.view?.unionId ?? '' });
      return '';
    });
  },
});

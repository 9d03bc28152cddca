import { fontScale } from '../../../../format/scale';
import { moment } from '../../../../format/when';
import { oneAtATime } from '../../../../services/acting';
import { noteFinding, objections } from '../../../../services/awards';
import { serverNow } from '../../../../services/clock';
import type { Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { awardTexts as t } from '../../texts';

type Objection = Api.Awards.Objection;

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  failure: Failure | null;
  loaded: boolean;
  v: number;
  rows: (Objection & { when: string })[];
  open: Objection | null;
  words: string;
  /** Who falls out; empty: the list stands. */
  struck: string;
  fault: string;
  busy: boolean;
}

const data: Data = { ...{ fs: fontScale(), t, common, id: '', failure: null, loaded: false, v: 0, rows: [] }, ...{ open: null, words: '', struck: '', fault: '', busy: false } };

/** 异议和核查: what objections say, from nobody; the finding is what becomes public. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => {
      const { items, v } = await objections(this.data.id);
      const now = serverNow();
      this.setData({ rows: items.map((one) => ({ ...one, when: moment(one.at, now) })), v, loaded: true });
    });
  },

  look({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    this.setData({ open: this.data.rows.find(({ objectionId }) => objectionId === currentTarget.dataset.id) ?? null, words: '', struck: '', fault: '' });
  },

  close() {
    this.setData({ open: null });
  },

  type({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ words: value, fault: '' });
  },

  choose({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    this.setData({ struck: currentTarget.dataset.id });
  },

  async find() {
    const { id, v, open, words, struck, busy } = this.data;
    if (busy || !open) return;
    await oneAtATime(this, async () => {
      await noteFinding({ selectionId: id, v, noticeId: open.noticeId, objectionId: open.objectionId, words, struck: struck === '' ? null : struck });
      this.setData({ open: null });
      void wx.showToast({ icon: 'none', title: t.found });
      await this.refresh();
    });
  },
});

import { fontScale } from '../../../../format/scale';
import { actFromSheet } from '../../../../services/acting';
import type { Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { decide, flags as fetchFlags, hold } from '../../../../services/voting';
import { common } from '../../../../texts/common';
import { reviewTexts as t } from '../../texts';
import { casesView, flagsView, type CaseView, type FlagView } from './view';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  title: string;
  flags: FlagView[];
  cases: CaseView[];
  /** There is one that nobody has decided: the next waits for it. */
  pending: boolean;
  loaded: boolean;
  failure: Failure | null;
  sheet: '' | 'hold' | 'void' | 'reject';
  flag: FlagView | null;
  one: CaseView | null;
  sheetTitle: string;
  fault: string;
  busy: boolean;
}

const data: Data = {
  ...{ fs: fontScale(), t, common, id: '', title: '', flags: [], cases: [], pending: false, loaded: false, failure: null },
  ...{ sheet: '', flag: null, one: null, sheetTitle: '', fault: '', busy: false },
};

/** 查异常票: what came in oddly with its evidence; ballots are held by one person and voided by another. */
Page({
  data,

  onLoad({ id = '' }) {
    this.setData({ id });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => {
      const desk = await fetchFlags(this.data.id);
      this.setData({ title: desk.title, flags: flagsView(desk), cases: casesView(desk), pending: desk.cases.some(({ state }) => state === 'held'), loaded: true });
    });
  },

  openHold({ currentTarget }: WechatMiniprogram.BaseEvent<object, { key: string }>) {
    this.setData({ sheet: 'hold', sheetTitle: t.holdTitle, fault: '', flag: this.data.flags.find(({ key }) => key === currentTarget.dataset.key) ?? null });
  },

  openCase({ currentTarget }: WechatMiniprogram.BaseEvent<object, { number: number; sheet: 'void' | 'reject' }>) {
    const { number, sheet } = currentTarget.dataset;
    const one = this.data.cases.find((other) => other.number === number) ?? null;
    this.setData({ sheet, fault: '', one, sheetTitle: sheet === 'void' ? t.voidTitle(one?.count ?? 0) : t.rejectTitle });
  },

  close() {
    this.setData({ sheet: '' });
  },

  hold({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { id, flag } = this.data;
    return flag && this.during(() => hold({ voteId: id, ...flag.filter, reason }), t.held);
  },

  decide({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { id, one, sheet } = this.data;
    return one && this.during(() => decide({ voteId: id, number: one.number, void: sheet === 'void', reason }), t.done[sheet === 'void' ? 'voided' : 'rejected']);
  },

  during(act: () => Promise<unknown>, done: string) {
    return actFromSheet(this, act, done, () => this.refresh());
  },
});

import { fits, tidy } from '../../../../domain/text/clean';
import { fontScale } from '../../../../format/scale';
import { actFromSheet } from '../../../../services/acting';
import { serverNow } from '../../../../services/clock';
import type { Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { approveCall, beginJudging, handOn, postponeCall, publishResult, sealResult, worksDesk } from '../../../../services/works';
import { common } from '../../../../texts/common';
import { deskTexts as t } from '../../texts-desk';
import { type Act, type DeskView, deskView, laterWords, takersOf } from './view';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  desk: Api.Works.Desk | null;
  view: DeskView | null;
  failure: Failure | null;
  /** Who is asked to judge, as chosen here. */
  choices: { uid: string; name: string; unitName: string; on: boolean }[];
  perWork: number;
  /** Whose works are handed on; null: those with too few judges get one more. */
  from: string | null;
  /** Who may take them. */
  takers: Data['choices'];
  sheet: '' | Exclude<Act, 'look'> | 'handOn' | 'later';
  /** So long it is put off. */
  days: string;
  sheetTitle: string;
  sheetNote: string;
  sheetGo: string;
  department: string;
  paper: string;
  reason: string;
  busy: boolean;
  fault: string;
}

const data: Data = {
  ...{ fs: fontScale(), t, common, id: '', desk: null, view: null, failure: null, choices: [], perWork: 0, from: null, takers: [] },
  ...{ sheet: '', days: '7', sheetTitle: '', sheetNote: '', sheetGo: '', department: t.departmentUsual, paper: '', reason: '', busy: false, fault: '' },
};

const mostPerWork = 15;

/** 征集工作台: how many are in, what to look at, who judges what, how far they are; then sealing and publishing. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => {
      const desk = await worksDesk(this.data.id);
      const on = new Set(this.data.choices.filter((one) => one.on).map(({ uid }) => uid));
      this.setData({ desk, choices: desk.choices.map((one) => ({ ...one, on: on.has(one.uid) })), perWork: this.data.perWork || desk.judging.perWork });
      this.draw();
    });
  },

  chosen() {
    return { judges: this.data.choices.filter(({ on }) => on).map(({ uid }) => uid), perWork: this.data.perWork };
  },

  draw() {
    const { desk } = this.data;
    if (desk) this.setData({ view: deskView(desk, this.chosen(), serverNow()) });
  },

  tick({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { uid: string }>) {
    this.setData({ choices: this.data.choices.map((one) => (one.uid === currentTarget.dataset.uid ? { ...one, on: !one.on } : one)) });
    this.draw();
  },

  step({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { by: number }>) {
    this.setData({ perWork: Math.min(mostPerWork, Math.max(1, this.data.perWork + currentTarget.dataset.by)) });
    this.draw();
  },

  act() {
    const { view, desk, id, perWork } = this.data;
    const kind = view?.act?.kind;
    if (!view || !desk || kind === undefined) return;
    if (kind === 'look') {
      void wx.navigateTo({ url: `/packages/works/pages/pile/pile?id=${id}&look=1` });
      return;
    }
    const words = {
      approve: [t.approveTitle, t.approveNote],
      begin: [t.beginTitle, t.beginNote(view.total, this.chosen().judges.length, perWork)],
      seal: [t.sealTitle, desk.open > 0 ? t.sealShort(desk.open) : t.sealNote],
      publish: [t.publishTitle, t.publishNote],
    };
    const [sheetTitle = '', sheetNote = ''] = words[kind];
    this.setData({ sheet: kind, sheetTitle, sheetNote, reason: '', fault: '' });
  },

  askLater() {
    this.setData({ sheet: 'later', sheetTitle: t.laterTitle, fault: '' });
    this.chooseDays({ detail: { value: this.data.days } });
  },

  chooseDays({ detail: { value } }: { detail: { value: string } }) {
    const { desk } = this.data;
    if (desk) this.setData({ days: value, sheetNote: laterWords(desk, Number(value), serverNow()), fault: '' });
  },

  postpone() {
    const { id, desk, days } = this.data;
    return desk ? this.do(() => postponeCall({ callId: id, v: desk.v, days: Number(days) }), t.laterDone) : undefined;
  },

  /** What a judge has not marked, to others; without one, one more judge where there are too few. */
  askHandOn({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { uid?: string }>) {
    const { desk, view } = this.data;
    const from = currentTarget.dataset.uid ?? null;
    const row = view?.panel.find(({ uid }) => uid === from);
    if (!desk || (from !== null && !row)) return;
    const words = row ? [t.handOnTitle(row.name), t.handOnNote(row.open), t.handOnGo(row.open)] : [t.fillTitle, t.fillNote, t.fillGo];
    const [sheetTitle = '', sheetNote = '', sheetGo = ''] = words;
    this.setData({ sheet: 'handOn', from, takers: takersOf(desk, from), sheetTitle, sheetNote, sheetGo, fault: '' });
  },

  take({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { uid: string }>) {
    this.setData({ takers: this.data.takers.map((one) => (one.uid === currentTarget.dataset.uid ? { ...one, on: !one.on } : one)), fault: '' });
  },

  handOn() {
    const { id, from, takers } = this.data;
    const to = takers.filter(({ on }) => on).map(({ uid }) => uid);
    if (to.length === 0) return this.setData({ fault: t.choose });
    return this.do(() => handOn({ callId: id, from, to }), t.handed);
  },

  closeSheet() {
    this.setData({ sheet: '', fault: '' });
  },

  type({ currentTarget, detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }, object, { field: 'department' | 'paper' | 'reason' }>) {
    this.setData({ [currentTarget.dataset.field]: value, fault: '' });
  },

  approve() {
    const { id, department, paper } = this.data;
    if (!fits(department, 2, 30) || !fits(paper, 2, 40)) return this.setData({ fault: t.missing });
    return this.do(() => approveCall({ callId: id, department: tidy(department), paper: tidy(paper) }), t.approved);
  },

  begin() {
    return this.do(() => beginJudging({ callId: this.data.id, ...this.chosen() }), t.begun);
  },

  seal() {
    const { id, desk, reason } = this.data;
    if (!desk) return undefined;
    if (desk.open > 0 && !fits(reason, 2, 100)) return this.setData({ fault: common.reasonFault });
    return this.do(() => sealResult({ callId: id, v: desk.v, reason: tidy(reason) }), t.sealed);
  },

  publish() {
    const { id, desk } = this.data;
    return desk ? this.do(() => publishResult({ callId: id, v: desk.v }), t.published) : undefined;
  },

  do(act: () => Promise<unknown>, done: string) {
    return actFromSheet(this, act, done, () => this.refresh());
  },
});

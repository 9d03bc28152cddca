import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import type { Failure } from '../../../../services/errors';
import { startExport } from '../../../../services/export';
import { loading, pulled } from '../../../../services/loading';
import { prizes } from '../../../../services/meet-end';
import { common } from '../../../../texts/common';
import { bibIn } from '../../components/desk-call/view';
import { prizeTexts as t } from '../../prize-texts';

type Form = keyof typeof t.files.forms;

interface EventView {
  event: string;
  name: string;
  tag: string;
  tone: string;
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  list: Api.Meet.PrizeList | null;
  counted: string;
  rows: EventView[];
  termsNote: string;
  sheet: '' | 'bib' | 'terms' | 'forms';
  sheetTitle: string;
  bib: string;
  forms: { form: Form; name: string }[];
  each: boolean;
  busy: boolean;
  fault: string;
  failure: Failure | null;
}

const forms = (Object.keys(t.files.forms) as Form[]).map((form) => ({ form, name: t.files.forms[form] }));
const data: Data = { fs: fontScale(), t, common, id: '', list: null, counted: '', rows: [], termsNote: '', sheet: '', sheetTitle: '', bib: '', forms, each: true, busy: false, fault: '', failure: null };

/** What can be given first, then what waits for the time of protests, then what is given, last what has no result. */
const rank = ({ state, prizes: all, given }: Api.Meet.PrizeEvent) => (state === 'open' ? 3 : state === 'waits' ? 1 : given < all ? 0 : 2);

const eventView = ({ event, name, state, prizes: all, given }: Api.Meet.PrizeEvent): EventView => ({
  ...{ event, name },
  tag: state === 'due' ? t.given(given, all) : t.states[state],
  tone: state === 'due' ? (given >= all ? 'green' : 'accent') : state === 'waits' ? 'amber' : 'neutral',
});

/** 颁奖: what there is to give, by event and by unit; by scanning a bib; what is printed for it. */
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
      const list = await prizes(this.data.id);
      const { events, units, terms } = list;
      const given = events.reduce((sum, one) => sum + one.given, 0) + units.filter((one) => one.given !== null).length;
      const all = events.reduce((sum, one) => sum + one.prizes, 0) + units.length;
      this.setData({ list, counted: t.counted(given, all), rows: [...events].sort((a, b) => rank(a) - rank(b)).map(eventView), termsNote: t.terms.note(terms.teams, terms.named.length) });
    });
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { event: string }>) {
    void wx.navigateTo({ url: `/packages/meet/pages/winners/winners?id=${this.data.id}&event=${encodeURIComponent(currentTarget.dataset.event)}` });
  },

  async scan() {
    const found = await wx.scanCode({ scanType: ['qrCode', 'barCode'] }).catch(() => null);
    if (found === null) return;
    const bib = bibIn(found.result);
    if (bib === null) void wx.showToast({ icon: 'none', title: t.badCode });
    else this.toBib(bib);
  },

  toBib(bib: number) {
    this.setData({ sheet: '' });
    void wx.navigateTo({ url: `/packages/meet/pages/winners/winners?id=${this.data.id}&bib=${bib}` });
  },

  openBib() {
    this.setData({ sheet: 'bib', sheetTitle: t.bibTitle, bib: '', fault: '' });
  },

  typeBib({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ bib: value });
  },

  giveBib() {
    const bib = bibIn(this.data.bib);
    if (bib !== null && bib > 0) this.toBib(bib);
  },

  openTerms() {
    this.setData({ sheet: 'terms' });
  },

  termsDone() {
    this.setData({ sheet: '' });
    return this.refresh();
  },

  openForms() {
    this.setData({ sheet: 'forms', sheetTitle: t.files.formsTitle, fault: '' });
  },

  toggleEach() {
    this.setData({ each: !this.data.each });
  },

  receipts() {
    return this.file(() => startExport('meetReceipts', this.data.id, {}));
  },

  certificates({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { form: Form; trial?: boolean }>) {
    const { form, trial = false } = currentTarget.dataset;
    return this.file(() => startExport('meetCertificates', this.data.id, { form, trial, right: 0, down: 0, each: this.data.each ? 'person' : 'entry' }));
  },

  file(start: () => Promise<unknown>) {
    return oneAtATime(this, async () => {
      await start();
      this.setData({ sheet: '' });
      void wx.navigateTo({ url: `/packages/cadre/pages/exports/exports?id=${this.data.id}` });
    });
  },

  closeSheet() {
    this.setData({ sheet: '' });
  },
});

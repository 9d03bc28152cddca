import { doorsBefore, validAfter } from '../../../../domain/checkin/merge';
import { fontScale } from '../../../../format/scale';
import { moment } from '../../../../format/when';
import { detail } from '../../../../services/activity';
import { absent, enterPaper, paperAtMost } from '../../../../services/checkin';
import { serverNow } from '../../../../services/clock';
import { faultWords, type Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { paperTexts as t } from '../../paper-texts';
import { peopleOf, type PersonView } from './view';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  title: string;
  note: string;
  loaded: boolean;
  failure: Failure | null;
  all: Api.Output<'checkin.absent'>['rows'];
  typed: string;
  people: PersonView[];
  /** How many more were found than are shown. */
  hidden: string;
  goLabel: string;
  count: number;
  /** When they came. */
  at: Api.Millis;
  when: string;
  from: Api.Millis;
  to: Api.Millis;
  picking: boolean;
  sheet: boolean;
  busy: boolean;
  fault: string;
  stage: 'choose' | 'done';
  doneTitle: string;
  rest: { uid: string; name: string; why: string }[];
  restTitle: string;
}

const data: Data = {
  ...{ fs: fontScale(), t, common, id: '', title: '', note: '', loaded: false, failure: null, all: [], typed: '', people: [], hidden: '', goLabel: t.pick, count: 0 },
  ...{ at: 0, when: '', from: 0, to: 0, picking: false, sheet: false, busy: false, fault: '', stage: 'choose', doneTitle: '', rest: [], restTitle: '' },
};

/** 代录: who came without being scanned is ticked in the list, with the time and the reason. */
Page({
  data,
  /** Ids. A list, for a page keeps its own copy of plain values only. */
  chosen: [] as string[],

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  async refresh() {
    const { id } = this.data;
    await loading(this, async () => {
      const [activity, { rows, until }] = await Promise.all([detail(id), absent(id)]);
      const now = serverNow();
      const [from, to] = [activity.startsAt - doorsBefore, Math.min(now, activity.endsAt + validAfter)];
      const there = new Set(rows.map(({ uid }) => uid));
      this.chosen = this.chosen.filter((uid: string) => there.has(uid));
      this.setData({ title: activity.title, note: t.note(moment(until, now)), all: rows, from, to, loaded: true });
      if (this.data.at === 0) this.setAt(Math.min(activity.startsAt, to));
      this.show();
    });
  },

  show() {
    const { all, typed } = this.data;
    const { people, hidden } = peopleOf(all, typed, new Set(this.chosen));
    const count = this.chosen.length;
    this.setData({ people, hidden: hidden > 0 ? t.more(hidden) : '', count, goLabel: count > 0 ? t.go(count) : t.pick });
  },

  setAt(at: Api.Millis) {
    this.setData({ at, when: moment(at, serverNow()) });
  },

  search({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ typed: value });
    this.show();
  },

  tick({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { uid: string }>) {
    const { uid } = currentTarget.dataset;
    this.chosen = this.chosen.includes(uid) ? this.chosen.filter((one: string) => one !== uid) : [...this.chosen, uid];
    this.show();
  },

  openTime() {
    this.setData({ picking: true });
  },

  picked({ detail: { at } }: WechatMiniprogram.CustomEvent<{ at: Api.Millis }>) {
    this.setAt(Math.max(this.data.from, Math.min(at, this.data.to)));
    this.closeTime();
  },

  closeTime() {
    this.setData({ picking: false });
  },

  openReason() {
    if (this.chosen.length > 0) this.setData({ sheet: true, fault: '' });
  },

  closeReason() {
    this.setData({ sheet: false });
  },

  /** Portion by portion; what one call has entered stays entered, and is chosen no more. */
  async enter({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    if (this.data.busy) return;
    this.setData({ busy: true, fault: '' });
    const { id, at, all } = this.data;
    const names = new Map(all.map(({ uid, name }) => [uid, name]));
    const results: Api.CheckIn.PaperResult[] = [];
    try {
      const uids = [...this.chosen].sort();
      for (let from = 0; from < uids.length; from += paperAtMost) {
        const portion = uids.slice(from, from + paperAtMost);
        results.push(...(await enterPaper({ activityId: id, at, reason, uids: portion })).results);
        this.chosen = this.chosen.filter((uid: string) => !portion.includes(uid));
      }
      const rest = results.filter(({ outcome }) => outcome !== 'entered').map(({ uid, message }) => ({ uid, name: names.get(uid) ?? '', why: message }));
      this.setData({ sheet: false, stage: 'done', doneTitle: t.done(results.length - rest.length), rest, restTitle: t.rest(rest.length) });
      void wx.vibrateShort({ type: 'medium' });
      void wx.pageScrollTo({ scrollTop: 0, duration: 0 });
    } catch (cause) {
      this.setData({ fault: faultWords(cause) });
      this.show();
    } finally {
      this.setData({ busy: false });
    }
  },

  again() {
    this.setData({ stage: 'choose', typed: '' });
    return this.refresh();
  },

  finish() {
    void wx.navigateBack();
  },
});

import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { describe, type Failure } from '../../../../services/errors';
import { recuse, seats, setPanel, unrecuse } from '../../../../services/judging';
import { loading } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { judgingTexts } from '../../texts-judging';

const t = judgingTexts.panel;

type Seat = Api.Contest.PanelSeat;
type Sheet = '' | 'add' | 'judge' | 'which' | 'why' | 'back';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  view: Api.Contest.PanelView | null;
  judges: Seat[];
  reserves: Seat[];
  judgesHead: string;
  reservesHead: string;
  /** Label of the main act; empty: nothing was changed. */
  save: string;
  /** There is a round before, and nobody is seated yet. */
  before: boolean;
  /** Who may be added still. */
  choices: Api.Contest.JudgeChoice[];
  recusals: { id: string; title: string; lines: { uid: string; text: string; mayReturn: boolean; label: string }[]; few: string }[];
  chosen: Seat | null;
  /** The chosen one is on the panel as it is kept. */
  seated: boolean;
  which: { id: string; title: string; note: string; on: boolean }[];
  whichTitle: string;
  whichLabel: string;
  sheet: Sheet;
  busy: boolean;
  fault: string;
  failure: Failure | null;
}

const data: Data = {
  ...{ fs: fontScale(), t, common, view: null, judges: [], reserves: [], judgesHead: '', reservesHead: '', save: '', before: false, choices: [], recusals: [], chosen: null, seated: false },
  ...{ which: [], whichTitle: '', whichLabel: '', sheet: '', busy: false, fault: '', failure: null },
};

const ordered = (panel: readonly Seat[]) => [...panel.filter(({ reserve }) => !reserve), ...panel.filter(({ reserve }) => reserve)];
const seatsOf = (panel: readonly Seat[]) => panel.map(({ uid, reserve }) => ({ uid, reserve }));

/** 评委席: who judges a round, in which order reserves fill in, and who steps back from what. */
Page({
  data,
  contestId: '',
  /** The recusal that is being taken back. */
  taken: { uid: '', entryId: '' },
  roundId: '',

  onLoad({ contest = '', round = '' }: { contest?: string; round?: string }) {
    this.contestId = contest;
    this.roundId = round;
  },

  onShow() {
    // What was changed and not saved stays, also after a look into the roles.
    if (this.data.save === '') return this.load();
    return undefined;
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  load() {
    return loading(this, async () => {
      const view = await seats(this.contestId, this.roundId);
      this.setData({ view });
      this.draw(ordered(view.panel));
    });
  },

  draw(panel: Seat[]) {
    const { view } = this.data;
    if (!view) return;
    const judges = panel.filter(({ reserve }) => !reserve);
    const reserves = panel.filter(({ reserve }) => reserve);
    const changed = JSON.stringify(seatsOf(panel)) !== JSON.stringify(seatsOf(ordered(view.panel)));
    const known = [...view.choices, ...view.panel];
    this.setData({
      ...{ judges, reserves, judgesHead: t.judges(judges.length), reservesHead: t.reserves(reserves.length) },
      before: view.manages && !view.fixed && panel.length === 0 && this.roundId !== 'r1',
      save: changed ? t.save(judges.length, reserves.length) : '',
      choices: known.filter(({ uid }) => !panel.some((one) => one.uid === uid)).map(({ uid, name, unitName }) => ({ uid, name, unitName })),
      recusals: view.pieces
        .filter(({ recused }) => recused.length > 0)
        .map(({ entryId, title, recused, judges: count }) => ({
          id: entryId,
          title: `《${title}》`,
          lines: recused.map(({ uid, name, substitute, reason, mayReturn }) => ({ uid, text: t.recusedBy(name, substitute, reason), mayReturn, label: t.backOf(name, `《${title}》`) })),
          few: recused.some(({ substitute }) => substitute === null) ? t.few(count) : '',
        })),
    });
  },

  all(): Seat[] {
    return [...this.data.judges, ...this.data.reserves];
  },

  openAdd() {
    this.setData({ sheet: 'add', fault: '' });
  },

  add({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { uid: string; reserve: boolean }>) {
    const { uid, reserve } = currentTarget.dataset;
    const one = this.data.choices.find((choice) => choice.uid === uid);
    if (one) this.draw(ordered([...this.all(), { ...one, reserve }]));
  },

  /** The panel of the round before, of those who still have the role. */
  async takeBefore() {
    if (this.data.busy) return;
    this.setData({ busy: true, fault: '' });
    try {
      const { panel } = await seats(this.contestId, `r${Number(this.roundId.slice(1)) - 1}`);
      const able = panel.filter(({ uid }) => this.data.choices.some((one: Api.Contest.JudgeChoice) => one.uid === uid));
      if (able.length > 0) this.draw(ordered(able));
      else this.setData({ fault: t.sameNone });
    } catch (cause) {
      this.setData({ fault: describe(cause).message });
    } finally {
      this.setData({ busy: false });
    }
  },

  openGrants() {
    this.closeSheet();
    void wx.navigateTo({ url: '/packages/cadre/pages/grants/grants' });
  },

  openJudge({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { uid: string }>) {
    const chosen = this.all().find(({ uid }: Seat) => uid === currentTarget.dataset.uid) ?? null;
    const { view } = this.data;
    if (view?.manages) this.setData({ chosen, seated: view.panel.some(({ uid }) => uid === chosen?.uid), sheet: 'judge', fault: '' });
  },

  closeSheet() {
    this.setData({ sheet: '', fault: '' });
  },

  change(panel: Seat[]) {
    this.draw(ordered(panel));
    this.closeSheet();
  },

  swapKind() {
    const { chosen } = this.data;
    this.change(this.all().map((one: Seat) => (one.uid === chosen?.uid ? { ...one, reserve: !one.reserve } : one)));
  },

  earlier() {
    const panel = this.all();
    const at = panel.findIndex(({ uid }: Seat) => uid === this.data.chosen?.uid);
    const [one] = panel.splice(at, 1);
    if (one) panel.splice(Math.max(0, at - 1), 0, one);
    this.change(panel);
  },

  remove() {
    this.change(this.all().filter(({ uid }: Seat) => uid !== this.data.chosen?.uid));
  },

  save() {
    const { view } = this.data;
    if (!view) return undefined;
    const { contestId, roundId } = this;
    return this.act(() => setPanel({ contestId, roundId, seen: seatsOf(view.panel), judges: seatsOf(this.all()) }), t.saved);
  },

  openWhich() {
    const { view, chosen } = this.data;
    const which = (view?.pieces ?? [])
      .filter(({ released, recused }) => !released && !recused.some(({ uid }) => uid === chosen?.uid))
      .map(({ entryId, number, title, unitName }) => ({ id: entryId, title: `《${title}》`, note: number > 0 ? `${number} 号 · ${unitName}` : unitName, on: false }));
    this.setData({ sheet: 'which', which, whichTitle: t.whichTitle(chosen?.name ?? ''), whichLabel: t.whichNone });
  },

  tick({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const which = this.data.which.map((one) => (one.id === currentTarget.dataset.id ? { ...one, on: !one.on } : one));
    const count = which.filter(({ on }) => on).length;
    this.setData({ which, whichLabel: count > 0 ? t.whichGo(count) : t.whichNone });
  },

  openWhy() {
    this.setData({ sheet: 'why', fault: '' });
  },

  recuse({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { chosen, which } = this.data;
    if (!chosen) return undefined;
    const { contestId, roundId } = this;
    return this.act(() => recuse({ contestId, roundId, uid: chosen.uid, entryIds: which.filter(({ on }) => on).map(({ id }) => id), reason }), t.recused);
  },

  openBack({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { uid: string; entry: string }>) {
    this.taken = { uid: currentTarget.dataset.uid, entryId: currentTarget.dataset.entry };
    this.setData({ sheet: 'back', fault: '' });
  },

  takeBack({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { contestId, roundId } = this;
    const { uid, entryId } = this.taken;
    return this.act(() => unrecuse({ contestId, roundId, uid, entryIds: [entryId], reason }), t.backDone);
  },

  act(ask: () => Promise<unknown>, done: string) {
    return oneAtATime(this, async () => {
      await ask();
      void wx.vibrateShort({ type: 'medium' });
      void wx.showToast({ icon: 'none', title: done });
      this.closeSheet();
      await this.load();
    });
  },
});

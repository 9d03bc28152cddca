import { pointsText } from '../../../../domain/contest/scores';
import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { describe, type Failure } from '../../../../services/errors';
import { asked, missing, witness } from '../../../../services/judging';
import { loading } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { judgingTexts } from '../../texts-judging';

const t = judgingTexts.missing;

/** How often it is looked at, ms. */
const lookEvery = 5000;

interface AskedView {
  key: string;
  head: string;
  reason: string;
  lines: string[];
  of: Api.Contest.AskedCorrection;
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  desk: Api.Contest.MissingDesk | null;
  title: string;
  rows: { uid: string; name: string; tag: string; tone: string }[];
  recused: string[];
  /** Names of those who have not signed. */
  open: string[];
  summary: string;
  urge: string;
  asked: AskedView[];
  chosen: AskedView | null;
  sheet: '' | 'pieces' | 'witness' | 'decline';
  pieces: { id: string; title: string; tag: string }[];
  busy: boolean;
  fault: string;
  failure: Failure | null;
}

const data: Data = {
  ...{ fs: fontScale(), t, common, desk: null, title: '', rows: [], recused: [], open: [], summary: '', urge: '', asked: [], chosen: null, sheet: '', pieces: [] },
  ...{ busy: false, fault: '', failure: null },
};

const askedView = (one: Api.Contest.AskedCorrection, criteria: readonly Api.Contest.Criterion[]): AskedView => ({
  key: `${one.entryId}:${one.judge}`,
  head: t.judge(one.name, one.number, one.title),
  reason: one.reason,
  lines: criteria.filter(({ id }) => one.before[id] !== one.after[id]).map(({ id, name }) => t.change(name, pointsText(one.before[id] ?? 0), pointsText(one.after[id] ?? 0))),
  of: one,
});

/** 谁还没打分: whose sheets are missing for the entry that everybody waits for, and corrections that wait for a witness. */
Page({
  data,
  contestId: '',
  roundId: '',
  /** The entry that was asked for; undefined: the one that everybody waits for. */
  entryId: undefined as string | undefined,
  lookTimer: 0,

  onLoad({ contest = '', round = '' }: { contest?: string; round?: string }) {
    this.contestId = contest;
    this.roundId = round;
  },

  onShow() {
    this.lookTimer = Number(setInterval(() => void this.load(), lookEvery));
    return this.load();
  },

  onHide() {
    clearInterval(this.lookTimer);
  },

  onUnload() {
    clearInterval(this.lookTimer);
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    const { contestId, roundId, entryId } = this;
    await loading(this, async () => {
      const desk = await missing({ contestId, roundId, ...(entryId === undefined ? {} : { entryId }) });
      this.setData(this.viewOf(desk));
      await this.loadAsked();
    });
  },

  /** Corrections are for those who may witness them: to others there are none. */
  async loadAsked() {
    try {
      const { criteria, corrections } = await asked(this.contestId, this.roundId);
      this.setData({ asked: corrections.map((one) => askedView(one, criteria)) });
    } catch (cause) {
      if (describe(cause).code !== 'FORBIDDEN') throw cause;
    }
  },

  viewOf(desk: Api.Contest.MissingDesk): Partial<Data> {
    const piece = desk.pieces.find(({ entryId }) => entryId === desk.entryId);
    const open = desk.rows.filter(({ sheet }) => sheet !== 'signed').map(({ name }) => name);
    const numbered = (number: number, title: string) => `${number > 0 ? `${number} 号` : ''}《${title}》`;
    return {
      desk,
      title: piece ? numbered(piece.number, piece.title) : '',
      rows: desk.rows.map(({ uid, name, sheet }) => ({ uid, name, tag: t.states[sheet], tone: t.tones[sheet] })),
      recused: desk.recused.map(({ name, substitute }) => t.recused(name, substitute)),
      open,
      summary: desk.rows.length === 0 ? t.noPanel : open.length > 0 ? t.left(open.length) : t.all,
      urge: open.length > 0 ? t.urge(open.length) : '',
      pieces: desk.pieces.map(({ entryId, number, title, released }) => ({ id: entryId, title: numbered(number, title), tag: released ? judgingTexts.panel.released : '' })),
    };
  },

  urge() {
    const { desk, open } = this.data;
    const piece = desk?.pieces.find(({ entryId }) => entryId === desk.entryId);
    if (!piece) return;
    void wx.setClipboardData({ data: t.urgeText(open.join('、'), piece.number, piece.title), success: () => void wx.showToast({ icon: 'none', title: t.urged }) });
  },

  openPieces() {
    this.setData({ sheet: 'pieces' });
  },

  choose({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    this.entryId = currentTarget.dataset.id;
    this.closeSheet();
    return this.load();
  },

  decide({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { at: number; sheet: 'witness' | 'decline' }>) {
    const { at, sheet } = currentTarget.dataset;
    this.setData({ chosen: this.data.asked[at] ?? null, sheet, fault: '' });
  },

  closeSheet() {
    this.setData({ sheet: '', fault: '' });
  },

  async send() {
    const { chosen, sheet, busy } = this.data;
    if (!chosen || busy) return;
    const { contestId, roundId } = this;
    const { entryId, judge, v } = chosen.of;
    const confirm = sheet === 'witness';
    await oneAtATime(this, async () => {
      await witness({ contestId, roundId, entryId, judge, v, confirm });
      void wx.vibrateShort({ type: 'medium' });
      void wx.showToast({ icon: 'none', title: confirm ? t.done : t.declined });
      this.closeSheet();
      await this.load();
    });
  },
});

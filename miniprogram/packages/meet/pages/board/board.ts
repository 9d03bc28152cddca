import { codeText } from '../../../../domain/meet/sealing';
import { fontScale } from '../../../../format/scale';
import { describe, type Failure } from '../../../../services/errors';
import { pulled } from '../../../../services/loading';
import { board, boardSince, lastBoard } from '../../../../services/meet-day';
import { common } from '../../../../texts/common';
import { endTexts } from '../../end-texts';
import { dayTexts } from '../../texts-day';

const t = dayTexts.board;

type Tab = 'totals' | 'medals' | 'records';

interface UnitRow extends Api.Meet.UnitLine {
  waits: string;
  width: string;
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  board: Api.Meet.Board | null;
  /** The result book is sealed, or opened for a correction; empty: neither yet. */
  sealed: string;
  tabs: { value: Tab; label: string }[];
  tab: Tab;
  classes: { value: string; label: string }[];
  unitClass: string;
  units: UnitRow[];
  started: boolean;
  medals: { unit: string; name: string; place: number; won: string }[];
  records: { key: string; name: string; note: string; mark: string; tag: string; tone: string }[];
  failure: Failure | null;
}

const tabs: Data['tabs'] = [
  { value: 'totals', label: t.totals },
  { value: 'medals', label: t.medals },
  { value: 'records', label: t.records },
];
const data: Data = { fs: fontScale(), t, common, id: '', board: null, sealed: '', tabs, tab: 'totals', classes: [], unitClass: '', units: [], started: false, medals: [], records: [], failure: null };

/** How often the board is asked for news, ms: one document, a few bytes where nothing changed. */
const beat = 5000;

/** 团体总分, 奖牌榜, 纪录: live, what is not certain yet marked 待确认. */
Page({
  data,
  timer: 0,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    const known = lastBoard(id)?.board;
    if (known) this.take(known);
  },

  onShow() {
    return this.refresh();
  },

  onHide() {
    clearTimeout(this.timer);
  },

  onUnload() {
    clearTimeout(this.timer);
  },

  onPullDownRefresh: pulled,

  async refresh() {
    clearTimeout(this.timer);
    const known = this.data.board;
    try {
      const found = known && this.data.failure === null ? await boardSince(this.data.id, known.v) : (await board(this.data.id)).board;
      if (found) this.take(found);
      if (this.data.failure !== null) this.setData({ failure: null });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
    this.timer = Number(setTimeout(() => void this.refresh(), beat));
  },

  take(found: Api.Meet.Board) {
    const classes = found.classes.map(({ id, name }) => ({ value: id, label: name }));
    const unitClass = classes.some(({ value }) => value === this.data.unitClass) ? this.data.unitClass : (classes[0]?.value ?? '');
    this.setData({
      board: found,
      sealed: found.seal === null || found.seal.state === 'closing' ? '' : found.seal.state === 'sealed' ? endTexts.seal.shown(codeText(found.seal.digest)) : endTexts.seal.shownOpened,
      classes: classes.length > 1 ? classes : [],
      unitClass,
      units: this.unitsOf(found, unitClass),
      started: found.events.some(({ announcedAt }) => announcedAt !== null),
      medals: found.medals.map(({ unit, name, place, medals }) => ({ unit, name, place, won: t.medal(...medals) })),
      records: found.records.map(({ name, unitName, mark, kind, noGauge }, index) => ({ key: String(index), name, note: unitName, mark, tag: `${dayTexts.records[kind]}${noGauge ? ` ${dayTexts.noGauge}` : ''}`, tone: kind === 'equalled' ? 'neutral' : 'gold' })),
    });
  },

  unitsOf({ classes }: Api.Meet.Board, unitClass: string): UnitRow[] {
    const units = classes.find(({ id }) => id === unitClass)?.units ?? [];
    return units.map((one) => ({ ...one, waits: one.pending === '' ? '' : t.waits(one.pending), width: `${one.bar / 10}%` }));
  },

  choose({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Tab }>) {
    this.setData({ tab: value });
  },

  chooseClass({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const { board: known } = this.data;
    if (known) this.setData({ unitClass: value, units: this.unitsOf(known, value) });
  },

  onShareAppMessage() {
    return { title: `${this.data.board?.title ?? common.app} · ${t.totals}`, path: `/packages/meet/pages/board/board?id=${this.data.id}` };
  },
});

import { checkChallenge } from '../../../../domain/reading/challenge';
import { fontScale } from '../../../../format/scale';
import { actFromSheet } from '../../../../services/acting';
import { addChallenge, challengeDesk, closeChallenge } from '../../../../services/challenges';
import type { Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { books } from '../../../../services/reading';
import { common } from '../../../../texts/common';
import { amountUnits } from '../../../../texts/challenges';
import { challengeDeskTexts as t } from '../../challenge-texts';
import { type Row, rowsOf, templatesOf } from './view';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  units: typeof amountUnits;
  id: string;
  /** Whose teams it is about; empty: the challenges for everybody. */
  unit: string;
  failure: Failure | null;
  known: boolean;
  days: number;
  rows: Row[];
  templates: { days: number; label: string }[];
  teams: Api.Output<'reading.challengeDesk'>['teams'];
  sheet: '' | 'book' | 'close';
  sheetTitle: string;
  /** Whose sheet is open. */
  row: Row | null;
  /** Index of the team; -1: none is chosen. */
  team: number;
  search: string;
  found: { bookId: string; title: string; author: string }[];
  bookId: string;
  of: Api.Reading.Amount;
  at: string;
  fault: string;
  busy: boolean;
}

/** Books shown in the sheet; more are found by their title. */
const shown = 5;

const data: Data = {
  ...{ fs: fontScale(), t, common, units: amountUnits, id: '', unit: '', failure: null, known: false, days: 0, rows: [], templates: [], teams: [] },
  ...{ sheet: '', sheetTitle: '', row: null, team: -1, search: '', found: [], bookId: '', of: 'days', at: '7', fault: '', busy: false },
};

/** 读书挑战 as a cadre sets them: of the edition for everybody, or a common book for the teams of one's own unit. */
Page({
  data,

  onLoad({ id = '', unit = '' }: { id?: string; unit?: string }) {
    this.setData({ id, unit });
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    const { id, unit } = this.data;
    return loading(this, async () => {
      const desk = await challengeDesk(id, unit === '' ? null : unit);
      this.setData({ known: true, days: desk.days, rows: rowsOf(desk), templates: unit === '' ? templatesOf(desk) : [], teams: desk.teams });
    });
  },

  addRow({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { days: number }>) {
    return this.put({ kind: 'row', days: currentTarget.dataset.days }, null);
  },

  reopen({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const row = this.data.rows.find(({ key }) => key === currentTarget.dataset.id);
    return row && this.put(row.rule, row.unit);
  },

  put(rule: Api.Reading.ChallengeRule, unionId: string | null) {
    return actFromSheet(this, () => addChallenge({ editionId: this.data.id, unionId, rule }), t.added, () => this.refresh());
  },

  openBook() {
    this.setData({ sheet: 'book', sheetTitle: t.addBook, fault: '', team: this.data.teams.length === 1 ? 0 : -1 });
    return this.find();
  },

  pickTeam({ detail: { value } }: WechatMiniprogram.PickerChange) {
    this.setData({ team: Number(value), fault: '' });
  },

  search({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ search: value });
    return this.find();
  },

  find() {
    const { id, search } = this.data;
    return loading(this, async () => {
      const sought = search.trim();
      const { items } = await books({ editionId: id, ...(sought === '' ? {} : { search: sought }) });
      // What was typed meanwhile has a search of its own.
      if (search === this.data.search) this.setData({ found: items.slice(0, shown) });
    });
  },

  pickBook({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    this.setData({ bookId: currentTarget.dataset.id, fault: '' });
  },

  pickOf({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Api.Reading.Amount }>) {
    this.setData({ of: value, at: value === 'days' ? '7' : '120', fault: '' });
  },

  typeAt({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ at: value, fault: '' });
  },

  addBook() {
    const { unit, teams, team, bookId, of, at, days } = this.data;
    const chosen = teams[team];
    const rule = { kind: 'book', bookId, of, at: Number(at) } as const;
    const wrong = checkChallenge(rule, days);
    const fault = unit !== '' && !chosen ? t.noTeam : bookId === '' ? t.noBook : wrong === null ? '' : t.faults[wrong];
    if (fault !== '') return this.setData({ fault });
    return this.put(rule, chosen && unit !== '' ? chosen.unionId : null);
  },

  openClose({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const row = this.data.rows.find(({ key }) => key === currentTarget.dataset.id);
    if (row) this.setData({ sheet: 'close', row, sheetTitle: t.closeTitle(row.name), fault: '' });
  },

  close({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { id, row } = this.data;
    return row && actFromSheet(this, () => closeChallenge({ editionId: id, challengeId: row.key, reason }), t.stopped, () => this.refresh());
  },

  closeSheet() {
    this.setData({ sheet: '', fault: '' });
  },
});

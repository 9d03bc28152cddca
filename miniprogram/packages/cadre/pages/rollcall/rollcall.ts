import { covers } from '../../../../domain/people/scope';
import { readRollCall, type RollCall } from '../../../../domain/registration/roll-call';
import { type Column, type Columns, guessColumns, headRowOf, readRollSheet } from '../../../../domain/registration/roll-sheet';
import { fontScale } from '../../../../format/scale';
import { detail } from '../../../../services/activity';
import { faultWords, type Failure } from '../../../../services/errors';
import { loading } from '../../../../services/loading';
import { unions } from '../../../../services/people';
import { readSheet, rollCall, signUpMany } from '../../../../services/registration';
import { common } from '../../../../texts/common';
import { rollcallTexts as t } from '../../rollcall-texts';
import { countsOf, leftOut, rowsOf, toSignUp, withChoice, wordsOf, type RowView } from './view';

interface ColumnView {
  column: Column;
  label: string;
  options: string[];
  /** Into `options`; the last one is: no such column. */
  index: number;
  sample: string;
}

interface ResultView {
  uid: string;
  name: string;
  tag: string;
  tone: 'green' | 'amber' | 'red';
  why: string;
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  title: string;
  left: number;
  loaded: boolean;
  failure: Failure | null;
  stage: 'give' | 'columns' | 'preview' | 'done';
  ways: { value: string; label: string }[];
  way: 'paste' | 'sheet';
  scopes: { value: string; label: string }[];
  unit: string;
  text: string;
  fault: string;
  columns: ColumnView[];
  rows: RowView[];
  counts: ReturnType<typeof countsOf>;
  summary: string;
  goLabel: string;
  note: string;
  busy: string;
  results: ResultView[];
  doneTitle: string;
  doneNote: string;
  rest: RowView[];
  restTitle: string;
}

const data: Data = {
  fs: fontScale(),
  t,
  common,
  id: '',
  title: '',
  left: 0,
  loaded: false,
  failure: null,
  stage: 'give',
  ways: [{ value: 'paste', label: t.ways.paste }, { value: 'sheet', label: t.ways.sheet }],
  way: 'paste',
  scopes: [],
  unit: '',
  text: '',
  fault: '',
  columns: [],
  rows: [],
  counts: countsOf([]),
  summary: '',
  goLabel: '',
  note: '',
  busy: '',
  results: [],
  doneTitle: '',
  doneNote: '',
  rest: [],
  restTitle: '',
};

/** Lines a call looks up, members a call signs up. */
const portion = 50;

/** 导入名单: a pasted 接龙 or a sheet of 问卷星 becomes registrations, every line with its fate before anything is done. */
Page({
  data,
  sheet: [] as string[][],
  headRow: 0,
  call: { title: '', lines: [], faults: [] } as RollCall,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    return this.refresh();
  },

  refresh() {
    return loading(this, async () => {
      const [activity, { unions: mine }] = await Promise.all([detail(this.data.id), unions()]);
      const tops = mine.filter((union) => !mine.some((wider) => wider.id !== union.id && covers(wider.path, union.path)));
      this.setData({ title: activity.title, left: activity.left, scopes: tops.map(({ id, name }) => ({ value: id, label: name })), unit: tops[0]?.id ?? '', loaded: true });
    });
  },

  chooseWay({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: 'paste' | 'sheet' }>) {
    this.setData({ way: value, fault: '' });
  },

  chooseScope({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ unit: value });
  },

  typeText({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ text: value, fault: '' });
  },

  async paste() {
    const { data: copied } = await wx.getClipboardData().catch(() => ({ data: '' }));
    if (copied.trim() === '') void wx.showToast({ icon: 'none', title: t.clipboardEmpty });
    else this.setData({ text: copied.slice(0, 20_000), fault: '' });
  },

  checkPaste() {
    return this.check(readRollCall(this.data.text));
  },

  async chooseFile() {
    const chosen = await wx.chooseMessageFile({ count: 1, type: 'file', extension: ['xlsx'] }).catch(() => null);
    const file = chosen?.tempFiles[0];
    if (!file) return;
    await this.during(t.reading, async () => {
      this.sheet = await readSheet(file.path);
      this.headRow = headRowOf(this.sheet);
      this.showColumns(guessColumns(this.sheet[this.headRow] ?? []));
      this.setData({ stage: 'columns' });
    });
  },

  showColumns(columns: Columns) {
    const head: string[] = this.sheet[this.headRow] ?? [];
    const options = [...head.map((cell, index) => cell.trim() || `${index + 1}`), t.noColumn];
    const first: string[] = this.sheet[this.headRow + 1] ?? [];
    const viewOf = (column: Column): ColumnView => {
      const at = columns[column];
      return { column, label: t.columns[column], options, index: at ?? head.length, sample: at === null ? '' : t.sample(first[at] ?? '') };
    };
    this.setData({ columns: [viewOf('name'), viewOf('unit'), viewOf('staffNumber')], fault: columns.name === null ? t.nameMissing : '' });
  },

  columnsNow(): Columns {
    const width = (this.sheet[this.headRow] ?? []).length;
    const at = (column: Column) => {
      const index = this.data.columns.find((one) => one.column === column)?.index ?? width;
      return index < width ? index : null;
    };
    return { name: at('name'), unit: at('unit'), staffNumber: at('staffNumber') };
  },

  chooseColumn({ currentTarget, detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }, object, { column: Column }>) {
    const index = Number(value);
    const columns = this.columnsNow();
    this.showColumns({ ...columns, [currentTarget.dataset.column]: index < (this.sheet[this.headRow] ?? []).length ? index : null });
  },

  checkSheet() {
    const columns = this.columnsNow();
    if (columns.name === null) {
      this.setData({ fault: t.nameMissing });
      return undefined;
    }
    return this.check(readRollSheet(this.sheet, this.headRow, columns));
  },

  /** Looks every line up, portion by portion, and shows what will happen. Nothing is signed up yet. */
  async check(call: RollCall) {
    if (call.lines.length === 0) {
      this.setData({ fault: call.faults[0]?.why ?? '' });
      return;
    }
    this.call = call;
    await this.during(t.checking(0, call.lines.length), async () => {
      const answers: Api.Registration.RollRow[] = [];
      for (let from = 0; from < call.lines.length; from += portion) {
        const lines = call.lines.slice(from, from + portion).map(({ line, words, staffNumber }) => ({ line, words, staffNumber }));
        answers.push(...(await rollCall({ activityId: this.data.id, unionId: this.data.unit, lines })).rows);
        this.setData({ busy: t.checking(Math.min(call.lines.length, from + portion), call.lines.length) });
      }
      this.setData({ stage: 'preview' });
      this.showRows(rowsOf(call, answers));
      wx.pageScrollTo({ scrollTop: 0, duration: 0 });
    });
  },

  showRows(rows: RowView[]) {
    const counts = countsOf(rows);
    const note = counts.open > 0 ? t.leftOpen(counts.open) : counts.ready > this.data.left ? t.overLeft(this.data.left) : '';
    this.setData({ rows, counts, summary: t.summary(counts), goLabel: counts.ready > 0 ? t.go(counts.ready) : t.nobody, note });
  },

  choose({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { key: string; uid: string }>) {
    const { key, uid } = currentTarget.dataset;
    this.showRows(withChoice(this.data.rows, key, uid));
  },

  startOver() {
    this.setData({ stage: 'give', rows: [], fault: '' });
  },

  async go() {
    const { rows } = this.data;
    const rest = leftOut(rows);
    if (rest.length > 0) {
      const { confirm } = await wx.showModal({ title: t.badTitle(rest.length), content: t.badText(wordsOf(rest)), confirmText: t.badGo, cancelText: t.badBack });
      if (!confirm) return;
    }
    const uids = toSignUp(rows);
    await this.during(t.going(0, uids.length), async () => {
      const results: Api.Registration.RollResult[] = [];
      for (let from = 0; from < uids.length; from += portion) {
        const { results: some } = await signUpMany({ activityId: this.data.id, unionId: this.data.unit, uids: uids.slice(from, from + portion) });
        results.push(...some);
        this.setData({ busy: t.going(results.length, uids.length) });
      }
      this.showResults(results, rest);
      wx.vibrateShort({ type: 'medium' });
    });
  },

  showResults(results: Api.Registration.RollResult[], rest: RowView[]) {
    const names = new Map(this.data.rows.flatMap((row) => row.choices.map((choice) => [choice.uid, `${choice.name === '' ? row.word : choice.name}`] as const)));
    const held = results.filter(({ state }) => state === 'held').length;
    const waiting = results.filter(({ state }) => state === 'waiting').length;
    this.setData({
      stage: 'done',
      doneTitle: t.doneTitle(held),
      doneNote: t.doneNote(waiting, results.length - held - waiting),
      rest,
      restTitle: t.notMatched(rest.length),
      results: results.map(({ uid, state, position, why }) => ({
        uid,
        name: names.get(uid) ?? '',
        tag: state === null ? t.refused : state === 'waiting' ? t.waitingAt(position ?? 1) : t.held,
        tone: state === null ? 'red' : state === 'waiting' ? 'amber' : 'green',
        why,
      })),
    });
    wx.pageScrollTo({ scrollTop: 0, duration: 0 });
  },

  copyRest() {
    const { title, rest } = this.data;
    void wx.setClipboardData({ data: t.restText(title, rest.map((row) => row.short).join('\n')) });
  },

  finish() {
    void wx.navigateBack();
  },

  /** One thing at a time, with a word of what goes on; a failure keeps all that was read. */
  async during(words: string, act: () => Promise<void>) {
    if (this.data.busy !== '') return;
    this.setData({ busy: words, fault: '' });
    try {
      await act();
    } catch (cause) {
      this.setData({ fault: faultWords(cause) });
    } finally {
      this.setData({ busy: '' });
    }
  },
});

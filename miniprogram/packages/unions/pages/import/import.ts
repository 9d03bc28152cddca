import { fontScale } from '../../../../format/scale';
import { describe, faultWords } from '../../../../services/errors';
import { importList, importState, putSheet } from '../../../../services/unions';
import { common } from '../../../../texts/common';
import { unionTexts as t } from '../../texts';

type Kind = Api.Unions.Import['kind'];

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  kind: Kind;
  id: string;
  into: string;
  stage: 'fill' | 'working' | 'done';
  text: string;
  act: string;
  /** Name and path of the chosen file; empty: the paste counts. */
  fileName: string;
  path: string;
  fault: string;
  faults: string[];
  busy: boolean;
  progress: string;
  result: string;
  skipped: string[];
}

const data: Data = {
  fs: fontScale(),
  t,
  common,
  kind: 'unions',
  id: '',
  into: '',
  stage: 'fill',
  text: '',
  act: t.rows(0),
  fileName: '',
  path: '',
  fault: '',
  faults: [],
  busy: false,
  progress: '',
  result: '',
  skipped: [],
};

/** What a request may carry. */
const longestPaste = 20_000;
const pollMs = 2000;

const rowsIn = (text: string) => text.split('\n').filter((line) => line.trim() !== '').length;

/** 导入名单: unions below a union, or members into one, pasted from a sheet or from an Excel file. */
Page({
  data,
  timer: undefined as ReturnType<typeof setTimeout> | undefined,

  onLoad({ kind, id = '', name = '' }: { kind?: string; id?: string; name?: string }) {
    const wanted: Kind = kind === 'roster' ? 'roster' : 'unions';
    wx.setNavigationBarTitle({ title: t.importTitle[wanted] });
    this.setData({ kind: wanted, id, into: t.into[wanted](decodeURIComponent(name)) });
  },

  onUnload() {
    clearTimeout(this.timer);
  },

  type({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ text: value, act: t.rows(rowsIn(value)), fault: '', faults: [] });
  },

  async pick() {
    const chosen = await wx.chooseMessageFile({ count: 1, type: 'file', extension: ['xlsx'] }).catch(() => null);
    const file = chosen?.tempFiles[0];
    if (file) this.setData({ path: file.path, fileName: file.name, act: t.importGo, fault: '', faults: [] });
  },

  unpick() {
    this.setData({ path: '', fileName: '', act: t.rows(rowsIn(this.data.text)), fault: '', faults: [] });
  },

  async send() {
    const { kind, id, text, path, busy } = this.data;
    if (busy) return;
    const fault = path !== '' ? '' : text.trim() === '' ? t.pasteNone : text.length > longestPaste ? t.pasteTooLong : '';
    this.setData({ fault, faults: [] });
    if (fault !== '') return;
    this.setData({ busy: true });
    try {
      const source = path === '' ? { text } : { fileId: await putSheet(path) };
      const { importId, faults } = await importList(kind, id, source);
      if (importId === null) this.setData({ faults: faults.map(({ line, why }) => t.fault(line, why)) });
      else await this.follow(importId);
    } catch (cause) {
      this.setData({ fault: faultWords(cause) });
    } finally {
      this.setData({ busy: false });
    }
  },

  /** Asks how far it is until it is through; whoever leaves the page loses nothing. */
  async follow(importId: string) {
    try {
      const { kind, total, done, finished, skipped } = await importState(importId);
      if (finished) {
        wx.vibrateShort({ type: 'medium' });
        this.setData({ stage: 'done', result: t.done(total - skipped.length, kind), skipped: skipped.map(({ line, why }) => t.fault(line, why)) });
        return;
      }
      this.setData({ stage: 'working', progress: t.working(done, total) });
    } catch (cause) {
      this.setData({ stage: 'working', progress: describe(cause).message });
    }
    this.timer = setTimeout(() => void this.follow(importId), pollMs);
  },

  back() {
    void wx.navigateBack();
  },
});

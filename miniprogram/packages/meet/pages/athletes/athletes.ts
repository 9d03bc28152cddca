import { readAthleteLines } from '../../../../domain/meet/athlete-lines';
import { fits, tidy } from '../../../../domain/text/clean';
import { fontScale } from '../../../../format/scale';
import { describe, faultWords, type Failure } from '../../../../services/errors';
import { addAthletes, delegation as fetchDelegation, substitute } from '../../../../services/meet';
import { common } from '../../../../texts/common';
import { entryTexts } from '../../entry-texts';

const t = entryTexts.athletes;

type Mode = 'one' | 'many';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  meetId: string;
  unitId: string;
  /** Who is substituted; empty: nobody is. */
  out: string;
  outName: string;
  loaded: boolean;
  failure: Failure | null;
  mode: Mode;
  name: string;
  sex: Api.Meet.Sex;
  born: string;
  tail: string;
  lines: string;
  reason: string;
  reasons: { value: string; label: string }[];
  counted: string;
  act: string;
  /** Why the act cannot be done yet; empty: it can. */
  missing: string;
  faults: string[];
  busy: boolean;
}

const data: Data = {
  fs: fontScale(),
  t,
  common,
  meetId: '',
  unitId: '',
  out: '',
  outName: '',
  loaded: false,
  failure: null,
  mode: 'one',
  name: '',
  sex: 'male',
  born: '',
  tail: '',
  lines: '',
  reason: t.reasons[0] ?? '',
  reasons: t.reasons.map((reason) => ({ value: reason, label: reason })),
  counted: '',
  act: t.add(1),
  missing: t.missing,
  faults: [],
  busy: false,
};

/** 加运动员: one by one or as a list, from the unit's roster; or who takes somebody's place. What is typed stays on this page alone: it names dates of birth. */
Page({
  data,

  onLoad({ meet = '', unit = '', out = '' }: { meet?: string; unit?: string; out?: string }) {
    this.setData({ meetId: meet, unitId: unit, out });
    if (out !== '') wx.setNavigationBarTitle({ title: t.substituteTitle });
    return this.load();
  },

  async load() {
    const { meetId, unitId, out } = this.data;
    if (out === '') return this.setData({ loaded: true });
    this.setData({ failure: null });
    try {
      const { athletes } = await fetchDelegation(meetId, unitId);
      this.setData({ loaded: true, outName: t.swapFor(athletes.find(({ uid }) => uid === out)?.name ?? ''), act: t.swap });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  chooseMode({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Mode }>) {
    this.setData({ mode: value });
    this.check();
  },

  type({ currentTarget, detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }, object, { field: 'name' | 'tail' | 'lines' | 'born' }>) {
    this.setData({ [currentTarget.dataset.field]: value });
    this.check();
  },

  chooseSex({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Api.Meet.Sex }>) {
    this.setData({ sex: value });
  },

  chooseReason({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ reason: value });
  },

  /** The athletes as they are typed. */
  read(): Api.Meet.AthleteLine[] {
    const { mode, name, sex, born, tail, lines } = this.data;
    if (mode === 'many') return readAthleteLines(lines).lines.map(({ line: _line, ...one }) => one);
    const staffTail = tail.normalize('NFKC').trim().toUpperCase();
    return fits(name, 2, 30) && born !== '' ? [{ name: tidy(name), sex, born, staffTail }] : [];
  },

  check() {
    const { mode, lines, out } = this.data;
    const found = mode === 'many' ? readAthleteLines(lines) : { lines: this.read(), faults: [] };
    const count = found.lines.length;
    this.setData({
      counted: mode === 'many' && count > 0 ? t.counted(count) : '',
      faults: found.faults.map(({ line, why }) => t.line(line, why)),
      missing: count === 0 || found.faults.length > 0 ? t.missing : '',
      act: out === '' ? t.add(Math.max(1, count)) : t.swap,
    });
  },

  async send() {
    const { meetId, unitId, out, reason, mode, lines } = this.data;
    const typed = this.read();
    const [line] = typed;
    if (!line || this.data.missing !== '') return;
    this.setData({ busy: true, faults: [] });
    try {
      if (out !== '') await substitute({ meetId, unitId, out, line, reason });
      else {
        const { faults } = await addAthletes({ meetId, unitId, lines: typed });
        // The server counts what was sent; a person counts lines as they were pasted.
        const at = mode === 'many' ? readAthleteLines(lines).lines.map((one) => one.line) : [];
        if (faults.length > 0) return this.setData({ faults: faults.map((fault) => (mode === 'many' ? t.line(at[fault.line - 1] ?? fault.line, fault.why) : fault.why)) });
      }
      wx.vibrateShort({ type: 'medium' });
      void wx.showToast({ icon: 'none', title: out === '' ? t.added(typed.length) : t.swapped });
      await wx.navigateBack();
    } catch (cause) {
      this.setData({ faults: [faultWords(cause)] });
    } finally {
      this.setData({ busy: false });
    }
  },
});

import { rulebookWords } from '../../../../domain/meet/entry-words';
import { termsFault } from '../../../../domain/meet/hours';
import { rulebookFaults } from '../../../../domain/meet/rulebook';
import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure } from '../../../../services/errors';
import { create, edit, meet } from '../../../../services/meet';
import { common } from '../../../../texts/common';
import { type Fields, fieldsOf, noFields, pickerOf, typedInto } from '../../form-fields';
import { formOf, type MeetForm, put, sectionsOf } from '../../meet-form';
import { meetTexts as t } from '../../meet-texts';

interface Data extends Fields {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  title: string;
  loaded: boolean;
  failure: Failure | null;
  level: Api.Meet.Level;
  choices: { id: Api.Meet.Sport; name: string; note: string }[];
  /** null: not set up yet. */
  setup: Api.Meet.Setup | null;
  locked: boolean;
  form: MeetForm | null;
  counted: string;
  faults: string[];
  note: string;
  picking: string;
  pickerTitle: string;
  pickerAt: number;
  busy: boolean;
  fault: string;
}

const data: Data = {
  fs: fontScale(),
  t,
  common,
  id: '',
  title: '',
  loaded: false,
  failure: null,
  level: 'district',
  choices: (['athletics', 'fun', 'ball', 'swimming', 'board'] as const).map((id) => ({ id, name: t.sports[id], note: t.sportNotes[id] })),
  setup: null,
  locked: false,
  form: null,
  counted: '',
  ...noFields,
  faults: [],
  note: '',
  picking: '',
  pickerTitle: '',
  pickerAt: 0,
  busy: false,
  fault: '',
};

/** What is wrong with a form, in words. */
function faultsOf({ rulebook, entriesUntil, captainsAt, hours }: MeetForm): string[] {
  const named = (at: string | null) => [...rulebook.events, ...rulebook.groups, ...rulebook.unitClasses].find(({ id }) => id === at)?.name ?? '';
  const terms = termsFault({ entriesUntil, captainsAt, hours });
  return [...rulebookFaults(rulebook).map(({ problem, at }) => rulebookWords(problem, named(at))), ...(terms === null ? [] : [terms])];
}

/** 竞赛规程: a template first, then every part of the rulebook in plain sections. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    return this.load();
  },

  async load() {
    this.setData({ failure: null });
    try {
      const { title, setup, manages } = await meet(this.data.id);
      if (!manages) this.setData({ failure: { kind: 'error', code: 'NOT_FOUND', message: t.gone, requestId: '' } });
      else this.setData({ loaded: true, title, setup, locked: setup !== null && setup.state !== 'entries', unread: {}, sections: [] });
      if (manages && setup) this.show(formOf(setup));
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  show(form: MeetForm, typing = '') {
    const { events, groups } = form.rulebook;
    this.setData({ form, ...fieldsOf(sectionsOf(form), this.data, typing, serverNow()), counted: t.count(events.length, groups.length) });
    this.check();
  },

  check() {
    const { form, unread } = this.data;
    if (form === null) return;
    const faults = [...(Object.values(unread).some((one) => one) ? [t.unread] : []), ...faultsOf(form)];
    this.setData({ faults, note: faults.length > 0 ? t.notSaved(faults.length) : '' });
  },

  chooseLevel({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Api.Meet.Level }>) {
    this.setData({ level: value });
  },

  async choose({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: Api.Meet.Sport }>) {
    await this.during(() => create({ activityId: this.data.id, sport: currentTarget.dataset.id, level: this.data.level }), t.made);
  },

  filled({ detail: { key, text } }: WechatMiniprogram.CustomEvent<{ key: string; text: string }>) {
    this.take(key, text);
  },

  take(key: string, text: string) {
    const { form } = this.data;
    if (form === null) return;
    const next = put(form, key, text);
    this.setData(typedInto(this.data, key, text, next !== null));
    if (next === null) this.check();
    else this.show(next, key);
  },

  openPicker({ detail }: WechatMiniprogram.CustomEvent<{ key: string }>) {
    this.setData({ ...pickerOf(this.data.sections, detail.key) });
  },

  picked({ detail: { at } }: WechatMiniprogram.CustomEvent<{ at: number }>) {
    this.take(this.data.picking, String(at));
    this.unpick();
  },

  unpick() {
    this.setData({ picking: '' });
  },

  async save() {
    const { id, form, setup, faults } = this.data;
    if (form === null || setup === null || faults.length > 0) return;
    const { rulebook, entriesUntil, captainsAt, hours } = form;
    await this.during(() => edit({ meetId: id, v: setup.v, rulebook, entriesUntil, captainsAt, hours }), t.saved);
  },

  /** What went wrong stands at the top of the page. */
  async during(act: () => Promise<unknown>, done: string) {
    await oneAtATime(this, async () => {
      await act();
      await this.load();
      void wx.showToast({ icon: 'none', title: done });
    });
    if (this.data.fault !== '') void wx.pageScrollTo({ scrollTop: 0, duration: 200 });
  },
});

import { brokenPromises, checkRulebook, prizeWarning } from '../../../../domain/contest/rulebook';
import { templates } from '../../../../domain/contest/templates';
import { fontScale } from '../../../../format/scale';
import { moment } from '../../../../format/when';
import { serverNow } from '../../../../services/clock';
import { contest, create, edit } from '../../../../services/contest';
import { describe, faultWords, type Failure } from '../../../../services/errors';
import { common } from '../../../../texts/common';
import { type ContestForm, type FieldView, put, sectionsOf, type SectionView } from '../../contest-form';
import { contestTexts as t } from '../../contest-texts';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  title: string;
  loaded: boolean;
  failure: Failure | null;
  choices: { id: Api.Contest.TemplateId; name: string; note: string; label: string }[];
  /** null: not set up yet. */
  setup: Api.Contest.Setup | null;
  form: ContestForm | null;
  sections: SectionView[];
  /** Moments in words, by field. */
  moments: Record<string, string>;
  /** Fields whose text cannot be read. */
  unread: Record<string, boolean>;
  faults: string[];
  /** Entries that were accepted. */
  accepted: number;
  /** More prizes than usual; empty: not. */
  warning: string;
  note: string;
  picking: string;
  pickerTitle: string;
  pickerAt: number;
  busy: boolean;
  sendFault: string;
}

const data: Data = {
  fs: fontScale(),
  t,
  common,
  id: '',
  title: '',
  loaded: false,
  failure: null,
  choices: templates.map(({ id, name, note }) => ({ id, name, note, label: t.use(name) })),
  setup: null,
  form: null,
  sections: [],
  moments: {},
  unread: {},
  faults: [],
  accepted: 0,
  warning: '',
  note: '',
  picking: '',
  pickerTitle: '',
  pickerAt: 0,
  busy: false,
  sendFault: '',
};

/** 比赛规程: a template first, then every line of the rulebook in plain sections. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    return this.load();
  },

  async load() {
    this.setData({ failure: null });
    try {
      const { title, setup, manages, accepted } = await contest(this.data.id);
      if (!manages) this.setData({ failure: { kind: 'error', code: 'NOT_FOUND', message: t.gone, requestId: '' } });
      else this.setData({ loaded: true, title, setup, accepted, unread: {}, sections: [] });
      if (manages && setup) this.show({ rulebook: setup.rulebook, entriesUntil: setup.entriesUntil });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  /** A field that is typed into, and one whose text could not be read, keeps its text; all others say what the rulebook says. */
  show(form: ContestForm, typing = '') {
    const now = serverNow();
    const { unread } = this.data;
    const before = new Map(this.data.sections.flatMap(({ fields }) => fields.map(({ key, value }) => [key, value])));
    const kept = ({ key, kind }: FieldView) => (kind === 'lines' || kind === 'number') && (key === typing || unread[key] === true);
    const sections = sectionsOf(form).map(({ title, fields }) => ({ title, fields: fields.map((field) => (kept(field) ? { ...field, value: before.get(field.key) ?? field.value } : field)) }));
    const moments = Object.fromEntries(sections.flatMap(({ fields }) => fields.filter(({ kind }) => kind === 'moment').map(({ key, at }) => [key, moment(at, now)])));
    const there = new Set(sections.flatMap(({ fields }) => fields.map(({ key }) => key)));
    this.setData({ form, sections, moments, unread: Object.fromEntries(Object.entries(unread).filter(([key]) => there.has(key))) });
    this.check();
  },

  check() {
    const { form, setup, unread } = this.data;
    if (form === null || setup === null) return;
    const early = form.entriesUntil > (form.rulebook.rounds[0]?.startsAt ?? 0) ? [t.early] : [];
    const unreadable = Object.values(unread).some((one) => one) ? [t.unread] : [];
    const faults = [...unreadable, ...checkRulebook(form.rulebook), ...early, ...(setup.frozen ? brokenPromises(setup.rulebook, form.rulebook) : [])];
    this.setData({ faults, warning: prizeWarning(form.rulebook, this.data.accepted) ?? '', note: faults.length > 0 ? t.notSaved(faults.length) : '' });
  },

  async choose({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: Api.Contest.TemplateId }>) {
    await this.during(() => create(this.data.id, currentTarget.dataset.id), t.made);
  },

  type({ currentTarget, detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }, object, { key: string }>) {
    this.take(currentTarget.dataset.key, value);
  },

  pick({ currentTarget, detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }, object, { key: string }>) {
    this.take(currentTarget.dataset.key, value);
  },

  take(key: string, text: string) {
    const { form, sections, unread } = this.data;
    if (form === null) return;
    const next = put(form, key, text);
    this.setData({
      unread: { ...unread, [key]: next === null },
      sections: sections.map(({ title, fields }) => ({ title, fields: fields.map((field) => (field.key === key ? { ...field, value: text } : field)) })),
    });
    if (next === null) this.check();
    else this.show(next, key);
  },

  tick({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { key: string; value: string }>) {
    this.take(currentTarget.dataset.key, currentTarget.dataset.value);
  },

  openPicker({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { key: string }>) {
    const field = this.data.sections.flatMap(({ fields }) => fields).find(({ key }) => key === currentTarget.dataset.key);
    if (field) this.setData({ picking: field.key, pickerTitle: field.label, pickerAt: field.at });
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
    await this.during(() => edit({ contestId: id, v: setup.v, ...form }), t.saved);
  },

  async during(act: () => Promise<unknown>, done: string) {
    if (this.data.busy) return;
    this.setData({ busy: true, sendFault: '' });
    try {
      await act();
      await this.load();
      void wx.showToast({ icon: 'none', title: done });
    } catch (cause) {
      this.setData({ sendFault: faultWords(cause) });
      void wx.pageScrollTo({ scrollTop: 0, duration: 200 });
    } finally {
      this.setData({ busy: false });
    }
  },
});

import { brokenPromises, checkRulebook, prizeWarning } from '../../../../domain/contest/rulebook';
import { templates } from '../../../../domain/contest/templates';
import { fontScale } from '../../../../format/scale';
import { moment } from '../../../../format/when';
import { serverNow } from '../../../../services/clock';
import { contest, create, edit } from '../../../../services/contest';
import { describe, faultWords, type Failure } from '../../../../services/errors';
import { common } from '../../../../texts/common';
import { type ContestForm, put, sectionsOf } from '../../contest-form';
import { keepTyped, type SectionView, stillUnread } from '../../form-fields';
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
    const sections = keepTyped(sectionsOf(form), this.data.sections, unread, typing);
    const moments = Object.fromEntries(sections.flatMap(({ fields }) => fields.filter(({ kind }) => kind === 'moment').map(({ key, at }) => [key, moment(at, now)])));
    this.setData({ form, sections, moments, unread: stillUnread(sections, unread) });
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

  filled({ detail: { key, text } }: WechatMiniprogram.CustomEvent<{ key: string; text: string }>) {
    this.take(key, text);
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

  openPicker({ detail }: WechatMiniprogram.CustomEvent<{ key: string }>) {
    const field = this.data.sections.flatMap(({ fields }) => fields).find(({ key }) => key === detail.key);
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

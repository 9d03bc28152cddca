import { brokenPromises, checkRulebook, prizeWarning } from '../../../../domain/contest/rulebook';
import { templates } from '../../../../domain/contest/templates';
import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { serverNow } from '../../../../services/clock';
import { contest, create, edit } from '../../../../services/contest';
import { describe, type Failure } from '../../../../services/errors';
import { common } from '../../../../texts/common';
import { type ContestForm, put, sectionsOf } from '../../contest-form';
import { type Fields, fieldsOf, noFields, pickerOf, typedInto } from '../../form-fields';
import { contestTexts as t } from '../../contest-texts';

interface Data extends Fields {
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
  choices: templates.map(({ id, name, note }) => ({ id, name, note, label: t.use(name) })),
  setup: null,
  form: null,
  ...noFields,
  faults: [],
  accepted: 0,
  warning: '',
  note: '',
  picking: '',
  pickerTitle: '',
  pickerAt: 0,
  busy: false,
  fault: '',
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

  show(form: ContestForm, typing = '') {
    this.setData({ form, ...fieldsOf(sectionsOf(form), this.data, typing, serverNow()) });
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
    await this.during(() => edit({ contestId: id, v: setup.v, ...form }), t.saved);
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

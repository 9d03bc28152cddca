import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { serverNow } from '../../../../services/clock';
import { createCall } from '../../../../services/works';
import { common } from '../../../../texts/common';
import { type Fields, fieldsOf, noFields, pickerOf, typedInto } from '../../form-fields';
import { faultsOf, formFrom, inputOf, put, sectionsOf, type TemplateId, type WorksForm } from '../../works-form';
import { worksSetupTexts as t } from '../../works-texts';

interface Data extends Fields {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  choices: { id: TemplateId; name: string; note: string; label: string }[];
  /** null: no template is chosen yet. */
  form: WorksForm | null;
  faults: string[];
  note: string;
  picking: string;
  pickerTitle: string;
  pickerAt: number;
  busy: boolean;
  fault: string;
}

const ids = ['essay', 'review', 'photo', 'art'] as const;

const data: Data = {
  ...{ fs: fontScale(), t, common, id: '', choices: ids.map((id) => ({ id, ...t.templates[id], label: t.use(t.templates[id].name) })), form: null, ...noFields },
  ...{ faults: [], note: '', picking: '', pickerTitle: '', pickerAt: 0, busy: false, fault: '' },
};

/** 发起作品征集: a template first, then every line of the plan in plain sections. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
  },

  choose({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: TemplateId }>) {
    this.show(formFrom(currentTarget.dataset.id, serverNow()));
    void wx.pageScrollTo({ scrollTop: 0, duration: 0 });
  },

  show(form: WorksForm, typing = '') {
    this.setData({ form, ...fieldsOf(sectionsOf(form), this.data, typing, serverNow()) });
    this.check();
  },

  check() {
    const { form, unread } = this.data;
    if (form === null) return;
    const faults = [...(Object.values(unread).some((one) => one) ? [t.unread] : []), ...faultsOf(form, serverNow())];
    this.setData({ faults, note: faults.length > 0 ? t.faults(faults.length) : '' });
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

  async create() {
    const { id, form, faults } = this.data;
    if (form === null || faults.length > 0) return;
    await oneAtATime(this, async () => {
      const { callId } = await createCall(inputOf(id, form));
      void wx.vibrateShort({ type: 'medium' });
      await wx.redirectTo({ url: `/packages/works/pages/desk/desk?id=${callId}` });
      void wx.showToast({ icon: 'none', title: t.created });
    });
    if (this.data.fault !== '') void wx.pageScrollTo({ scrollTop: 0, duration: 200 });
  },
});

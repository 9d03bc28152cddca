import { checkEdit } from '../../../../domain/activity/edit';
import { fontScale } from '../../../../format/scale';
import { moment } from '../../../../format/when';
import { detail as fetchDetail, update } from '../../../../services/activity';
import { serverNow } from '../../../../services/clock';
import { describe, failureOf, type Failure } from '../../../../services/errors';
import { loading } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { rulesTexts } from '../../rules-texts';
import { cadreTexts as t } from '../../texts';

type TimeField = 'startsAt' | 'endsAt' | 'signUpClosesAt';
type TextField = 'title' | 'placeName' | 'placeAddress' | 'summary' | 'contact';

interface Data {
  fs: number;
  t: typeof t;
  words: typeof rulesTexts.edit;
  common: typeof common;
  id: string;
  detail: Api.Activity.Detail | null;
  edit: Api.Activity.Edit | null;
  times: { field: TimeField; label: string; when: string; fault: string }[];
  faults: Record<string, string>;
  /** What is wrong with questions that are added, by question. */
  questionFaults: Record<string, string>;
  /** What everybody who is in will see. */
  note: string;
  picking: TimeField | '';
  pickerTitle: string;
  pickerAt: Api.Millis;
  failure: Failure | null;
  /** Somebody else was faster. */
  stale: boolean;
  busy: boolean;
}

const data: Data = {
  fs: fontScale(),
  t,
  words: rulesTexts.edit,
  common,
  id: '',
  detail: null,
  edit: null,
  times: [],
  faults: {},
  questionFaults: {},
  note: '',
  picking: '',
  pickerTitle: '',
  pickerAt: 0,
  failure: null,
  stale: false,
  busy: false,
};

const promisedOf = (detail: Api.Activity.Detail) => ({ ...detail, capacity: detail.total.capacity });

/** 修改活动: name, time, place, closing and words of an open activity; what was promised stays. */
Page({
  data,

  onLoad({ id = '' }) {
    this.setData({ id });
    return this.load();
  },

  load() {
    return loading(this, async () => {
      const detail = await fetchDetail(this.data.id);
      const { title, place, startsAt, endsAt, signUpClosesAt, summary, contact } = detail;
      this.setData({ detail, stale: false });
      this.show({ title, placeName: place.name, placeAddress: place.address, startsAt, endsAt, signUpClosesAt, summary, contact, moreFields: [] });
    });
  },

  show(edit: Api.Activity.Edit) {
    const { detail } = this.data;
    if (detail === null) return;
    const now = serverNow();
    const faults: Record<string, string> = {};
    const found = checkEdit(promisedOf(detail), edit, now);
    for (const { field, message } of found) faults[field] ??= message;
    const questionFaults = Object.fromEntries(found.flatMap(({ field, part, message }) => (field === 'fields' && part !== undefined ? [[part, message]] : [])));
    const moved = edit.startsAt !== detail.startsAt || edit.endsAt !== detail.endsAt || edit.placeName !== detail.place.name;
    this.setData({
      edit,
      faults,
      questionFaults,
      note: moved ? rulesTexts.edit.told : '',
      times: (['startsAt', 'endsAt', 'signUpClosesAt'] as const).map((field) => ({ field, label: t.fields[field], when: moment(edit[field], now), fault: faults[field] ?? '' })),
    });
  },

  type({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }, object, { field: TextField }>) {
    if (this.data.edit !== null) this.show({ ...this.data.edit, [currentTarget.dataset.field]: detail.value });
  },

  changeFields({ detail: { fields } }: WechatMiniprogram.CustomEvent<{ fields: Api.Activity.Field[] }>) {
    if (this.data.edit !== null) this.show({ ...this.data.edit, moreFields: fields });
  },

  pick({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { field: TimeField }>) {
    const { field } = currentTarget.dataset;
    this.setData({ picking: field, pickerTitle: t.fields[field], pickerAt: this.data.edit?.[field] ?? 0 });
  },

  picked({ detail: { at } }: WechatMiniprogram.CustomEvent<{ at: Api.Millis }>) {
    const { edit, picking } = this.data;
    if (edit === null || picking === '') return;
    // A new start keeps the length.
    const endsAt = picking === 'startsAt' ? edit.endsAt + at - edit.startsAt : edit.endsAt;
    this.show({ ...edit, endsAt, [picking]: at });
    this.unpick();
  },

  unpick() {
    this.setData({ picking: '' });
  },

  async save() {
    const { detail, edit, faults } = this.data;
    if (detail === null || edit === null) return;
    const [first] = Object.keys(faults);
    if (first !== undefined) {
      void wx.pageScrollTo({ selector: `#${first}`, offsetTop: -24, duration: 200 });
      return;
    }
    this.setData({ busy: true, failure: null });
    try {
      await update(this.data.id, detail.edition, edit);
      void wx.showToast({ icon: 'none', title: rulesTexts.edit.saved });
      await wx.navigateBack();
    } catch (cause) {
      this.setData({ failure: describe(cause), stale: failureOf(cause).code === 'USED' });
      void wx.pageScrollTo({ scrollTop: 0, duration: 200 });
    } finally {
      this.setData({ busy: false });
    }
  },
});

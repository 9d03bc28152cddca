import { fontScale } from '../../../../format/scale';
import { create, lastManaged } from '../../../../services/activity';
import { serverNow } from '../../../../services/clock';
import { describe, failureOf, type Failure } from '../../../../services/errors';
import { makeKey } from '../../../../services/keys';
import { lastUnions, unions } from '../../../../services/people';
import { programmeNames } from '../../../../texts/activity';
import { common } from '../../../../texts/common';
import { faultsOf, fromPicker, inputOf, newForm, toPicker, withField, withLength, withTemplate, type Faults, type Field, type Form, type Length } from '../../form';
import { dropDraft, keepDraft, keepHabit, keptDraft, keptHabit } from '../../shelf';
import { cadreTexts as t } from '../../texts';
import { findUnions, viewOf, type FormView } from './view';

type TimeField = 'startsAt' | 'endsAt' | 'signUpOpensAt' | 'signUpClosesAt';
type TextField = 'title' | 'capacity' | 'placeName' | 'placeAddress' | 'summary' | 'contact';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  stage: 'loading' | 'failed' | 'form' | 'done';
  failure: Failure | null;
  programmes: { value: Api.Activity.Programme; label: string }[];
  lengthChips: { value: Length; label: string }[];
  placeChips: { value: string; label: string }[];
  form: Form | null;
  view: FormView | null;
  faults: Faults;
  /** Faults are shown from the first try to publish on. */
  tried: boolean;
  fromBefore: boolean;
  unfolded: boolean;
  unions: Api.People.UnionChoice[];
  unionSheet: boolean;
  unionWords: string;
  unionsFound: Api.People.UnionChoice[];
  picking: TimeField | '';
  pickerTitle: string;
  pickerValue: string;
  pickerStart: string;
  pickerEnd: string;
  /** Minutes are picked in fives. */
  steps: { minute: number };
  busy: boolean;
  alreadyOpen: boolean;
  activityId: string;
}

const data: Data = {
  fs: fontScale(),
  t,
  common,
  stage: 'loading',
  failure: null,
  programmes: (['general', 'reading', 'contest', 'meet'] as const).map((value) => ({ value, label: programmeNames[value] })),
  lengthChips: (['1h', '2h', '3h', 'half', 'whole', 'month', 'own'] as const).map((value) => ({ value, label: t.lengths[value] })),
  placeChips: [],
  form: null,
  view: null,
  faults: {},
  tried: false,
  fromBefore: false,
  unfolded: false,
  unions: [],
  unionSheet: false,
  unionWords: '',
  unionsFound: [],
  picking: '',
  pickerTitle: '',
  pickerValue: '',
  pickerStart: '',
  pickerEnd: '',
  steps: { minute: 5 },
  busy: false,
  alreadyOpen: false,
  activityId: '',
};

/** 发布活动: name, time, places and where; everything else is filled in already. */
Page({
  data,

  onLoad() {
    const now = serverNow();
    const kept = keptDraft();
    const places = [...new Set((lastManaged()?.items ?? []).map(({ place }) => place.name))].slice(0, 4);
    this.setData({ placeChips: places.map((value) => ({ value, label: value })), fromBefore: kept !== null });
    this.show(kept ?? newForm(makeKey(), now, keptHabit()), false);
    return this.loadUnions();
  },

  async loadUnions() {
    const known = lastUnions();
    if (known !== null) this.takeUnions(known);
    try {
      this.takeUnions(await unions());
      this.setData({ failure: null });
    } catch (cause) {
      const failure = describe(cause);
      // Without a network the form can be filled all the same; a refusal means that this person may not publish.
      const refused = failure.requestId !== '';
      this.setData({ failure, stage: refused ? 'failed' : 'form' });
    }
  },

  takeUnions({ unions: choices }: Api.Output<'people.unions'>) {
    this.setData({ unions: choices, unionsFound: findUnions(choices, this.data.unionWords), stage: this.data.stage === 'done' ? 'done' : 'form' });
    const { form } = this.data;
    if (form === null) return;
    const known = choices.some(({ id }) => id === form.audienceUnionId);
    this.show(known ? form : { ...form, audienceUnionId: choices[0]?.id ?? '' }, false);
  },

  /** Shows a form; one that the cadre has changed is kept on the phone. */
  show(form: Form, keep: boolean) {
    const now = serverNow();
    const faults = this.data.tried ? faultsOf(form, now) : {};
    this.setData({ form, view: viewOf(form, this.data.unions, now), faults });
    if (keep) keepDraft(form);
  },

  change<F extends Field>(field: F, value: Form[F]) {
    if (this.data.form !== null) this.show(withField(this.data.form, field, value), true);
  },

  chooseProgramme({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Api.Activity.Programme }>) {
    if (this.data.form !== null) this.show(withTemplate(this.data.form, value, serverNow()), true);
  },

  type({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }, object, { field: TextField }>) {
    this.change(currentTarget.dataset.field, detail.value);
  },

  choosePlace({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.change('placeName', value);
  },

  stepCapacity({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { by: string }>) {
    const now = Number(this.data.form?.capacity) || 0;
    this.change('capacity', String(Math.min(2000, Math.max(1, now + Number(currentTarget.dataset.by)))));
  },

  chooseLength({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Length }>) {
    const { form } = this.data;
    if (form === null) return;
    if (value === 'own') this.pick('endsAt');
    else this.show(withLength(form, value), true);
  },

  openPicker({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { field: TimeField }>) {
    this.pick(currentTarget.dataset.field);
  },

  pick(field: TimeField) {
    const { form } = this.data;
    if (form === null) return;
    const now = serverNow();
    const at = form[field] ?? (field === 'signUpOpensAt' ? now : form.startsAt);
    const year = 366 * 86_400_000;
    this.setData({
      picking: field,
      pickerTitle: t.fields[field],
      pickerValue: toPicker(at),
      pickerStart: toPicker(Math.min(now, at)),
      pickerEnd: toPicker(Math.max(now + 2 * year, at)),
    });
  },

  picked({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const { picking } = this.data;
    const at = fromPicker(value);
    if (picking !== '' && at !== null) this.change(picking, at);
    this.setData({ picking: '' });
  },

  unpick() {
    this.setData({ picking: '' });
  },

  /** Back to the usual: sign-up opens at once, and closes at the start. */
  resetTime({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { field: 'signUpOpensAt' | 'signUpClosesAt' }>) {
    this.change(currentTarget.dataset.field, null);
  },

  fold() {
    this.setData({ unfolded: !this.data.unfolded });
  },

  openUnions() {
    this.setData({ unionSheet: true });
  },

  closeUnions() {
    this.setData({ unionSheet: false });
  },

  unionsMoved({ detail: { visible } }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
    if (!visible) this.closeUnions();
  },

  searchUnions({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ unionWords: value, unionsFound: findUnions(this.data.unions, value) });
  },

  chooseUnion({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    this.change('audienceUnionId', currentTarget.dataset.id);
    this.closeUnions();
  },

  async startAfresh() {
    const { confirm } = await wx.showModal({ title: t.draftClear, content: t.draftClearAsk });
    if (confirm) this.another();
  },

  another() {
    dropDraft();
    this.setData({ tried: false, fromBefore: false, alreadyOpen: false, failure: null, stage: 'form', activityId: '' });
    const form = newForm(makeKey(), serverNow(), keptHabit());
    this.show({ ...form, audienceUnionId: this.data.unions[0]?.id ?? '' }, false);
  },

  async publish() {
    const { form } = this.data;
    if (form === null) return;
    this.setData({ tried: true });
    this.show(form, true);
    const [first] = Object.keys(this.data.faults);
    if (first === undefined) {
      await this.send(form);
      return;
    }
    const folded = ['placeAddress', 'audienceUnionId', 'signUpOpensAt', 'signUpClosesAt', 'summary', 'contact'];
    this.setData({ unfolded: this.data.unfolded || folded.includes(first) });
    void wx.pageScrollTo({ selector: `#${first}`, offsetTop: -24, duration: 200 });
  },

  async send(form: Form) {
    this.setData({ busy: true, failure: null, alreadyOpen: false });
    try {
      const { activityId } = await create(inputOf(form), form.key);
      dropDraft();
      keepHabit(form);
      void wx.vibrateShort({ type: 'medium' });
      this.setData({ stage: 'done', activityId });
      void wx.pageScrollTo({ scrollTop: 0, duration: 0 });
    } catch (cause) {
      this.setData({ failure: describe(cause), alreadyOpen: failureOf(cause).code === 'KEY_REUSED' });
    } finally {
      this.setData({ busy: false });
    }
  },

  openPoster() {
    void wx.navigateTo({ url: `/packages/activity/pages/poster/poster?id=${this.data.activityId}` });
  },

  openDetail() {
    void wx.redirectTo({ url: `/packages/activity/pages/detail/detail?id=${this.data.activityId}` });
  },

  toDesk() {
    dropDraft();
    void wx.navigateBack();
  },

  onShareAppMessage() {
    return { title: this.data.form?.title ?? t.openTitle, path: `/packages/activity/pages/detail/detail?id=${this.data.activityId}` };
  },
});

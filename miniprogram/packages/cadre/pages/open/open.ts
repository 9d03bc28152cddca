import { checkFields } from '../../../../domain/activity/fields';
import { create, detail as fetchDetail, lastManaged } from '../../../../services/activity';
import { serverNow } from '../../../../services/clock';
import { describe, failureOf } from '../../../../services/errors';
import { makeKey } from '../../../../services/keys';
import { lastUnions, unions } from '../../../../services/people';
import { again, draftOf, templateOf } from '../../drafts';
import { faultsOf, inputOf, newForm, timeOf, withDraft, withField, withLength, withTime, type Field, type Form, type Length, type TimeName } from '../../form';
import { withQuota } from '../../rules-form';
import { dropDraft, keepDraft, keepHabit, keptDraft, keptHabit } from '../../shelf';
import { cadreTexts as t } from '../../texts';
import { data, type Data } from './data';
import { partOf, pickerTitle, unionsBelow, viewOf, type Part } from './view';

type TextField = 'title' | 'capacity' | 'placeName' | 'placeAddress' | 'summary' | 'contact';

/** 发布活动: what it is, when and where, who gets a place and how, what is asked, a look at it, and out. */
Page({
  data,

  async onLoad({ copy, template }) {
    const kept = copy === undefined && template === undefined ? keptDraft() : null;
    const before = lastManaged()?.items ?? [];
    const places = [...new Set(before.map(({ place }) => place.name))].slice(0, 4);
    this.setData({ before, placeChips: places.map((value) => ({ value, label: value })), fromBefore: kept !== null });
    this.show(kept ?? newForm(makeKey(), serverNow(), keptHabit()), false);
    await this.loadUnions();
    if (copy !== undefined) await this.repeat(copy);
    if (template !== undefined) this.begin(withDraft(this.data.form ?? newForm(makeKey(), serverNow(), keptHabit()), template, draftOf(templateOf(template), serverNow())));
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
      this.setData({ failure, stage: refused ? 'failed' : this.firstStage() });
    }
  },

  takeUnions({ unions: choices }: Api.Output<'people.unions'>) {
    this.setData({ unions: choices, stage: this.firstStage() });
    const { form } = this.data;
    if (form === null) return;
    const known = choices.some(({ id }) => id === form.audienceUnionId);
    this.show(known ? form : { ...form, audienceUnionId: choices[0]?.id ?? '' }, false);
  },

  /** A draft that was left goes on; else one begins with what it is. */
  firstStage(): Data['stage'] {
    const { stage, fromBefore } = this.data;
    if (stage !== 'loading' && stage !== 'failed') return stage;
    return fromBefore ? 'form' : 'choose';
  },

  /** Shows a form; one that the cadre has changed is kept on the phone. */
  show(form: Form, keep: boolean) {
    const now = serverNow();
    const { tried, unions: choices } = this.data;
    const questionFaults = Object.fromEntries(tried ? checkFields(form.fields).map(({ id, message }) => [id, message]) : []);
    this.setData({ form, view: viewOf(form, choices, now), faults: tried ? faultsOf(form, now) : {}, questionFaults });
    if (keep) keepDraft(form);
  },

  change<F extends Field>(field: F, value: Form[F]) {
    if (this.data.form !== null) this.show(withField(this.data.form, field, value), true);
  },

  chooseTemplate({ detail: { id } }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    if (this.data.form !== null) this.begin(withDraft(this.data.form, id, draftOf(templateOf(id), serverNow())));
  },

  /** An earlier activity once more: everything but the time is as it was. */
  async repeat(activityId: string) {
    const { form } = this.data;
    if (form === null) return;
    try {
      const earlier = await fetchDetail(activityId);
      const { place, contact, audience } = earlier;
      const union = this.data.unions.find(({ name }) => audience === `${name}会员`);
      const blank = newForm(form.key, serverNow(), { placeName: place.name, placeAddress: place.address, contact });
      this.begin({ ...withDraft(blank, activityId, again(earlier, serverNow())), audienceUnionId: union?.id ?? form.audienceUnionId });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  repeatOne({ detail: { id } }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    return this.repeat(id);
  },

  begin(form: Form) {
    this.show(form, true);
    this.setData({ stage: 'form', failure: null });
    void wx.pageScrollTo({ scrollTop: 0, duration: 0 });
  },

  toChooser() {
    this.setData({ stage: 'choose' });
    void wx.pageScrollTo({ scrollTop: 0, duration: 0 });
  },

  changeRules({ detail: { rules } }: WechatMiniprogram.CustomEvent<{ rules: Api.Activity.Rules }>) {
    this.change('rules', rules);
  },

  changeSeries({ detail: { series } }: WechatMiniprogram.CustomEvent<{ series: Api.Series.Rule | null }>) {
    this.change('series', series);
  },

  changeFields({ detail: { fields } }: WechatMiniprogram.CustomEvent<{ fields: Api.Activity.Field[] }>) {
    this.change('fields', fields);
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

  openPicker({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { field: TimeName }>) {
    this.pick(currentTarget.dataset.field);
  },

  pickRule({ detail: { what } }: WechatMiniprogram.CustomEvent<{ what: TimeName }>) {
    this.pick(what);
  },

  pick(name: TimeName) {
    const { form } = this.data;
    if (form === null) return;
    const at = timeOf(form, name) ?? (name === 'signUpOpensAt' ? serverNow() : form.startsAt);
    this.setData({ picking: name, pickerTitle: pickerTitle(name), pickerAt: at });
  },

  picked({ detail: { at } }: WechatMiniprogram.CustomEvent<{ at: Api.Millis }>) {
    const { picking, form } = this.data;
    if (picking !== '' && form !== null) this.show(withTime(form, picking, at), true);
    this.setData({ picking: '' });
  },

  unpick() {
    this.setData({ picking: '' });
  },

  /** Back to the usual: sign-up opens at once, and closes at the start. */
  resetTime({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { field: 'signUpOpensAt' | 'signUpClosesAt' }>) {
    this.change(currentTarget.dataset.field, null);
  },

  fold({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { part: Part }>) {
    const { part } = currentTarget.dataset;
    this.setData({ unfolded: this.data.unfolded === part ? '' : part });
  },

  openUnions() {
    this.setData({ unionFor: 'audience', unionChoices: this.data.unions });
  },

  openQuotaUnions() {
    this.setData({ unionFor: 'quota', unionChoices: unionsBelow(this.data.unions, this.data.form?.audienceUnionId ?? '') });
  },

  closeUnions() {
    this.setData({ unionFor: '' });
  },

  chooseUnion({ detail: { id } }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    const { form, unionFor } = this.data;
    if (form !== null && unionFor === 'quota') this.change('rules', withQuota(form.rules, id, inputOf(form).capacity));
    // Units of another audience have no places here, and its series may not be ours.
    else if (form !== null) this.show(withField({ ...form, rules: { ...form.rules, quotas: [], quotasReturnAt: null }, series: null }, 'audienceUnionId', id), true);
    this.closeUnions();
  },

  async startAfresh() {
    const { confirm } = await wx.showModal({ title: t.draftClear, content: t.draftClearAsk });
    if (confirm) this.another();
  },

  another() {
    dropDraft();
    this.setData({ tried: false, fromBefore: false, alreadyOpen: false, failure: null, stage: 'choose', activityId: '', unfolded: '' });
    const form = newForm(makeKey(), serverNow(), keptHabit());
    this.show({ ...form, audienceUnionId: this.data.unions[0]?.id ?? '' }, false);
  },

  /** A look at it, once nothing is wrong. */
  preview() {
    const { form } = this.data;
    if (form === null) return;
    this.setData({ tried: true });
    this.show(form, true);
    const [first] = Object.keys(this.data.faults);
    if (first === undefined) {
      this.setData({ stage: 'preview' });
      void wx.pageScrollTo({ scrollTop: 0, duration: 0 });
      return;
    }
    this.setData({ unfolded: partOf(first) || this.data.unfolded });
    void wx.pageScrollTo({ selector: `#${first}`, offsetTop: -24, duration: 200 });
  },

  toForm() {
    this.setData({ stage: 'form' });
  },

  async publish() {
    if (this.data.form !== null) await this.send(this.data.form);
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

import { mainAct, type MainAct } from '../../../../format/act';
import { fontScale } from '../../../../format/scale';
import { detail as fetchDetail, lastDetail } from '../../../../services/activity';
import { apply } from '../../../../services/application';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure } from '../../../../services/errors';
import { loading } from '../../../../services/loading';
import { answerMore, keepPass, myAnswers, signUp } from '../../../../services/registration';
import { submit } from '../../../../services/teams';
import { applicationTexts } from '../../../../texts/application';
import { common } from '../../../../texts/common';
import { formTexts as t } from '../../../../texts/form';
import { keepSeen, keepTyped, keptTyped, lastAnswers, seenQuestions, settleTyped } from '../../answers-shelf';
import { answersOf, faultsOf, prefilled, type Typed, waiting } from '../../form';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  /** Questions that were added after the sign-up, not the whole form. */
  more: boolean;
  /** Media id of the sealed form's photo, of an application. */
  sealed: string;
  detail: Api.Activity.Detail | null;
  intro: string;
  typed: Typed;
  faults: Record<string, string>;
  /** Faults are shown from the first try to send on. */
  tried: boolean;
  missing: string;
  fromBefore: boolean;
  act: MainAct;
  failure: Failure | null;
  busy: boolean;
}

const data: Data = {
  fs: fontScale(),
  t,
  common,
  id: '',
  more: false,
  sealed: '',
  detail: null,
  intro: '',
  typed: {},
  faults: {},
  tried: false,
  missing: '',
  fromBefore: false,
  act: { kind: 'none', label: '', note: '' },
  failure: null,
  busy: false,
};

/** Places of a lottery or a review are applied for. */
const applies = ({ rules }: Api.Activity.Detail) => rules.mode !== 'firstCome';

/** 报名表: a question a card; what was typed stays on the phone until it is sent. */
Page({
  data,

  onLoad({ id = '', sealed = '', more = '' }) {
    this.setData({ id, sealed, more: more !== '' });
    const known = more === '' ? lastDetail(id) : null;
    if (known !== null) this.begin(known);
    return this.load();
  },

  /** Under which name what is typed is kept. */
  shelf() {
    return this.data.more ? `${this.data.id}:more` : this.data.id;
  },

  load() {
    return loading(this, async () => {
      const { id, more } = this.data;
      const [detail, mine] = await Promise.all([fetchDetail(id), more ? myAnswers(id) : null]);
      this.begin(mine === null ? detail : { ...detail, fields: waiting(mine, seenQuestions(id)) });
    });
  },

  /** Shows the form; what stands in it already stays. */
  begin(detail: Api.Activity.Detail) {
    if (this.data.detail === null) {
      const kept = keptTyped(this.shelf());
      const typed = kept ?? prefilled(detail.fields, lastAnswers());
      this.setData({ typed, fromBefore: kept === null && Object.keys(typed).length > 0 });
    }
    const count = detail.fields.length;
    if (this.data.more) {
      this.setData({ detail, intro: t.introMore(count), act: { kind: count > 0 ? 'signUp' : 'none', label: t.moreSend, note: '' } });
      return;
    }
    this.setData({ detail, intro: t.intro(count), act: applies(detail) ? { kind: 'signUp', label: applicationTexts.submit, note: '' } : mainAct(detail, serverNow()) });
  },

  change({ detail: { id, value } }: WechatMiniprogram.CustomEvent<{ id: string; value: string | string[] }>) {
    const typed = { ...this.data.typed, [id]: value };
    this.setData({ typed });
    keepTyped(this.shelf(), typed);
    if (this.data.tried) this.check(typed);
  },

  /** @returns the first question at fault; undefined: all is well */
  check(typed: Typed): string | undefined {
    const fields = this.data.detail?.fields ?? [];
    const faults = faultsOf(fields, typed);
    const count = Object.keys(faults).length;
    this.setData({ faults, missing: count === 0 ? '' : t.missing(count) });
    return fields.find(({ id }) => faults[id] !== undefined)?.id;
  },

  async send() {
    const { id, sealed, detail, typed, more } = this.data;
    if (detail === null) return;
    this.setData({ tried: true, failure: null });
    const first = this.check(typed);
    if (first !== undefined) {
      void wx.pageScrollTo({ selector: `#${first}`, offsetTop: -24, duration: 200 });
      return;
    }
    this.setData({ busy: true });
    try {
      const answers = answersOf(detail.fields, typed);
      if (more) {
        await answerMore(id, answers);
        settleTyped(this.shelf(), detail.fields, typed);
        keepSeen(id, detail.fields);
        await wx.navigateBack();
        return;
      }
      if (applies(detail)) {
        await apply(id, { answers, ...(sealed === '' ? {} : { sealed }) });
        settleTyped(id, detail.fields, typed);
        keepSeen(id, detail.fields);
        wx.vibrateShort({ type: 'medium' });
        await wx.navigateBack();
        return;
      }
      const { state, position } = await (detail.rules.team === null ? signUp : submit)(id, answers);
      settleTyped(id, detail.fields, typed);
      keepSeen(id, detail.fields);
      wx.vibrateShort({ type: 'medium' });
      if (state === 'held') void keepPass(id);
      await wx.redirectTo({ url: `/packages/activity/pages/registered/registered?id=${id}&state=${state}&position=${position ?? ''}` });
    } catch (cause) {
      const failure = describe(cause);
      // How things stand has changed, where it was refused: the button says what can be done now.
      if (failure.requestId !== '') await this.load();
      this.setData({ failure });
      void wx.pageScrollTo({ scrollTop: 0, duration: 200 });
    } finally {
      this.setData({ busy: false });
    }
  },
});

import { editionTemplates } from '../../../../domain/reading/templates';
import { checkRules, longestEdition, plainRules } from '../../../../domain/reading/rules';
import { addDays, daysFrom } from '../../../../domain/time/days';
import { dayOf } from '../../../../domain/time/shanghai';
import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { serverNow } from '../../../../services/clock';
import { changePlan, createEdition, editionDesk } from '../../../../services/edition';
import type { Failure } from '../../../../services/errors';
import { loading } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { formOf, type Group, rulesOf } from '../../plan-form';
import { ruleLines } from '../../rule-words';
import { editionTexts as t } from '../../texts';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  template: string;
  failure: Failure | null;
  loaded: boolean;
  /** null: the edition is being opened. */
  version: number | null;
  from: Api.Day;
  until: Api.Day;
  /** Before this day nothing may begin. */
  least: Api.Day;
  length: string;
  approval: boolean;
  groups: Group[];
  unfolded: boolean;
  lines: string[];
  faults: string[];
  fault: string;
  busy: boolean;
}

const data: Data = {
  ...{ fs: fontScale(), t, common, id: '', template: '', failure: null, loaded: false, version: null, from: '', until: '', least: '', length: '' },
  ...{ approval: true, groups: [], unfolded: false, lines: [], faults: [], fault: '', busy: false },
};

/** 日期和规则 of an edition: of a template when it is opened, changed until it begins. */
Page({
  data,

  onLoad({ id = '', template = '' }: { id?: string; template?: string }) {
    this.setData({ id, template });
    return this.load();
  },

  load() {
    return loading(this, async () => {
      const { plan, startsAt, endsAt } = await editionDesk(this.data.id);
      const today = dayOf(serverNow());
      const template = editionTemplates.find(({ id }) => id === this.data.template);
      const tomorrow = addDays(today, 1);
      const begins = dayOf(startsAt) > today ? dayOf(startsAt) : tomorrow;
      const asked = dayOf(endsAt);
      const fits = asked > begins && daysFrom(begins, asked) < longestEdition;
      const rules = plan?.rules ?? template?.rules ?? plainRules;
      this.setData({
        ...{ loaded: true, version: plan ? plan.v : null, least: plan ? tomorrow : today, approval: plan?.approval ?? true, groups: formOf(rules, plainRules) },
        ...(plan ? { from: plan.from, until: plan.until } : { from: begins, until: fits ? asked : addDays(begins, (template?.days ?? 30) - 1) }),
        unfolded: plan !== null,
      });
      this.check();
    });
  },

  check() {
    const { from, until, groups } = this.data;
    const rules = rulesOf(groups);
    const length = daysFrom(from, until) + 1;
    const span = length < 1 || length > longestEdition ? [`读书月要有 1–${longestEdition} 天`] : [];
    this.setData({ length: t.days(length), lines: rules ? ruleLines(rules) : [], faults: [...span, ...(rules ? checkRules(rules) : [t.unread])] });
  },

  pickDay({ currentTarget, detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }, object, { which: 'from' | 'until' }>) {
    this.setData({ [currentTarget.dataset.which]: value });
    this.check();
  },

  approve() {
    this.setData({ approval: !this.data.approval });
  },

  fold() {
    this.setData({ unfolded: !this.data.unfolded });
  },

  toggle({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { key: string }>) {
    this.setData({ groups: this.data.groups.map((group) => (group.key === currentTarget.dataset.key && group.on !== null ? { ...group, on: !group.on } : group)) });
    this.check();
  },

  type({ currentTarget, detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }, object, { key: string }>) {
    const { key } = currentTarget.dataset;
    this.setData({ groups: this.data.groups.map((group) => ({ ...group, fields: group.fields.map((field) => (field.key === key ? { ...field, value } : field)) })) });
    this.check();
  },

  async save() {
    const { id, from, until, version, approval, groups, faults, busy } = this.data;
    const rules = rulesOf(groups);
    if (busy || rules === null || faults.length > 0) return;
    await oneAtATime(this, async () => {
      if (version === null) await createEdition({ activityId: id, from, until, rules, ...(approval ? { approval } : {}) });
      else await changePlan({ editionId: id, v: version, from, until, rules });
      void wx.showToast({ icon: 'none', title: version === null ? t.opened : t.savedPlan });
      await wx.navigateBack();
    });
  },
});

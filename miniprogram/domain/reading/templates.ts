import { plainRules } from './rules';

export type TemplateId = 'month' | 'shift' | 'together';

/** Rules of an edition to begin with, each line of which may be changed. */
export interface EditionTemplate {
  id: TemplateId;
  name: string;
  note: string;
  /** Days that it usually runs. */
  days: number;
  rules: Api.Reading.Rules;
}

export const editionTemplates: readonly EditionTemplate[] = [
  { id: 'month', name: '职工读书月', note: '常用规则，一个月左右', days: 30, rules: plainRules },
  { id: 'shift', name: '倒班单位读书月', note: '凌晨 4 点前可记到前一天，补卡宽一些', days: 30, rules: { ...plainRules, nightUntil: 4, makeUp: { within: 5, most: 4 } } },
  { id: 'together', name: '短期共读', note: '21 天，分钟和页数都计分', days: 21, rules: { ...plainRules, pages: { points: 5, each: 20, most: 80 }, activeDays: 5 } },
];

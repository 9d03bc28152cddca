import { editionTemplates } from '../../domain/reading/templates';
import { checkRules, plainRules } from '../../domain/reading/rules';
import { formOf, rulesOf } from './plan-form';
import { ruleLines } from './rule-words';

test.each(editionTemplates)('the form gives back the rules of $id, which hold', ({ rules }) => {
  expect(rulesOf(formOf(rules, plainRules))).toEqual(rules);
  expect(checkRules(rules)).toEqual([]);
});

test('a switch leaves a part out; what cannot be read makes no rules', () => {
  const form = formOf(plainRules, plainRules);
  expect(rulesOf(form.map((group) => (group.key === 'note' ? { ...group, on: false } : group)))).toEqual({ ...plainRules, note: null });
  const typed = (key: string, value: string) => form.map((group) => ({ ...group, fields: group.fields.map((one) => (one.key === key ? { ...one, value } : one)) }));
  expect(rulesOf(typed('checkIn', ''))).toBeNull();
  expect(rulesOf(typed('checkIn', '-5'))).toBeNull();
  expect(rulesOf(typed('days2', '30'))?.streaks).toEqual([...plainRules.streaks, { days: 30, points: 0 }]);
});

test('the rules in plain words', () => {
  expect(ruleLines(plainRules)).toEqual([
    '每天第一次打卡得 5 分，读后感满 50 字得 5 分',
    '每读满 10 分钟得 5 分，一天计到 40 分钟',
    '一天最多 30 分',
    '连续打卡另有奖励：7 天 40 分，21 天 160 分',
    '漏打的卡 3 天内可补，一届 2 次，补卡不得打卡分',
    '读满 7 天计入单位参与率',
  ]);
});

import fc from 'fast-check';
import { day, hour, instant } from '../time/shanghai';
import { checkDraft } from './draft';
import { checkFields } from './fields';
import { checkRules, placesOf, type RuleFrame } from './rule-checks';
import { plainRules } from './rules';

const now = instant(2026, 11, 20, 9);
const frame: RuleFrame = { capacity: 500, opensAt: now, closesAt: now + 2 * day, startsAt: now + 3 * day, endsAt: now + 3 * day + hour };
const faultsOf = (rules: Partial<Api.Activity.Rules>, over: Partial<RuleFrame> = {}) =>
  checkRules({ ...plainRules, ...rules }, { ...frame, ...over }).map(({ part, message }) => `${part}: ${message}`);
const quota = (unionId: string, places: number) => ({ unionId, places });
const batch = (at: number, places: number) => ({ at, places });

test('what goes together', () => {
  expect(faultsOf({})).toEqual([]);
  expect(faultsOf({ mode: 'lottery', favourNew: true, quotas: [quota('a', 100)] })).toEqual([]);
  expect(faultsOf({ mode: 'review', sealedForm: true })).toEqual([]);
  expect(faultsOf({ quotas: [quota('a', 200), quota('b', 300)], quotasReturnAt: now + day, offerHours: 24 })).toEqual([]);
  expect(faultsOf({ batches: [batch(now, 200), batch(now + hour, 300)] })).toEqual([]);
  expect(faultsOf({ team: { min: 5, max: 8 }, quotas: [quota('a', 2)], substituteUntil: frame.startsAt })).toEqual([]);
});

test.each<[string, Partial<Api.Activity.Rules>, Partial<RuleFrame>]>([
  ['mode: 摇号的报名时间至少 1 小时，让大家都来得及报', { mode: 'lottery' }, { closesAt: now + hour - 1 }],
  ['mode: 摇号要在活动开始前，请把报名截止提前', { mode: 'lottery' }, { closesAt: frame.startsAt }],
  ['mode: 审核要在活动开始前，请把报名截止提前', { mode: 'review' }, { closesAt: frame.startsAt }],
  ['favourNew: “没参加过的人多一次机会”只用于摇号', { favourNew: true }, {}],
  ['sealedForm: 盖章报名表只用于审核报名', { sealedForm: true }, {}],
  ['quotas: 各单位名额合计 501，超过了总名额 500', { quotas: [quota('a', 500), quota('b', 1)] }, {}],
  ['quotas: 同一个单位只能分一次名额', { quotas: [quota('a', 1), quota('a', 1)] }, {}],
  ['quotasReturnAt: 没有分单位名额，不用回收', { quotasReturnAt: now + day }, {}],
  ['quotasReturnAt: 回收时间要在报名开始之后、活动开始之前', { quotas: [quota('a', 1)], quotasReturnAt: now }, {}],
  ['batches: 分批放号至少两批', { batches: [batch(now, 500)] }, {}],
  ['batches: 各批名额合计 499，要等于总名额 500', { batches: [batch(now, 200), batch(now + hour, 299)] }, {}],
  ['batches: 每一批的时间要比前一批晚', { batches: [batch(now + hour, 200), batch(now + hour, 300)] }, {}],
  ['batches: 每一批的时间要在报名开始和截止之间', { batches: [batch(now - 1, 200), batch(now + hour, 300)] }, {}],
  ['batches: 每一批的时间要在报名开始和截止之间', { batches: [batch(now, 200), batch(frame.closesAt, 300)] }, {}],
  ['batches: 分批放号不能和分单位名额同时用', { batches: [batch(now, 200), batch(now + hour, 300)], quotas: [quota('a', 1)] }, {}],
  ['batches: 分批放号不能和组队报名同时用', { batches: [batch(now, 200), batch(now + hour, 300)], team: { min: 2, max: 3 } }, {}],
  ['team: 组队报名只用于先到先得', { mode: 'lottery', team: { min: 2, max: 3 } }, {}],
  ['team: 每队 2–100 人', { team: { min: 1, max: 3 } }, {}],
  ['team: 每队的最少人数不能超过最多人数', { team: { min: 4, max: 3 } }, {}],
  ['substituteUntil: 换人截止要在报名开始之后、活动结束之前', { substituteUntil: frame.endsAt + 1 }, {}],
])('%s', (words, rules, over) => expect(faultsOf(rules, over)).toEqual([words]));

test('quotas and batches never promise more than the capacity', () => {
  const places = fc.array(fc.integer({ min: -2, max: 400 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(places, fc.integer({ min: 1, max: 2000 }), (counts, capacity) => {
      const quotas = counts.map((count, index) => quota(`u${index}`, count));
      if (faultsOf({ quotas }, { capacity }).length === 0) expect(placesOf(quotas)).toBeLessThanOrEqual(capacity);
      const batches = counts.map((count, index) => batch(now + index, count));
      if (faultsOf({ batches }, { capacity }).length === 0) expect(placesOf(batches)).toBe(capacity);
    }),
  );
});

const field = (over: Partial<Api.Activity.Field> = {}): Api.Activity.Field => ({ id: 'f1', kind: 'text', label: '衣服尺码', note: '', required: true, options: [], most: null, least: null, ...over });

test.each<[string | undefined, Partial<Api.Activity.Field>]>([
  [undefined, {}],
  [undefined, { kind: 'choice', options: ['M', 'L'], most: 2 }],
  [undefined, { kind: 'number', least: -1.5, most: 10 }],
  [undefined, { kind: 'date', least: '1960-01-01', most: '2008-12-31' }],
  [undefined, { kind: 'file', most: 9 }],
  ['问题写 1–20 个字', { label: ' ' }],
  ['说明不超过 40 个字', { note: '长'.repeat(41) }],
  ['选项写 2–20 个', { kind: 'choice', options: ['M'] }],
  ['选项不能重复', { kind: 'choice', options: ['M', ' M'] }],
  ['每个选项写 1–20 个字', { kind: 'choice', options: ['M', '\u200b'] }],
  ['最多可选的数量不能超过选项数', { kind: 'choice', options: ['M', 'L'], most: 3 }],
  ['只有选择题有选项', { options: ['M', 'L'] }],
  ['字数上限填 1–500', { most: 501 }],
  ['图片最多 9 张', { kind: 'file', most: 10 }],
  ['这种问题没有下限', { least: 3 }],
  ['上下限要填数字', { kind: 'number', most: '10' }],
  ['上下限要填日期', { kind: 'date', least: '2026-02-30' }],
  ['下限不能大于上限', { kind: 'number', least: 3, most: 2 }],
])('a question: %s', (words, over) => expect(checkFields([field(over)])[0]?.message).toBe(words));

test('two questions are two', () => {
  expect(checkFields([field(), field({ id: 'f1', label: '身高' })])).toEqual([{ id: 'f1', message: '两个问题用了同一个编号' }]);
  expect(checkFields([field(), field({ id: 'f2' })])).toEqual([{ id: 'f2', message: '这个问题已经有了' }]);
});

test('a draft names the rule or the question at fault', () => {
  const draft: Api.Activity.CreateInput = {
    title: '周末羽毛球友谊赛',
    programme: 'general',
    audienceUnionId: 'u1',
    placeName: '羽毛球馆',
    startsAt: now + day,
    endsAt: now + 2 * day,
    capacity: 4,
    rules: { ...plainRules, quotas: [quota('a', 5)] },
    fields: [field({ label: '' })],
  };
  expect(checkDraft(draft, now)).toEqual([
    { field: 'rules', part: 'quotas', message: '各单位名额合计 5，超过了总名额 4' },
    { field: 'fields', part: 'f1', message: '问题写 1–20 个字' },
  ]);
});

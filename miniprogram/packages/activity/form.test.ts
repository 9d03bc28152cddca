import { answersOf, faultsOf, prefilled, withOption } from './form';

const field = (over: Partial<Api.Activity.Field>): Api.Activity.Field => ({ id: 'f1', kind: 'text', label: '问题', note: '', required: true, options: [], most: null, least: null, ...over });
const fields = [field({ label: '电话' }), field({ id: 'f2', kind: 'number', label: '几个孩子', most: 3, required: false }), field({ id: 'f3', kind: 'choice', label: '尺码', options: ['M', 'L'] })];

test('numbers are sent as numbers, however they were typed; what is empty is not sent', () => {
  expect(answersOf(fields, { f1: '138', f2: '２', f3: ['L'] })).toEqual({ f1: '138', f2: 2, f3: ['L'] });
  expect(answersOf(fields, { f1: '', f2: '1,5', f3: [] })).toEqual({ f2: 1.5 });
});

test('each fault stands at its question', () => {
  expect(faultsOf(fields, { f1: ' ', f2: '两个', f3: [] })).toEqual({ f1: '请填写', f2: '填一个数字，最多两位小数', f3: '请选择' });
  expect(faultsOf(fields, { f1: '138', f2: '4', f3: ['M'] })).toEqual({ f2: '不能大于 3' });
});

test('options: one takes the other’s place, several go in and out', () => {
  expect(withOption(['M'], 'L', 1)).toEqual(['L']);
  expect(withOption(['M'], 'L', 2)).toEqual(['M', 'L']);
  expect(withOption(['M', 'L'], 'M', 2)).toEqual(['L']);
});

test('what was answered before is there again, if it still fits', () => {
  expect(prefilled(fields, { 电话: '138', 尺码: ['XL'], 几个孩子: '2' })).toEqual({ f1: '138', f2: '2' });
});

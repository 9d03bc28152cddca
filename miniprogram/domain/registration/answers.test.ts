import fc from 'fast-check';
import { asks, checkAnswers, faultOf, tidyAnswers, wordsOf } from './answers';

const field = (over: Partial<Api.Activity.Field> = {}): Api.Activity.Field => ({ id: 'f1', kind: 'text', label: '问题', note: '', required: true, options: [], most: null, least: null, ...over });
const sizes = field({ kind: 'choice', options: ['M', 'L', 'XL'] });
const file = `${'a'.repeat(20)}-1`;

test.each<[string | null, Api.Activity.Field, string | number | string[] | undefined]>([
  ['请填写', field(), undefined],
  ['请填写', field(), '  '],
  [null, field({ required: false }), undefined],
  [null, field(), '阿卜杜拉·买买提'],
  ['写 1–3 个字', field({ most: 3 }), '一二三四'],
  ['写 1–100 个字', field(), 7],
  ['写 1–100 个字', field(), '\u202e倒着'],
  ['请选择', sizes, []],
  [null, sizes, ['L']],
  ['最多选 1 项', sizes, ['L', 'M']],
  [null, { ...sizes, most: 2 }, ['L', 'M']],
  ['请从选项里选', { ...sizes, most: 2 }, ['L', 'L']],
  ['请从选项里选', sizes, ['XXL']],
  ['请从选项里选', sizes, 'L'],
  [null, field({ kind: 'number' }), 0],
  [null, field({ kind: 'number', least: 1.5 }), 1.55],
  ['填一个数字，最多两位小数', field({ kind: 'number' }), 1.555],
  ['填一个数字，最多两位小数', field({ kind: 'number' }), '3'],
  ['填一个数字，最多两位小数', field({ kind: 'number' }), Number.NaN],
  ['填一个数字，最多两位小数', field({ kind: 'number' }), 1e12],
  ['不能小于 18', field({ kind: 'number', least: 18, most: 60 }), 17],
  ['不能大于 60', field({ kind: 'number', least: 18, most: 60 }), 60.01],
  [null, field({ kind: 'date' }), '2000-02-29'],
  ['请选一个日期', field({ kind: 'date' }), '1900-02-29'],
  ['请选一个日期', field({ kind: 'date' }), '明天'],
  ['不能早于 1966-01-01', field({ kind: 'date', least: '1966-01-01' }), '1965-12-31'],
  ['不能晚于 2008-12-31', field({ kind: 'date', most: '2008-12-31' }), '2009-01-01'],
  [null, field({ kind: 'file' }), [file]],
  ['最多 1 个', field({ kind: 'file' }), [file, 'b'.repeat(22)]],
  ['请重新上传', field({ kind: 'file' }), ['http://example.com/a.jpg']],
  ['请上传', field({ kind: 'file' }), []],
])('%s', (words, question, answer) => expect(faultOf(question, answer)).toBe(words));

test('faults come in the order of the form; an answer to no question is one', () => {
  const fields = [field(), { ...sizes, id: 'f2' }];
  expect(checkAnswers(fields, { f2: ['S'], f9: 'x' })).toEqual([
    { id: 'f1', message: '请填写' },
    { id: 'f2', message: '请从选项里选' },
    { id: 'f9', message: '报名表已经更新，请重新打开' },
  ]);
  expect(checkAnswers(fields, { f1: '有', f2: ['L'] })).toEqual([]);
});

test('what is kept is tidy; what is empty is left out; both sides agree on it', () => {
  expect(tidyAnswers({ f1: ' 两个\r\n人 ', f2: '', f3: [], f4: 0 })).toEqual({ f1: '两个\n人', f4: 0 });
  const anything = fc.dictionary(fc.constantFrom('f1', 'f2', 'f3'), fc.oneof(fc.string(), fc.double(), fc.array(fc.constantFrom('M', 'L', 'Q'))));
  const fields = [field({ required: false }), { ...sizes, id: 'f2', most: 2 }, field({ id: 'f3', kind: 'number', required: false })];
  fc.assert(
    fc.property(anything, (answers) => {
      if (checkAnswers(fields, answers).length === 0) expect(checkAnswers(fields, tidyAnswers(answers))).toEqual([]);
    }),
  );
});

test('in words', () => {
  expect(wordsOf(['L', 'M'], 'choice')).toBe('L、M');
  expect(wordsOf([file], 'file')).toBe('1 个文件');
  expect(wordsOf(undefined, 'text')).toBe('');
  expect(asks([field({ required: false })])).toBe(false);
  expect(asks([field()])).toBe(true);
});

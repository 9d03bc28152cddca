import { answersView } from './view';

const field = (over: Partial<Api.Activity.Field>): Api.Activity.Field => ({ id: 'f1', kind: 'text', label: '单位电话', note: '', required: false, options: [], most: null, least: null, ...over });

test('each question with its answer; files are opened one by one, what is empty is a dash', () => {
  const fields = [field({}), field({ id: 'f2', kind: 'choice', label: '尺码' }), field({ id: 'f3', kind: 'file', label: '健康证' }), field({ id: 'f4', kind: 'number', label: '人数' })];
  expect(answersView(fields, { f1: '027', f2: ['L', 'M'], f3: ['a', 'b'] })).toEqual([
    { label: '单位电话', words: '027', files: [] },
    { label: '尺码', words: 'L、M', files: [] },
    { label: '健康证', words: '', files: ['a', 'b'] },
    { label: '人数', words: '—', files: [] },
  ]);
});

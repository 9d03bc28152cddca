import { faultsOf, formFrom, inputOf, put, readKinds, sectionsOf, type WorksForm, writeKinds } from './works-form';

const now = Date.UTC(2026, 10, 21, 4);
const filled = (form: WorksForm, key: string, text: string): WorksForm => {
  const next = put(form, key, text);
  if (next === null) throw new Error(`${key} cannot be read`);
  return next;
};

test.each(['essay', 'review', 'photo', 'art'] as const)('%s: what stands in the fields is read back as the very plan', (id) => {
  const form = formFrom(id, now);
  for (const { key, value } of sectionsOf(form).flatMap(({ fields }) => fields)) expect([key, filled(form, key, value)]).toEqual([key, form]);
  expect(faultsOf(form, now)).toEqual([]);
});

test('kinds as a cadre types them', () => {
  const kinds = readKinds('征文 800-3000字 图片0-3张\n摄影  图 1～6 张\n楹联 20-60字');
  expect(kinds?.map(({ id, text, photos }) => [id, text, photos])).toEqual([
    ['k1', { least: 800, most: 3000 }, { least: 0, most: 3 }],
    ['k2', null, { least: 1, most: 6 }],
    ['k3', { least: 20, most: 60 }, { least: 0, most: 0 }],
  ]);
  expect(readKinds(writeKinds(kinds ?? []))).toEqual(kinds);
  for (const wrong of ['征文', '征文 800字以上', '征文 800-3000字 三张图', '800-3000字']) expect(readKinds(wrong)).toBeNull();
});

test('the approval is whole or not there; a plan in the past is said', () => {
  const form = formFrom('essay', now);
  expect(inputOf('a', form).approval).toBeNull();
  expect(faultsOf(filled(form, 'department', '宣教部'), now)).toHaveLength(1);
  expect(inputOf('a', filled(filled(form, 'department', ' 宣教部 '), 'paper', '3号')).approval).toEqual({ department: '宣教部', paper: '3号' });
  expect(faultsOf(filled(form, 'closesAt', String(now - 1)), now).length).toBeGreaterThan(0);
  expect(put(form, 'prizes', '一等奖 2 单项')).toBeNull();
});

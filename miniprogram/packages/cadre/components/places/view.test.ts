import { plainRules } from '../../../../domain/activity/rules';
import { bucketRows, returnWords } from './view';

const now = Date.parse('2026-11-21T09:00:00+08:00');
const bucket: Api.Places.Bucket = { unionId: null, name: null, capacity: 30, left: 2, held: 27, offered: 1, waiting: 0, last: 0, toCome: 0 };

test('what is used, who waits, what is to come', () => {
  expect(bucketRows([bucket])).toEqual([{ key: '', unionId: null, name: '全部', words: '已用 28 / 30', more: '', capacity: 30, taken: 28 }]);
  const rows = bucketRows([bucket, { ...bucket, unionId: 'jcjc', name: '江城机床厂工会', waiting: 3, last: 1, toCome: 5 }]);
  expect(rows.map(({ name, more }) => [name, more])).toEqual([['不分单位', ''], ['江城机床厂工会', '候补 4 · 待放号 5']]);
});

test('unused unit places are said to come back only where they do', () => {
  const rules = { ...plainRules, quotas: [{ unionId: 'jcjc', places: 5 }], quotasReturnAt: now + 86_400_000 };
  expect(returnWords(rules, now)).toBe('明天 9:00 起，没用完的单位名额自动给候补的人。');
  expect(returnWords(rules, now + 86_400_000)).toBe('没用完的单位名额已经给候补的人。');
  expect(returnWords({ ...rules, quotasReturnAt: null }, now)).toBe('');
});

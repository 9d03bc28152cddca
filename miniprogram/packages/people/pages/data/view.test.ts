import { partsOf, textOf } from './view';

test('everything is in the copy, a line each', () => {
  const now = Date.UTC(2026, 10, 20, 4);
  const parts = partsOf({
    name: '陈建国',
    unitTrail: ['江城市总工会', '江城机床厂工会'],
    kind: 'active',
    staffTail: '17',
    joinedAt: now,
    origin: 'unit',
    boundAt: null,
    grants: [],
    registrations: [{ title: '跳绳赛', startsAt: now, state: 'gone', at: now, checkedInAt: null }],
    more: false,
    consents: [],
    now,
  });
  const text = textOf(parts);
  expect(text).toContain('【我是谁】\n姓名：陈建国\n所在单位：江城市总工会 › 江城机床厂工会');
  expect(text).toContain('工号：只留最后两位：17');
  expect(text).toMatch(/跳绳赛：.* · 已取消/);
  expect(text).toContain('没有同意过接收通知');
});

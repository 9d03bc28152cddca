import { plainRules } from '../../../../domain/activity/rules';
import { actsFor, factsOf, sourcesFor } from './view';

const now = Date.parse('2026-11-21T09:00:00+08:00');
const row: Api.Activity.RosterRow = { uid: 'a', name: '陈建国', unitName: '江城机床厂工会', state: 'held', position: null, quota: null, at: now, checkedInAt: null, entered: false, offerUntil: null, leave: null, team: null };
const acts = (change: Partial<Api.Activity.RosterRow>, rules = plainRules) => actsFor({ ...row, ...change }, rules, now).map(({ value }) => value);

test('what can be done depends on how they stand', () => {
  expect(acts({})).toEqual(['withdraw']);
  expect(acts({ state: 'waiting', position: 1 })).toEqual(['move', 'withdraw']);
  expect(acts({}, { ...plainRules, substituteUntil: now + 1 })).toEqual(['substitute', 'withdraw']);
  expect(acts({}, { ...plainRules, substituteUntil: now })).toEqual(['withdraw']);
  expect(acts({ state: 'offered', offerUntil: now + 1 }, { ...plainRules, substituteUntil: now + 1 })).toEqual(['withdraw']);
  expect(acts({ checkedInAt: now })).toEqual([]);
});

test('a place for somebody in line comes from where one is free, their own quota unnamed', () => {
  const bucket: Api.Places.Bucket = { unionId: null, name: null, capacity: 5, left: 2, held: 3, offered: 0, waiting: 0, last: 0, toCome: 0 };
  const own = { ...bucket, unionId: 'jcjc', name: '江城机床厂工会', left: 1 };
  expect(sourcesFor('江城机床厂工会', [bucket, own])).toEqual([
    { value: 'everybody', label: '不分单位（空 2）', from: null },
    { value: 'own', label: '自己这一组（空 1）', from: undefined },
  ]);
  expect(sourcesFor(null, [{ ...bucket, left: 0 }, { ...own, left: 0 }])).toEqual([]);
});

test('the row in full', () => {
  const facts = factsOf({ ...row, quota: '江城机床厂工会', leave: { at: now, reason: '临时加班' } }, now);
  expect(facts.map(({ label, value }) => `${label} ${value}`)).toEqual(['状态 已报名', '报名时间 今天 9:00', '单位名额 江城机床厂工会', '请假原因 临时加班（今天 9:00）']);
});

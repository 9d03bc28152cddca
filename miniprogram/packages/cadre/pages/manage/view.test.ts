import { peopleOf } from './view';

const now = Date.parse('2026-11-21T09:00:00+08:00');
const row: Api.Activity.RosterRow = { uid: 'a', name: '陈建国', unitName: '江城机床厂工会', state: 'held', position: null, quota: null, at: now, checkedInAt: null, entered: false, offerUntil: null, leave: null, team: null };
const tagOf = (change: Partial<Api.Activity.RosterRow>) => peopleOf([{ ...row, ...change }], now)[0];

test('where somebody stands, in a word', () => {
  expect(tagOf({})).toMatchObject({ tag: '已报名', tone: 'neutral', note: '' });
  expect(tagOf({ state: 'waiting', position: 3 })).toMatchObject({ tag: '候补 3', tone: 'amber' });
  expect(tagOf({ state: 'offered', offerUntil: now + 86_400_000 })?.tag).toBe('留到 明天 9:00');
  expect(tagOf({ leave: { at: now, reason: '临时加班' } })).toMatchObject({ tag: '请假', tone: 'amber', note: '临时加班' });
  expect(tagOf({ leave: { at: now, reason: '临时加班' }, checkedInAt: now })).toMatchObject({ tag: '9:00 已到', tone: 'green' });
});

test('team and quota are told under the name', () => {
  expect(tagOf({ team: { name: '铁锤队', people: 4 }, quota: '江城机床厂工会' })?.note).toBe('铁锤队 · 4 人 · 江城机床厂工会名额');
});

import { rankingDigest } from '../../../../domain/points/leaders';
import { peopleView, unitsView } from './view';

const now = Date.parse('2026-11-21T10:00:00+08:00');

test('people: shared places, my own line, what is not listed', () => {
  const person = (place: number, name: string, mine = false) => ({ id: `${place}${name}`, place, name, unitName: '机床厂', points: 90 - place, lastAt: now, mine });
  const view = peopleView('e', { items: [person(1, '王*'), person(2, '陈建国', true), person(2, '李*')], mine: { points: 88, rank: 2 }, readers: 130, digest: '', at: now }, 'edition', now);
  expect(view.rows.map(({ place, name, value, mine }) => [place, name, value, mine])).toEqual([['1', '王*', '89 分', false], ['2', '陈建国（我）', '88 分', true], ['2', '李*', '88 分', false]]);
  expect([view.mine, view.head, view.cut]).toEqual(['我第 2 名 · 88 分', '130 人有积分 · 今天 10:00 更新', true]);
  expect(peopleView('e', { items: [], mine: null, readers: 0, digest: '', at: 0 }, 'edition', now)).toMatchObject({ rows: [], head: '', mine: '我还没有名次，打卡后约一分钟更新', cut: false });
  expect(peopleView('e', { items: [], mine: { points: 5, rank: null }, readers: 0, digest: '', at: now }, 'day', now)).toMatchObject({ mine: '我 5 分 · 还没进前 100 名', head: '今天 10:00 更新' });
});

test('units: 参与率 first, then a head, raw sums beside', () => {
  const unit = { place: 1, unitId: 'u', name: '热处理班', members: 12, active: 9, readers: 11, points: 640, share: 7500, perHead: 5333 };
  const [row] = unitsView('e', { items: [unit], units: 1, digest: 'ab', at: now }, 0, 7, now).rows;
  expect(row).toMatchObject({ value: '参与率 75.0%', note: '人均 53.3 分', raw: '9 / 12 人读满 7 天 · 共 640 分', front: true });
});

test('a frozen list is computed again on the phone', () => {
  const items = [{ id: 'x', place: 1, name: '王*', unitName: '机床厂', points: 70, lastAt: now, mine: false }];
  const digest = rankingDigest('e', 'people', [['x', 70, now]]);
  expect(peopleView('e', { items, mine: null, readers: 1, digest, at: now }, 'edition', now).same).toBe(true);
  expect(peopleView('e', { items: items.map((item) => ({ ...item, points: 75 })), mine: null, readers: 1, digest, at: now }, 'edition', now).same).toBe(false);
  const unit = { place: 1, unitId: 'u', name: '热处理班', members: 12, active: 9, readers: 11, points: 640, share: 7500, perHead: 5333 };
  const ofUnits = rankingDigest('e', 'districts', [['u', 1, 12, 9, 640]]);
  expect([null, 0].map((sizeClass) => unitsView('e', { items: [unit], units: 1, digest: ofUnits, at: now }, sizeClass, 7, now).same)).toEqual([true, false]);
});

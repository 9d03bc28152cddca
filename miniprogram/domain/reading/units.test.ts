import fc from 'fast-check';
import { beforeInRanking, type Leader, leadersOf, rankingDigest, sharedPlaces } from '../points/leaders';
import { classOf, rankByClass, rankUnits, rawOrder, sumUp, type UnitSum } from './units';

const unit = (name: string, members: number, active: number, points: number, readers = active): UnitSum => ({ unit: name, members, active, readers, points });

test('a team of 12 beats a plant of 9,000 fairly, the raw sums stand beside', () => {
  const team = unit('班组', 12, 9, 4000);
  const plant = unit('钢厂', 9000, 4500, 900_000);
  expect(rankUnits([plant, team]).map((one) => [one.unit, one.place, one.share])).toEqual([['班组', 1, 7500], ['钢厂', 2, 5000]]);
  expect(rawOrder([team, plant]).map((one) => one.unit)).toEqual(['钢厂', '班组']);
});

test('first 参与率, then points per head, equal ones share a place', () => {
  const ranked = rankUnits([unit('a', 20, 10, 100), unit('b', 40, 20, 240), unit('c', 30, 15, 150), unit('d', 20, 11, 0), unit('e', 20, 1, 20)]);
  expect(ranked.map((one) => `${one.unit}${one.place}`)).toEqual(['d1', 'b2', 'a3', 'c3', 'e5']);
  expect(ranked[1]).toMatchObject({ share: 5000, perHead: 600 });
});

test('classes by size: ≤ 50, 51–300, 301–1000, > 1000', () => {
  expect([1, 50, 51, 300, 301, 1000, 1001, 90_000].map((members) => classOf(members))).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
  const classes = rankByClass([unit('a', 50, 5, 5), unit('b', 51, 5, 5), unit('c', 2000, 5, 5)]);
  expect(classes.map((one) => one.map((place) => place.unit))).toEqual([['a'], ['b'], [], ['c']]);
});

test('a unit under ten and one without members stand in no ranking', () => {
  expect(rankUnits([unit('a', 9, 9, 900), unit('b', 0, 0, 0)])).toEqual([]);
  expect(rankUnits([unit('a', 9, 9, 900), unit('b', 0, 0, 0)], 1)).toHaveLength(1);
});

test('who joined later lifts no unit above all of its members', () => {
  expect(rankUnits([unit('a', 10, 14, 900)])[0]).toMatchObject({ share: 10_000, active: 14 });
});

test('districts are the sums of their units', () => {
  const sums = [unit('a', 20, 10, 100), unit('b', 40, 20, 240), unit('c', 30, 15, 150)];
  expect(sumUp(sums, (name) => (name === 'c' ? null : 'east'))).toEqual([unit('east', 60, 30, 340)]);
});

const sums = fc.array(fc.record({ members: fc.integer({ min: 10, max: 60 }), active: fc.nat({ max: 60 }), points: fc.nat({ max: 500 }) }), { maxLength: 25 });

test('places are those of a plain count of who is better, whatever the order of arrival', () => {
  fc.assert(
    fc.property(sums, (given) => {
      const units = given.map(({ members, active, points }, index) => unit(`u${index}`, members, Math.min(active, members), points));
      const ranked = rankUnits(units);
      expect(rankUnits([...units].reverse())).toEqual(ranked);
      const better = (a: UnitSum, b: UnitSum) => a.active / a.members > b.active / b.members || (a.active * b.members === b.active * a.members && a.points * b.members > b.points * a.members);
      for (const one of ranked) expect(one.place).toBe(1 + units.filter((other) => better(other, one)).length);
    }),
  );
});

const leaders = fc.array(fc.record({ points: fc.nat({ max: 9 }), lastAt: fc.nat({ max: 5 }) }), { maxLength: 40 }).map((all) => all.map((one, index): Leader => ({ uid: `u${String(index).padStart(2, '0')}`, ...one })));

test('the published list: more points, then the earlier last point; one order, none without points', () => {
  expect(leadersOf([{ uid: 'a', points: 9, lastAt: 7 }, { uid: 'b', points: 9, lastAt: 5 }, { uid: 'c', points: 0, lastAt: 0 }]).map(({ uid }) => uid)).toEqual(['b', 'a']);
  fc.assert(
    fc.property(leaders, (members) => {
      const list = leadersOf(members, 5);
      expect(leadersOf([...members].reverse(), 5)).toEqual(list);
      const out = members.filter((member) => member.points > 0 && !list.some(({ uid }) => uid === member.uid));
      for (const one of out) for (const inside of list) expect(beforeInRanking(inside, one)).toBeLessThan(0);
      expect(list).toHaveLength(Math.min(5, members.filter(({ points }) => points > 0).length));
    }),
  );
});

test('shared places: 1, 2, 2, 4', () => {
  expect(sharedPlaces([9, 7, 7, 5], (a, b) => a === b).map(({ place }) => place)).toEqual([1, 2, 2, 4]);
});

test('a frozen ranking’s digest: a fixed vector, another line or edition another digest', () => {
  const digest = rankingDigest('e1', 'people', [['u1', 90, 1], ['u2', 80, 2]]);
  expect(digest).toBe('867a7de5d3dd8a5008ae70ef6ec4c95802e135295a136ea784da5357b63424fe');
  expect(rankingDigest('e1', 'people', [['u1', 90, 1], ['u2', 80, 2]])).toBe(digest);
  expect(rankingDigest('e1', 'people', [['u1', 90, 1], ['u2', 81, 2]])).not.toBe(digest);
  expect(rankingDigest('e2', 'people', [['u1', 90, 1], ['u2', 80, 2]])).not.toBe(digest);
});

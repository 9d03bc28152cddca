import fc from 'fast-check';
import { breakDown, fourBatches, placesOf, scoreOf } from './assessment';

test('counts are shared out by members and sum to the target; a share is each unit’s own', () => {
  const units = [{ id: 'a', members: 100 }, { id: 'b', members: 50 }, { id: 'c', members: 0 }];
  expect([...breakDown(fourBatches, units)]).toEqual([
    ['a', [27, 200, 667, 6000]],
    ['b', [13, 100, 333, 6000]],
    ['c', [0, 0, 0, 6000]],
  ]);
});

test('broken down, nothing is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 40 }), fc.integer({ min: 0, max: 100_000 }), (members, target) => {
      const units = members.map((count, index) => ({ id: `u${index}`, members: count }));
      const parts = [...breakDown([{ name: '', measure: 'times', target, points: 10 }], units).values()].map(([part = 0]) => part);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(members.some((count) => count > 0) ? target : 0);
    }),
  );
});

test('a score: in proportion, rounded down, full marks at most', () => {
  expect(scoreOf({ points: 25 }, 40, 30)).toBe(1875);
  expect(scoreOf({ points: 25 }, 3, 1)).toBe(833);
  expect(scoreOf({ points: 25 }, 40, 90)).toBe(2500);
  expect(scoreOf({ points: 25 }, 40, 0)).toBe(0);
  expect(scoreOf({ points: 25 }, 0, 0)).toBe(2500);
});

test('equal totals share a place', () => {
  expect(placesOf([90, 80, 80, 70])).toEqual([1, 2, 2, 4]);
});

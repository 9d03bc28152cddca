import fc from 'fast-check';
import { activitiesIn, attempted, type Attempt, dropped, inDoubt, pruned } from './series';

const attempt = (a: string, n: string, t = 100): Attempt => ({ a, k: `k-${n}`, n, t });

test('an activity counts once, another one only while there is room', () => {
  const one = attempted([], attempt('swim', '1'), 1);
  expect(one).toHaveLength(1);
  expect(attempted(one ?? [], attempt('swim', '2'), 1)).toHaveLength(2);
  expect(attempted(one ?? [], attempt('chess', '3'), 1)).toBeNull();
  expect(attempted(one ?? [], attempt('chess', '3'), 2)).toHaveLength(2);
});

test('a refused call takes back its own attempt and no other’s', () => {
  const two = [attempt('swim', '1'), attempt('swim', '2')];
  expect(activitiesIn(dropped(two, '1'))).toEqual(['swim']);
  expect(dropped(dropped(two, '1'), '2')).toEqual([]);
});

test('what came to nothing goes once its call is over or its key has ended, and never while the person stands there', () => {
  const [old, young, ended] = [attempt('swim', '1', 10), attempt('chess', '2', 90), attempt('songs', '3', 95)];
  const all = [old, young, ended];
  expect(inDoubt(all, { standing: new Set(), over: 50 })).toEqual([young, ended]);
  expect(pruned(all, { standing: new Set(), ended: new Set([ended]), over: 50 })).toEqual([young]);
  expect(pruned(all, { standing: new Set(['swim', 'songs']), ended: new Set([ended]), over: 50 })).toEqual(all);
});

test('pruning keeps every activity in which the person stands, and every call that may still be on its way', () => {
  const attempts = fc.array(fc.record({ a: fc.constantFrom('a', 'b', 'c'), k: fc.string(), n: fc.uuid(), t: fc.nat(100) }), { maxLength: 30 });
  fc.assert(
    fc.property(attempts, fc.subarray(['a', 'b', 'c']), fc.nat(100), (all, there, over) => {
      const standing = new Set(there);
      const left = pruned(all, { standing, ended: new Set(), over });
      for (const activity of activitiesIn(all)) if (standing.has(activity)) expect(activitiesIn(left)).toContain(activity);
      for (const one of all) if (one.t >= over) expect(left).toContain(one);
      for (const one of left) expect(standing.has(one.a) || one.t >= over).toBe(true);
    }),
  );
});

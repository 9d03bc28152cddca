import fc from 'fast-check';
import { settled, type Way, withTwins } from './moves';
import { holds } from './scope';
import { refuseMerge, refuseMove, rewritePath } from './union';

const ids = fc.constantFrom('a', 'b', 'ab', 'u', 'v');
const paths = fc.array(ids, { minLength: 1, maxLength: 4 }).map((parts) => `/c/${parts.join('/')}/`);
const grants = fc.array(fc.record({ role: fc.constantFrom('cadre', 'gate'), scope: paths, expires: fc.integer({ min: 1, max: 20 }) }), { maxLength: 6 });
const ways = fc
  .record({ kind: fc.constantFrom('move' as const, 'merge' as const), union: paths, target: paths })
  .filter(({ union, target }) => !target.startsWith(union))
  .map(({ kind, union, target }): Way => ({ kind, from: union, to: kind === 'merge' ? target : `${target}moved/` }));

test('paths are rewritten by whole ids', () => {
  expect(rewritePath('/1/2/7/', '/1/2/', '/1/3/2/')).toBe('/1/3/2/7/');
  expect(rewritePath('/1/20/', '/1/2/', '/1/3/2/')).toBe('/1/20/');
});

test('what may go where', () => {
  const union = { path: '/1/2/', level: 2 };
  expect(refuseMove(union, { path: '/1/2/3/', level: 3 }, 1)).toBe('inside');
  expect(refuseMove(union, { path: '/1/', level: 0 }, 1)).toBe('same');
  expect(refuseMove(union, { path: '/1/5/', level: 3 }, 1)).toBe('kind');
  expect(refuseMove(union, { path: '/1/5/', level: 1 }, 10)).toBe('deep');
  expect(refuseMove({ path: '/1/', level: 0 }, { path: '/9/', level: 0 }, 0)).toBe('top');
  expect(refuseMove(union, { path: '/1/5/', level: 1 }, 1)).toBeNull();
  expect(refuseMerge(union, { path: '/1/', level: 0 }, 1)).toBeNull();
});

test('property: on the way and after it nobody holds anything but what the move itself carries along; nothing keeps the old path', () => {
  fc.assert(
    fc.property(grants, ways, paths, (given, way, place) => {
      const twins = withTwins(given, way) ?? given;
      const after = settled(twins, way);
      for (const role of ['cadre', 'gate']) {
        for (const [now, held] of [[5, twins], [5, after]] as const) {
          if (!holds(held, role, place, now)) continue;
          // Held before, or the same union's place before it moved.
          const back = rewritePath(place, way.to, way.from);
          expect(holds(given, role, place, now) || (place.startsWith(way.to) && holds(given, role, back, now))).toBe(true);
        }
      }
      // A merge into the union right above leaves grants over that one where they are.
      expect(after.filter(({ scope }) => scope.startsWith(way.from) && !way.to.startsWith(way.from))).toEqual([]);
      expect(settled(after, way)).toEqual(after);
      expect(withTwins(twins, way)).toBeNull();
    }),
  );
});

test('a merge ends what was held over the whole union; of a twin that was extended the later end counts', () => {
  const way: Way = { kind: 'merge', from: '/c/a/', to: '/c/b/' };
  expect(settled([{ role: 'cadre', scope: '/c/a/', expires: 9 }, { role: 'cadre', scope: '/c/a/x/', expires: 9 }], way)).toEqual([{ role: 'cadre', scope: '/c/b/x/', expires: 9 }]);
  const move: Way = { kind: 'move', from: '/c/a/', to: '/c/b/a/' };
  expect(settled([{ role: 'cadre', scope: '/c/a/', expires: 9 }, { role: 'cadre', scope: '/c/b/a/', expires: 12 }], move)).toEqual([{ role: 'cadre', scope: '/c/b/a/', expires: 12 }]);
});

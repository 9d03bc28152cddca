import fc from 'fast-check';
import { changed, changesOf, emptyHistogram, membersIn, type Move, rankOf, stepOf } from './histogram';
import { levelOf, reachedBy, readingLevels } from './levels';

test('equal points share a rank; the next one stands after all of them', () => {
  const histogram = changed(emptyHistogram, changesOf([30, 30, 25, 400, 0].map((to) => ({ from: null, to }))));
  expect([400, 30, 25, 0, 500].map((points) => rankOf(histogram, points))).toEqual([1, 2, 4, 5, 1]);
  expect(membersIn(histogram)).toBe(5);
});

test('a move within one number changes nothing; a step ends at 63', () => {
  expect(changesOf([{ from: 10, to: 10 }])).toEqual({});
  expect(changesOf([{ from: 63, to: 64 }])).toEqual({ 'coarse.0': -1, 'fine.0.63': -1, 'coarse.1': 1, 'fine.1.64': 1 });
  expect([63, 64, 1_000_000].map(stepOf)).toEqual([0, 1, 63]);
});

test('the rank is that of a plain recomputation, in whatever batches the moves come', () => {
  const histories = fc.array(fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(histories, fc.integer({ min: 1, max: 7 }), (members, size) => {
      const moves: Move[] = members.flatMap((points) => points.map((to, index) => ({ from: points[index - 1] ?? null, to })));
      let histogram = emptyHistogram;
      for (let from = 0; from < moves.length; from += size) histogram = changed(histogram, changesOf(moves.slice(from, from + size)));
      const finals = members.map((points) => points[points.length - 1] ?? 0);
      for (const points of finals) expect(rankOf(histogram, points)).toBe(1 + finals.filter((other) => other > points).length);
      expect(membersIn(histogram)).toBe(members.length);
    }),
  );
});

test('levels: the one reached, what is missing for the next, and those that one act reached', () => {
  expect(levelOf(199)).toEqual({ level: { points: 50, name: '小读者' }, next: { level: { points: 200, name: '常读者' }, missing: 1 } });
  expect(levelOf(900).next).toBeNull();
  expect(reachedBy(45, 205).map(({ name }) => name)).toEqual(['小读者', '常读者']);
  expect(reachedBy(205, 205)).toEqual([]);
  for (const { points, name } of readingLevels) expect(levelOf(points).level?.name).toBe(name);
});

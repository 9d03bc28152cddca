import fc from 'fast-check';
import { pairRound, type SwissGame, swissPoints, swissStandings } from './swiss';

const players = (n: number) => Array.from({ length: n }, (_, index) => ({ entry: `p${index + 1}`, number: index + 1 }));

test('the first round: the upper half meets the lower; of an odd number the last rests', () => {
  const pairs = pairRound(players(5), [], 1)?.map(({ first, second }) => [first, second].sort());
  expect(pairs).toEqual([['p1', 'p3'], ['p2', 'p4'], ['p5', null].sort()]);
});

test('who has moved first less often moves first; then who moved second the last time', () => {
  const games: SwissGame[] = [{ first: 'p1', second: 'p3', result: 'first' }, { first: 'p4', second: 'p2', result: 'second' }];
  expect(pairRound(players(4), games, 2)).toEqual([{ first: 'p2', second: 'p1' }, { first: 'p3', second: 'p4' }]);
  const even: SwissGame[] = [
    { first: 'p1', second: 'p3', result: 'first' },
    { first: 'p2', second: 'p4', result: 'first' },
    { first: 'p4', second: 'p1', result: 'second' },
    { first: 'p3', second: 'p2', result: 'second' },
  ];
  // p1 and p2 have each moved first once, and second in the last round: the number decides, the lower in odd rounds.
  expect(pairRound(players(4), even, 3)?.[0]).toEqual({ first: 'p1', second: 'p2' });
});

test('对手分 decides between equal points, then the place is shared', () => {
  const games: SwissGame[] = [
    { first: 'p1', second: 'p2', result: 'first' },
    { first: 'p3', second: 'p4', result: 'first' },
    { first: 'p1', second: 'p3', result: 'first' },
    { first: 'p2', second: 'p4', result: 'second' },
  ];
  // p3 and p4 have 2 each; p3 met p4 (2) and p1 (4), p4 met p3 (2) and p2 (0).
  expect(swissStandings(players(4), games)).toEqual([
    { entry: 'p1', points: 4, opponents: 2, place: 1 },
    { entry: 'p3', points: 2, opponents: 6, place: 2 },
    { entry: 'p4', points: 2, opponents: 2, place: 3 },
    { entry: 'p2', points: 0, opponents: 6, place: 4 },
  ]);
});

test('a bye counts as a win and adds nothing to 对手分', () => {
  const games: SwissGame[] = [{ first: 'p3', second: null, result: 'first' }, { first: 'p1', second: 'p2', result: 'draw' }];
  expect(swissStandings(players(3), games).map(({ entry, points, opponents }) => [entry, points, opponents])).toEqual([['p3', 2, 0], ['p1', 1, 1], ['p2', 1, 1]]);
});

test('whole tournaments: everybody once a round, no pair and no bye twice', () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 24 }), fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 12, maxLength: 60 }), (n, results) => {
      const games: SwissGame[] = [];
      // A Swiss tournament has far fewer rounds than players; with n/2 rounds a pairing always exists.
      for (let round = 1; round <= Math.min(7, Math.floor(n / 2)); round += 1) {
        const pairing = pairRound(players(n), games, round);
        expect(pairing).not.toBeNull();
        const there = (pairing ?? []).flatMap(({ first, second }) => [first, ...(second === null ? [] : [second])]);
        expect(there.sort()).toEqual(players(n).map(({ entry }) => entry).sort());
        for (const [index, { first, second }] of (pairing ?? []).entries()) {
          games.push({ first, second, result: second === null ? 'first' : (['first', 'second', 'draw'] as const)[results[(games.length + index) % results.length] ?? 0] ?? 'draw' });
        }
      }
      const keys = games.map(({ first, second }) => [first, second ?? '-'].sort().join());
      expect(new Set(keys).size).toBe(keys.length);
      const total = players(n).reduce((sum, { entry }) => sum + swissPoints(entry, games), 0);
      expect(total).toBe(games.length * 2);
    }),
    { numRuns: 60 },
  );
});

test('where everybody has met everybody there is no pairing', () => {
  const games: SwissGame[] = [{ first: 'p1', second: 'p2', result: 'draw' }];
  expect(pairRound(players(2), games, 2)).toBeNull();
});

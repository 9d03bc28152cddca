import fc from 'fast-check';
import { type Game, roundRobin, standings, standingsRules } from './round-robin';

const game = (home: string, away: string, points: [number, number], more: Partial<Game> = {}): Game => ({
  home,
  away,
  result: points[0] > points[1] ? 'home' : points[0] < points[1] ? 'away' : 'draw',
  forfeit: false,
  points,
  ...more,
});
const table = (entries: string, games: Game[], rule: keyof typeof standingsRules) => standings([...entries], games, standingsRules[rule]).map(({ entry, points, place }) => `${entry}${place}:${points}`);

test('everybody meets everybody once, each at most once a round', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 15 }), (n) => {
      const entries = Array.from({ length: n }, (_, index) => `e${index}`);
      const rounds = roundRobin(entries);
      expect(rounds.flat()).toHaveLength((n * (n - 1)) / 2);
      expect(new Set(rounds.flat().map((pair) => [...pair].sort().join())).size).toBe((n * (n - 1)) / 2);
      for (const round of rounds) expect(new Set(round.flat()).size).toBe(round.length * 2);
    }),
  );
});

test('乒羽: a win 2, a defeat 1, a forfeit 0; two equal ones by their match', () => {
  const sets = (home: string, away: string, won: number, lost: number, forfeit = false) => game(home, away, [won * 11, lost * 11], { sets: [won, lost], forfeit });
  // a and b have 5 each; a won their match though b has the better sets.
  const games = [sets('a', 'b', 3, 2), sets('a', 'c', 2, 3), sets('a', 'd', 3, 2), sets('b', 'c', 3, 0), sets('b', 'd', 3, 0), sets('c', 'd', 0, 3, true)];
  expect(table('abcd', games, 'racket')).toEqual(['a1:5', 'b2:5', 'd3:4', 'c4:3']);
});

test('乒羽: three in a circle by the ratio of sets among them, the last two again by their match', () => {
  const sets = (home: string, away: string, won: number, lost: number) => game(home, away, [won * 11, lost * 9], { sets: [won, lost] });
  // a 5:3, b 4:4, c 4:6 by ratio 0.625, 0.5, 0.4.
  expect(table('abc', [sets('a', 'b', 3, 1), sets('b', 'c', 3, 1), sets('a', 'c', 2, 3)], 'racket')).toEqual(['a1:3', 'b2:3', 'c3:3']);
  // a 3:3 behind; b and c have the same ratio, so their match decides: c won it.
  const even = [sets('a', 'b', 3, 2), sets('b', 'c', 2, 3), sets('a', 'c', 0, 3)];
  expect(table('abc', even, 'racket')).toEqual(['c1:4', 'a2:3', 'b3:2']);
});

test('乒羽 teams: 场次率 comes before 局率', () => {
  const tie = (home: string, away: string, matches: [number, number], sets: [number, number]): Game => ({ home, away, result: matches[0] > matches[1] ? 'home' : 'away', forfeit: false, matches, sets });
  const circle = [tie('a', 'b', [3, 0], [9, 8]), tie('b', 'c', [3, 2], [11, 6]), tie('c', 'a', [3, 2], [9, 6])];
  // 场: a 5:3, b 3:5, c 5:5; 局 alone would put b before c.
  expect(table('abc', circle, 'racket')).toEqual(['a1:3', 'c2:3', 'b3:3']);
});

test('the games against others do not count among the tied', () => {
  // a, b, c beat each other in a circle and all lose to d; a's 0:50 there changes nothing.
  const games = [game('a', 'b', [20, 10]), game('b', 'c', [20, 15]), game('c', 'a', [20, 18]), game('d', 'a', [60, 10]), game('d', 'b', [21, 20]), game('d', 'c', [21, 20])];
  expect(table('abcd', games, 'basketball')).toEqual(['d1:6', 'a2:4', 'c3:4', 'b4:4']);
});

test('足球: 3-1-0; still equal in everything shares the place', () => {
  expect(table('abc', [game('a', 'b', [1, 1]), game('b', 'c', [2, 0]), game('a', 'c', [0, 0])], 'football')).toEqual(['b1:4', 'a2:2', 'c3:1']);
  expect(table('abc', [game('a', 'b', [1, 0]), game('b', 'c', [1, 0]), game('c', 'a', [1, 0])], 'football')).toEqual(['a1:3', 'b1:3', 'c1:3']);
  expect(table('ab', [], 'football')).toEqual(['a1:0', 'b1:0']);
});

test('the order of entries and games never matters; more points are always ahead', () => {
  const games = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(games, fc.constantFrom('racket' as const, 'basketball' as const, 'football' as const), (scores, rule) => {
      const pairs = roundRobin(['a', 'b', 'c', 'd']).flat();
      const list = pairs.map(([home, away], index) => game(home, away, scores[index] ?? [0, 0], { sets: scores[index] ?? [0, 0] }));
      const placed = standings(['a', 'b', 'c', 'd'], list, standingsRules[rule]);
      expect(standings(['d', 'b', 'c', 'a'], [...list].reverse(), standingsRules[rule])).toEqual(placed);
      for (const one of placed) for (const other of placed) if (one.points > other.points) expect(one.place).toBeLessThan(other.place);
    }),
  );
});

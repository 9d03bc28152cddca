import { isOver, matchesOf, matchProblem, placesOfTable, type Played, swissGames, tableLines } from './table';

const raw = (bouts: [number, number][], more: Partial<Api.Meet.RawMatch> = {}): Api.Meet.RawMatch => ({ bouts, forfeit: null, decided: null, ...more });
const tug = { measure: { kind: 'bouts', bestOf: 3 }, ballGame: null, team: null } as const;
const football = { measure: { kind: 'bouts', bestOf: 1 }, ballGame: 'football', team: null } as const;
const table = { kind: 'knockout', slots: ['a', null, 'b', 'c', 'd', 'e', null, 'f'], third: true } as const;
const knockout: Api.Meet.Table = { ...table, slots: [...table.slots] };

test('a knock-out goes on match by match: byes without one, the losers of the semi-finals for the third place', () => {
  const played = new Map([
    ['k1-2', raw([[1, 0], [0, 1], [1, 0]])],
    ['k1-3', raw([[0, 1], [0, 1]])],
  ]);
  const shown = (done: Played) => matchesOf(tug, knockout, done).map(({ id, home, away, result }) => `${id} ${home ?? '-'}:${away ?? '-'} ${result ?? ''}`);
  expect(shown(played)).toEqual(['k1-1 a:- ', 'k1-2 b:c home', 'k1-3 d:e away', 'k1-4 -:f ', 'k2-1 a:b ', 'k2-2 e:f ', 'k3-1 -:- ', 't -:- ']);
  expect(isOver(tug, knockout, played)).toBe(false);
  const more = new Map([...played, ['k2-1', raw([[1, 0], [1, 0]])], ['k2-2', raw([], { forfeit: 'away' })]]);
  expect(shown(more).slice(4)).toEqual(['k2-1 a:b home', 'k2-2 e:f home', 'k3-1 a:e ', 't b:f ']);
  const all = new Map([...more, ['k3-1', raw([[0, 1], [1, 0], [0, 1]])], ['t', raw([[1, 0], [1, 0]])]]);
  expect(isOver(tug, knockout, more)).toBe(false);
  expect(isOver(tug, knockout, all)).toBe(true);
  expect(placesOfTable(tug, knockout, all, new Set()).map(({ entry, place }) => [entry, place])).toEqual([['e', 1], ['a', 2], ['b', 3], ['f', 4], ['c', 5], ['d', 5]]);
});

test('what cannot have been played is refused', () => {
  expect(matchProblem(tug, knockout, raw([[1, 0], [1, 0], [1, 0]]))).toBe('bouts');
  expect(matchProblem(tug, knockout, raw([[1, 1]]))).toBe('bouts');
  expect(matchProblem(tug, knockout, raw([[1, 0], [0, 1]]))).toBe('open');
  expect(matchProblem(football, knockout, raw([[2, 2]]))).toBe('draw');
  expect(matchProblem(football, knockout, raw([[2, 2]], { decided: 'away' }))).toBeNull();
  expect(matchProblem(football, { kind: 'roundRobin' }, raw([[2, 2]]))).toBeNull();
  expect(matchProblem(football, { kind: 'roundRobin' }, raw([[-1, 2]]))).toBe('bouts');
});

test('a round robin stands by the rules of its sport, who never came takes no place', () => {
  const robin: Api.Meet.Table = { kind: 'roundRobin', rounds: [[['a', 'b']], [['a', 'c']], [['b', 'c']]] };
  const played = new Map([
    ['r1-1', raw([[2, 1]])],
    ['r2-1', raw([], { forfeit: 'away' })],
    ['r3-1', raw([], { forfeit: 'away' })],
  ]);
  expect(isOver(football, robin, played)).toBe(true);
  expect(placesOfTable(football, robin, played, new Set(['c']))).toEqual([
    { entry: 'a', place: 1, outcome: 'ok' },
    { entry: 'b', place: 2, outcome: 'ok' },
    { entry: 'c', place: null, outcome: 'DNS' },
  ]);
});

test('who leaves half-way did not finish, and nobody stands behind a hole', () => {
  const robin: Api.Meet.Table = { kind: 'roundRobin', rounds: [[['a', 'd'], ['b', 'c']], [['a', 'c'], ['b', 'd']], [['a', 'b'], ['c', 'd']]] };
  const played = new Map([
    ['r1-1', raw([[1, 0]])],
    ['r1-2', raw([[1, 1]])],
    ['r2-1', raw([[3, 0]])],
    ['r2-2', raw([[2, 0]])],
    // a goes home as the best; d was never there.
    ['r3-1', raw([], { forfeit: 'home' })],
    ['r3-2', raw([], { forfeit: 'away' })],
  ]);
  const shown = (out: string[]) => placesOfTable(football, robin, played, new Set(out)).map(({ entry, place, outcome }) => `${entry}${place ?? outcome}`);
  expect(shown([])).toEqual(['b1', 'a2', 'c3', 'd4']);
  expect(shown(['a'])).toEqual(['b1', 'c2', 'd3', 'aDNF']);
  expect(shown(['b', 'a'])).toEqual(['c1', 'd2', 'aDNF', 'bDNF']);
  const never = new Map([...played, ['r1-1', raw([], { forfeit: 'away' })], ['r2-2', raw([], { forfeit: 'away' })]]);
  expect(placesOfTable(football, robin, never, new Set(['d', 'a'])).map(({ entry, place, outcome }) => `${entry}${place ?? outcome}`)).toEqual(['b1', 'c2', 'aDNF', 'dDNS']);
});

test('Swiss: a bye is a win without an opponent, and it is over after all its rounds', () => {
  const swiss: Api.Meet.Table = { kind: 'swiss', players: ['a', 'b', 'c'], of: 2, rounds: [[{ first: 'a', second: 'b' }, { first: 'c', second: null }]] };
  const chess = { measure: { kind: 'bouts', bestOf: 1 }, ballGame: null, team: null } as const;
  const played = new Map([['s1-1', raw([[1, 1]])]]);
  expect(swissGames(chess, swiss, played)).toEqual([{ first: 'a', second: 'b', result: 'draw' }, { first: 'c', second: null, result: 'first' }]);
  expect(tableLines(chess, swiss, played).map(({ entry, points }) => [entry, points])).toEqual([['c', 2], ['a', 1], ['b', 1]]);
  expect(isOver(chess, swiss, played)).toBe(false);
});

import fc from 'fast-check';
import { playedOf, undoesPlayed } from './day';
import { placePoints } from './points';
import { afterDisqualification, isOver, matchesOf, matchProblem, placesOfTable, type Played, swissGames, tableLines } from './table';

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
  expect(placesOfTable(tug, knockout, all, new Map()).map(({ entry, place }) => [entry, place])).toEqual([['e', 1], ['a', 2], ['b', 3], ['f', 4], ['c', 5], ['d', 5]]);
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
  expect(placesOfTable(football, robin, played, new Map([['c', 'DNS']]))).toEqual([
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
  const shown = (out: string[]) => placesOfTable(football, robin, played, new Map(out.map((entry) => [entry, 'DNS']))).map(({ entry, place, outcome }) => `${entry}${place ?? outcome}`);
  expect(shown([])).toEqual(['b1', 'a2', 'c3', 'd4']);
  expect(shown(['a'])).toEqual(['b1', 'c2', 'd3', 'aDNF']);
  expect(shown(['b', 'a'])).toEqual(['c1', 'd2', 'aDNF', 'bDNF']);
  const never = new Map([...played, ['r1-1', raw([], { forfeit: 'away' })], ['r2-2', raw([], { forfeit: 'away' })]]);
  expect(placesOfTable(football, robin, never, new Map([['d', 'DNS'], ['a', 'DNS']])).map(({ entry, place, outcome }) => `${entry}${place ?? outcome}`)).toEqual(['b1', 'c2', 'aDNF', 'dDNS']);
});

test('Swiss: a bye is a win without an opponent, and it is over after all its rounds', () => {
  const swiss: Api.Meet.Table = { kind: 'swiss', players: ['a', 'b', 'c'], of: 2, rounds: [[{ first: 'a', second: 'b' }, { first: 'c', second: null }]] };
  const chess = { measure: { kind: 'bouts', bestOf: 1 }, ballGame: null, team: null } as const;
  const played = new Map([['s1-1', raw([[1, 1]])]]);
  expect(swissGames(chess, swiss, played)).toEqual([{ first: 'a', second: 'b', result: 'draw' }, { first: 'c', second: null, result: 'first' }]);
  expect(tableLines(chess, swiss, played).map(({ entry, points }) => [entry, points])).toEqual([['c', 2], ['a', 1], ['b', 1]]);
  expect(isOver(chess, swiss, played)).toBe(false);
});

/** `e1`, or what became of it. */
const shownPlaces = (placed: ReturnType<typeof placesOfTable>) => placed.map(({ entry, place, outcome }) => `${entry}${place ?? outcome}`);
const both = raw([], { forfeit: 'both' });

test('双弃权 in a knock-out: the next opponent goes on, neither takes a place, those behind move up, points go to those who came', () => {
  const four: Api.Meet.Table = { kind: 'knockout', slots: ['a', 'b', 'c', 'd'], third: false };
  const semi = new Map([['k1-1', both], ['k1-2', raw([[1, 0], [1, 0]])]]);
  expect(matchesOf(tug, four, semi).map(({ id, home, away, result }) => `${id} ${home ?? '-'}:${away ?? '-'} ${result ?? ''}`)).toEqual(['k1-1 a:b none', 'k1-2 c:d home', 'k2-1 -:c away']);
  expect(isOver(tug, four, semi)).toBe(true);
  const placed = placesOfTable(tug, four, semi, new Map());
  expect(shownPlaces(placed)).toEqual(['c1', 'd2', 'aDNS', 'bDNS']);
  // 减一录取: two came, so one place scores.
  expect([...placePoints({ table: [9, 7, 6, 5], few: { starters: 8, including: false } }, placed, 1)].map(([entry, { n }]) => [entry, Number(n)])).toEqual([['c', 9]]);
  // A bye is no match: who gives up the first one has not started.
  const three: Api.Meet.Table = { kind: 'knockout', slots: ['a', null, 'b', 'c'], third: false };
  expect(shownPlaces(placesOfTable(tug, three, new Map([['k1-2', raw([[1, 0], [1, 0]])], ['k2-1', raw([], { forfeit: 'home' })]]), new Map()))).toEqual(['b1', 'c2', 'aDNS']);
  const final = new Map([['k1-1', raw([[1, 0], [1, 0]])], ['k1-2', raw([[1, 0], [1, 0]])], ['k2-1', both]]);
  expect(isOver(tug, four, final)).toBe(true);
  expect(shownPlaces(placesOfTable(tug, four, final, new Map()))).toEqual(['b1', 'd1', 'aDNF', 'cDNF']);
});

test('双弃权 in a round robin: both get what a forfeit gets; who never came has not started', () => {
  const robin: Api.Meet.Table = { kind: 'roundRobin', rounds: [[['a', 'd'], ['b', 'c']], [['a', 'c'], ['b', 'd']], [['a', 'b'], ['c', 'd']]] };
  const racket = { measure: { kind: 'bouts', bestOf: 3 }, ballGame: 'racket', team: null } as const;
  const won = raw([[11, 5], [11, 5]]);
  const played = new Map([['r1-1', raw([], { forfeit: 'away' })], ['r1-2', won], ['r2-1', won], ['r2-2', raw([], { forfeit: 'away' })], ['r3-1', won], ['r3-2', both]]);
  expect(tableLines(racket, robin, played).map(({ entry, points }) => [entry, points])).toEqual([['a', 6], ['b', 5], ['c', 2], ['d', 0]]);
  expect(shownPlaces(placesOfTable(racket, robin, played, new Map()))).toEqual(['a1', 'b2', 'c3', 'dDNS']);
});

test('双弃权 on a board: no points for either, and they have met', () => {
  const swiss: Api.Meet.Table = { kind: 'swiss', players: ['a', 'b', 'c', 'd'], of: 1, rounds: [[{ first: 'a', second: 'b' }, { first: 'c', second: 'd' }]] };
  const chess = { measure: { kind: 'bouts', bestOf: 1 }, ballGame: null, team: null } as const;
  const played = new Map([['s1-1', both], ['s1-2', raw([[1, 1]])]]);
  expect(swissGames(chess, swiss, played)[0]).toEqual({ first: 'a', second: 'b', result: 'none' });
  expect(shownPlaces(placesOfTable(chess, swiss, played, new Map()))).toEqual(['c1', 'd1', 'aDNS', 'bDNS']);
});

test('取消资格: what is not played is given up, the opponent goes on, who lost before does not come back, DQ counts as a starter', () => {
  const played = new Map([['k1-2', raw([[1, 0], [0, 1], [1, 0]])], ['k1-3', raw([[0, 1], [0, 1]])]]);
  const out = afterDisqualification(tug, knockout, played, new Set(['b']));
  expect(matchesOf(tug, knockout, out).find(({ id }) => id === 'k2-1')).toMatchObject({ home: 'a', away: 'b', result: 'home' });
  const all = new Map([...out, ['k2-2', raw([[1, 0], [1, 0]])], ['k3-1', raw([[1, 0], [1, 0]])]]);
  const whole = afterDisqualification(tug, knockout, all, new Set(['b']));
  expect(whole.get('t')).toMatchObject({ forfeit: 'home' });
  expect(isOver(tug, knockout, whole)).toBe(true);
  const placed = placesOfTable(tug, knockout, whole, new Map([['b', 'DQ']]));
  expect(shownPlaces(placed)).toEqual(['a1', 'e2', 'f3', 'c4', 'd4', 'bDQ']);
  expect(placed.filter(({ outcome }) => outcome !== 'DNS')).toHaveLength(6);
});

test('whoever is disqualified whenever: each table ends, its places have no hole, and nobody who is out has one', () => {
  const names = [...'abcdefgh'];
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 8 }), fc.boolean(), fc.array(fc.constantFrom('home', 'away', 'both', 'win', 'loss'), { minLength: 30, maxLength: 30 }), fc.array(fc.constantFrom(...names), { maxLength: 3 }), (n, knocks, results, dq) => {
      const entries = names.slice(0, n);
      const size = 2 ** Math.ceil(Math.log2(n));
      const table: Api.Meet.Table = knocks
        ? { kind: 'knockout', slots: Array.from({ length: size }, (_one, index) => (index % 2 === 0 || index / 2 < n - size / 2 ? (entries.shift() ?? null) : null)), third: true }
        : { kind: 'roundRobin', rounds: [names.slice(0, n).flatMap((one, index) => names.slice(index + 1, n).map((other): [string, string] => [one, other]))] };
      const out = new Set(dq);
      let played: Played = new Map();
      for (const result of results) {
        played = afterDisqualification(tug, table, played, out);
        const next = matchesOf(tug, table, played).find(({ home, away, result: now }) => home !== null && away !== null && now === null);
        if (!next) break;
        const written = result === 'win' ? raw([[1, 0], [1, 0]]) : result === 'loss' ? raw([[0, 1], [0, 1]]) : raw([], { forfeit: result });
        played = new Map([...played, [next.id, written]]);
      }
      expect(isOver(tug, table, played)).toBe(true);
      const placed = placesOfTable(tug, table, played, new Map([...out].map((entry) => [entry, 'DQ'])));
      expect(placed.map(({ entry }) => entry).sort()).toEqual(names.slice(0, n));
      const places = placed.flatMap(({ place }) => place ?? []);
      for (const place of places) expect(places.filter((one) => one < place)).toHaveLength(place - 1);
      for (const { entry, place, outcome } of placed) {
        expect(place === null).toBe(outcome !== 'ok');
        if (out.has(entry)) expect(outcome).toBe('DQ');
      }
    }),
  );
});

test('what was played since cannot be undone by a disqualification', () => {
  const matches = (played: Played) => Object.fromEntries([...played].map(([id, one]) => [id, { raw: one }]));
  const four: Api.Meet.Table = { kind: 'knockout', slots: ['a', 'b', 'c', 'd'], third: false };
  const round = (dq: string[], played: Played) => ({
    ...{ n: 1, heats: [], winds: {}, jumpOff: [], table: four, matches: matches(played) },
    cards: Object.fromEntries([...'abcd'].map((entry) => [entry, { call: 'in' as const, entered: dq.includes(entry) ? { outcome: 'DQ' as const, rule: '冒名顶替', raw: null, violations: 0, reruns: 0 } : null }])),
  });
  const won = raw([[1, 0], [1, 0]]);
  const first: Played = new Map([['k1-2', won]]);
  expect(undoesPlayed(tug, round([], first), round(['a'], first))).toBe(false);
  const since: Played = new Map([...first, ['k2-1', won]]);
  expect(undoesPlayed(tug, round(['a'], since), round([], since))).toBe(true);
  expect(undoesPlayed(tug, round(['a'], since), round(['a', 'd'], since))).toBe(false);
  expect(playedOf(tug, round(['a'], first)).get('k1-1')).toEqual(raw([], { forfeit: 'home' }));
});

import fc from 'fast-check';
import { usualBands } from './lanes';
import { firstDraw, runsIn, seedsIn, startList, startsIn } from './start-list';
import { contest, race, team, tugOfWar } from './template-events';

type Change = Api.Meet.ListChange;

const group: Api.Meet.Group = { id: 'm', name: '男子', sex: 'male', minAge: null, maxAge: null, next: null };
const changes: Change[] = [
  { kind: 'scratch', entry: 'a', reason: '受伤' },
  { kind: 'move', entry: 'b', into: 'e3' },
  { kind: 'merge', event: 'e1', into: 'e2' },
];

test('scratched entries start nowhere, moved ones elsewhere, merged events together', () => {
  const entries = [...'abcd'].map((id) => ({ id, event: 'e1' }));
  expect(entries.map((entry) => startsIn(entry, changes))).toEqual([null, 'e3', 'e2', 'e2']);
  expect([...startList(entries, changes)].map(([event, list]) => [event, list.map(({ id }) => id)])).toEqual([['e3', ['b']], ['e2', ['c', 'd']]]);
});

test('merges follow each other, and a ring of them ends', () => {
  const chain: Change[] = [{ kind: 'merge', event: 'e1', into: 'e2' }, { kind: 'merge', event: 'e2', into: 'e3' }];
  expect(runsIn('e1', chain)).toBe('e3');
  expect(['e1', 'e2']).toContain(runsIn('e1', [...chain.slice(0, 1), { kind: 'merge', event: 'e2', into: 'e1' }]));
});

test('nobody starts twice, and whoever is not scratched starts', () => {
  const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 12 });
  fc.assert(
    fc.property(ids, fc.array(fc.nat({ max: 11 })), (list, out) => {
      const entries = list.map((id) => ({ id, event: 'e1' }));
      const scratches = out.flatMap((index): Change[] => (list[index] === undefined ? [] : [{ kind: 'scratch', entry: list[index], reason: '' }]));
      const started = [...startList(entries, scratches).values()].flat().map(({ id }) => id);
      const gone = new Set(scratches.flatMap((change) => (change.kind === 'scratch' ? [change.entry] : [])));
      expect([...started].sort()).toEqual(list.filter((id) => !gone.has(id)).sort());
    }),
  );
});

const seed = new Uint8Array(32).fill(7);
const track = { lanes: 8 as const, bands: usualBands[8] };

test.each([
  ['a race', { ...race(100)(group), id: 'e1' }, 'heats'],
  ['tug-of-war', { ...tugOfWar(team(8, 8, 0, 0))(group), id: 'e1' }, 'knockout'],
  ['chess', { ...contest('board', '象棋', { kind: 'swiss', rounds: 3 }, 1, null, null, '棋')(group), id: 'e1' }, 'order'],
])('%s: whoever starts stands in it once, in whatever order the list came', (_name, event, kind) => {
  const starters = Array.from({ length: 19 }, (_one, index) => ({ entry: `n${index}`, unit: `u${index % 5}`, seed: null }));
  const entriesOf = (draw: Api.Meet.FirstDraw) =>
    draw.kind === 'heats' ? draw.heats.flatMap(({ places }) => places.map(({ entry }) => entry)) : draw.kind === 'knockout' ? draw.slots.flatMap((slot) => slot ?? []) : draw.entries;
  const drawn = firstDraw(event, starters, track, seed);
  expect(drawn.kind).toBe(kind);
  expect([...entriesOf(drawn)].sort()).toEqual(starters.map(({ entry }) => entry).sort());
  expect(firstDraw(event, [...starters].reverse(), track, seed)).toEqual(drawn);
  expect(firstDraw(event, starters, track, new Uint8Array(32).fill(8))).not.toEqual(drawn);
});

test('seeds are named anew as a whole; who does not start is none, and those behind move up', () => {
  const named: Change[] = [{ kind: 'seeds', event: 'e1', entries: ['a'] }, { kind: 'seeds', event: 'e2', entries: ['z'] }, { kind: 'seeds', event: 'e1', entries: ['c', 'b', 'a'] }];
  expect(seedsIn('e1', named, ['a', 'c', 'd'])).toEqual(['c', 'a']);
  expect(seedsIn('e3', named, ['a'])).toEqual([]);
  expect(startsIn({ id: 'a', event: 'e1' }, named)).toBe('e1');
});

describe('a knock-out with seeds', () => {
  const event = { ...contest('ball', '乒乓球单打', { kind: 'knockout', seeds: 4, third: false }, 5, 'racket', null, '球')(group), id: 'e1' };
  const starters = (n: number, seeds: number) => Array.from({ length: n }, (_one, index) => ({ entry: `n${index + 1}`, unit: `u${index % 7}`, seed: index < seeds ? index + 1 : null }));
  const linesOf = (n: number, seeds: number, byte: number) => {
    const drawn = firstDraw(event, starters(n, seeds), track, new Uint8Array(32).fill(byte));
    return drawn.kind === 'knockout' ? drawn.slots : [];
  };

  test('13 players, 4 seeds on 16 lines: 1 and 2 at the ends, 3–4 in the middle, the three byes to 1, 2 and 3', () => {
    for (let byte = 0; byte < 20; byte += 1) {
      const slots = linesOf(13, 4, byte);
      const line = (n: number) => slots.indexOf(`n${n}`) + 1;
      expect([line(1), line(2)]).toEqual([1, 16]);
      expect([line(3), line(4)].sort((a, b) => a - b)).toEqual([8, 9]);
      const rests = slots.flatMap((entry, index) => (entry !== null && slots[index % 2 === 0 ? index + 1 : index - 1] === null ? [entry] : []));
      expect(rests.sort()).toEqual(['n1', 'n2', 'n3']);
    }
  });

  test('no more than the rulebook has: a fifth is drawn as all others are', () => {
    const places = new Set(Array.from({ length: 30 }, (_one, byte) => linesOf(16, 5, byte).indexOf('n5')));
    expect(places.size).toBeGreaterThan(4);
    for (let byte = 0; byte < 30; byte += 1) expect([0, 15]).toContain(linesOf(16, 5, byte).indexOf('n2'));
  });

  test('seeds meet late: of k seeds, k a power of two, no two are in the same k-th of the sheet', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 40 }), fc.constantFrom(2, 4), fc.nat(255), (n, seeds, byte) => {
        const slots = linesOf(n, seeds, byte);
        const parts = Array.from({ length: seeds }, (_one, index) => Math.floor((slots.indexOf(`n${index + 1}`) * seeds) / slots.length));
        expect(new Set(parts).size).toBe(seeds);
      }),
    );
  });
});

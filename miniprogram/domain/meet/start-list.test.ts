import fc from 'fast-check';
import { usualBands } from './lanes';
import { firstDraw, runsIn, startList, startsIn } from './start-list';
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

import { firstRound } from './heats';
import { knockoutDraw } from './knockout';
import { usualBands } from './lanes';
import { chanceOf, startersHash } from './lots';
import type { Starter } from './seeding';

const seed = new Uint8Array(32).fill(7);
const starters = Array.from({ length: 20 }, (_, index): Starter => ({ entry: `e${index}`, unit: `u${index % 4}`, seed: index % 3 === 0 ? 12_000 : null }));
const track = { lanes: 8, bands: usualBands[8] } as const;
const event = { start: { kind: 'lanes', layout: 'straight' }, format: { kind: 'rounds', rounds: 2 }, better: 'less' } as const;

test('the same seed and list give the same sheet, in whatever order the list came', () => {
  const drawn = firstRound(event, starters, track, chanceOf(seed, 'm1-100米', 1));
  expect(firstRound(event, [...starters].reverse(), track, chanceOf(seed, 'm1-100米', 1))).toEqual(drawn);
  expect(knockoutDraw([], [...starters].reverse(), chanceOf(seed, 'x', 1))).toEqual(knockoutDraw([], starters, chanceOf(seed, 'x', 1)));
});

test('each round of each event has lots of its own', () => {
  const first = firstRound(event, starters, track, chanceOf(seed, 'm1-100米', 1));
  expect(firstRound(event, starters, track, chanceOf(seed, 'm1-200米', 1))).not.toEqual(first);
  expect(firstRound(event, starters, track, chanceOf(seed, 'm1-100米', 2))).not.toEqual(first);
  // SHA-256 of 32 bytes of 7, then "m1-100米", a line feed and "1", is the seed of the stream: its first eight numbers below 1,000.
  const below = chanceOf(seed, 'm1-100米', 1);
  expect(Array.from({ length: 8 }, () => below(1_000))).toEqual([474, 398, 605, 27, 742, 132, 678, 493]);
});

test('the list’s hash changes with any starter, unit or seed mark, not with the order', () => {
  const hash = startersHash([{ id: 'a', starters }, { id: 'b', starters: [] }]);
  expect(startersHash([{ id: 'b', starters: [] }, { id: 'a', starters: [...starters].reverse() }])).toBe(hash);
  const changed = starters.map((one, index) => (index === 4 ? { ...one, seed: 11_900 } : one));
  expect(startersHash([{ id: 'a', starters: changed }])).not.toBe(hash);
  expect(startersHash([{ id: 'a', starters: starters.slice(1) }])).not.toBe(hash);
  expect(startersHash([{ id: 'b', starters }])).not.toBe(hash);
});

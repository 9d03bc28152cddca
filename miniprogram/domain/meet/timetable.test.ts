import fc from 'fast-check';
import { chanceFrom } from '../draw/stream';
import { clashesOf, type Item, postponed, type Programme } from './timetable';
import { lowerBound, provenBound } from './timetable-bound';
import { propose, withinTime, withinTries } from './timetable-search';

const rests: Api.Meet.Rests = { events: 20, short: 45, middle: 90, call: 20 };
const item = (id: string, change: Partial<Item> = {}): Item => ({ id, event: id, round: 1, zone: '跑道', minutes: 30, metres: null, people: [], fixed: null, ...change });
const day = { day: 0, from: 0, to: 600 };
const programme = (items: Item[], change: Partial<Programme> = {}): Programme => ({ items, windows: [day], unsafe: [], rests, ...change });
const chance = (seed: number) => chanceFrom(Uint8Array.of(seed));
const plan = (starts: Record<string, number>) => new Map(Object.entries(starts));
const reasons = (of: Programme, starts: Record<string, number>) => clashesOf(of, plan(starts)).map(({ items, reason }) => `${items.join('-')} ${reason}`);

test('one 场区 holds one event at a time; others run side by side unless the pair is unsafe', () => {
  const items = [item('a'), item('b'), item('c', { zone: '标枪区' })];
  expect(reasons(programme(items), { a: 0, b: 29, c: 0 })).toEqual(['a-b zone']);
  expect(reasons(programme(items), { a: 0, b: 30, c: 0 })).toEqual([]);
  expect(reasons(programme(items, { unsafe: [['标枪区', '跑道']] }), { a: 0, b: 30, c: 20 })).toEqual(['a-c unsafe', 'b-c unsafe']);
});

test('an athlete rests 20 min from the planned end to the next 检录, which is 20 min before the start', () => {
  const items = [item('a', { people: ['p', 'q'] }), item('b', { zone: '沙坑', people: ['q'] })];
  expect(clashesOf(programme(items), plan({ a: 0, b: 69 }))).toEqual([{ items: ['a', 'b'], reason: 'athletes', people: ['q'] }]);
  expect(reasons(programme(items), { a: 0, b: 70 })).toEqual([]);
  expect(reasons(programme(items), { a: 70, b: 0 })).toEqual([]);
});

test('between rounds 45 min to 200 m, 90 to 1000 m, above not the same day; the first round first', () => {
  const rounds = (metres: number) => programme([item('h', { event: 'e', metres }), item('f', { event: 'e', metres, round: 2 })], { windows: [day, { day: 1, from: 1_440, to: 2_040 }] });
  expect([74, 75].map((start) => reasons(rounds(200), { h: 0, f: start }))).toEqual([['h-f rounds'], []]);
  expect([119, 120].map((start) => reasons(rounds(800), { h: 0, f: start }))).toEqual([['h-f rounds'], []]);
  expect([500, 1_440].map((start) => reasons(rounds(1_500), { h: 0, f: start }))).toEqual([['h-f sameDay'], []]);
  expect(reasons(rounds(200), { h: 200, f: 0 })).toEqual(['h-f rounds']);
});

test('nothing runs through a break', () => {
  const items = programme([item('a')], { windows: [{ day: 0, from: 0, to: 40 }, { day: 0, from: 100, to: 200 }] });
  expect([reasons(items, { a: 10 }), reasons(items, { a: 11 }), reasons(items, { a: 90 }), reasons(items, { a: 100 })]).toEqual([[], ['a window'], ['a window'], []]);
});

test('no plan is shorter than the longest 场区, or an athlete’s events with the rests', () => {
  expect(lowerBound(programme([item('a'), item('b'), item('c', { zone: '沙坑' })]))).toBe(60);
  expect(lowerBound(programme([item('a', { people: ['p'] }), item('c', { zone: '沙坑', people: ['p'] })]))).toBe(100);
  expect(lowerBound(programme([item('h', { event: 'e', metres: 100, people: ['p'] }), item('f', { event: 'e', metres: 100, round: 2, people: ['p'] })]))).toBe(105);
});

test('events of which every two share an athlete follow each other, though no athlete is in all of them', () => {
  const [ab, bc, ca] = [['ab'], ['bc'], ['ca']];
  const items = [item('a', { people: [...ab, ...ca] }), item('b', { zone: '沙坑', people: [...ab, ...bc] }), item('c', { zone: '铅球区', people: [...bc, ...ca] })];
  expect([lowerBound(programme(items)), provenBound(programme(items))]).toEqual([100, 170]);
  expect(propose(programme(items), chance(1), withinTries(1_000))).toMatchObject({ length: 170, tries: 1 });
});

test('proposes the shortest of a small meet, around what was set by hand', () => {
  const items = [item('a', { people: ['p'] }), item('b', { zone: '沙坑', people: ['p'] }), item('c'), item('d')];
  const found = propose(programme(items), chance(1), withinTries(200));
  expect([found.length, found.bound, found.unplaced]).toEqual([100, 100, []]);
  const fixed = propose(programme([item('a', { fixed: 60 }), item('b')]), chance(1), withinTries(50));
  expect([...fixed.plan]).toEqual([['a', 60], ['b', 0]]);
});

test('what has no room is named, and its next round waits with it', () => {
  const short = programme([item('a', { minutes: 700 }), item('f', { event: 'a', round: 2 }), item('b')]);
  const found = propose(short, chance(1), withinTries(50));
  expect([found.unplaced, [...found.plan]]).toEqual([['a', 'f'], [['b', 0]]]);
});

test('顺延: what has not begun moves, on one 场区 or on all', () => {
  const items = programme([item('a'), item('b'), item('c', { zone: '沙坑' })]);
  const before = plan({ a: 0, b: 30, c: 40 });
  expect([...postponed(items, before, 20, 15, null)]).toEqual([['a', 0], ['b', 45], ['c', 55]]);
  expect([...postponed(items, before, 20, 15, '跑道')]).toEqual([['a', 0], ['b', 45], ['c', 40]]);
});

test('a budget of time asks the clock that it is given', () => {
  let now = 0;
  const budget = withinTime(() => now, 50);
  expect(budget(1)).toBe(true);
  now = 20;
  expect(budget(2)).toBe(true);
  // The last try took 16 ms: another one would end at 52.
  now = 36;
  expect(budget(3)).toBe(false);
});

/** Meets of some events with rounds, people in up to three of them, one or two days with a break. */
const meets = fc
  .record({
    events: fc.array(fc.record({ zone: fc.constantFrom('跑道', '沙坑', '铅球区', '标枪区'), metres: fc.constantFrom(null, 100, 800, 1_500), rounds: fc.integer({ min: 1, max: 2 }), minutes: fc.integer({ min: 10, max: 60 }) }), { minLength: 1, maxLength: 9 }),
    people: fc.array(fc.array(fc.nat(8), { minLength: 1, maxLength: 3 }), { maxLength: 12 }),
    days: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ events, people, days }): Programme => ({
    items: events.flatMap(({ zone, metres, rounds, minutes }, event) =>
      Array.from({ length: metres === null ? 1 : rounds }, (_, index) =>
        item(`${event}-${index + 1}`, { event: `e${event}`, round: index + 1, zone, metres, minutes, people: people.flatMap((list, one) => (list.includes(event) ? [`p${one}`] : [])) }),
      ),
    ),
    windows: Array.from({ length: days }, (_, index) => [{ day: index, from: index * 1_440, to: index * 1_440 + 240 }, { day: index, from: index * 1_440 + 360, to: index * 1_440 + 600 }]).flat(),
    unsafe: [['标枪区', '跑道']],
    rests,
  }));

test('what was set by hand stays, and everything else goes around it', () => {
  fc.assert(
    fc.property(meets, fc.nat(20), fc.nat(180), fc.nat(255), (meet, pick, start, seed) => {
      const chosen = pick % meet.items.length;
      const items = meet.items.map((one, index) => (index === chosen ? { ...one, fixed: start } : one));
      const found = propose({ ...meet, items }, chance(seed), withinTries(20));
      expect(found.plan.get(items[chosen]?.id ?? '')).toBe(start);
      expect(clashesOf({ ...meet, items }, found.plan)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('whatever is proposed keeps every rule; the same chance and tries give the same plan; no plan beats the bound', () => {
  fc.assert(
    fc.property(meets, fc.nat(255), (meet, seed) => {
      const found = propose(meet, chance(seed), withinTries(40));
      expect(clashesOf(meet, found.plan)).toEqual([]);
      expect(found.plan.size + found.unplaced.length).toBe(meet.items.length);
      expect(propose(meet, chance(seed), withinTries(40))).toEqual(found);
      if (found.unplaced.length === 0) expect(found.length).toBeGreaterThanOrEqual(found.proven);
      expect(found.proven).toBeGreaterThanOrEqual(found.bound);
    }),
    { numRuns: 60 },
  );
});

import fc from 'fast-check';
import { compare, fraction, plus, zero } from '../numbers/fraction';
import { type Placed, placesByMark } from './places';
import { placePoints, scoringPlaces, shareText } from './points';
import { eventPoints, type EventResult, medalTable, sharesOf, teamTotals } from './team-points';
import { template } from './templates';

const rule = template('athletics', 'district', '2026-10-18').points;
/** Starters with these marks, smaller is better. */
const placed = (...marks: number[]) => placesByMark(marks.map((mark, index) => ({ entry: `e${index + 1}`, outcome: 'ok' as const, mark })), 'less');
const points = (list: readonly Placed[], factor: 1 | 2 = 1, few = rule.few) => [...placePoints({ ...rule, few }, list, factor)].map(([entry, share]) => `${entry} ${shareText(share)}`);

test('9-7-6-5-4-3-2-1, doubled in relays', () => {
  expect(points(placed(1, 2, 3, 4, 5, 6, 7, 8, 9))).toEqual(['e1 9', 'e2 7', 'e3 6', 'e4 5', 'e5 4', 'e6 3', 'e7 2', 'e8 1']);
  expect(points(placed(1, 2, 3, 4, 5, 6, 7, 8), 2).slice(0, 2)).toEqual(['e1 18', 'e2 14']);
});

test('two in 2nd get 6.5 each, three 6', () => {
  expect(points(placed(1, 2, 2, 4, 5, 6, 7, 8)).slice(0, 4)).toEqual(['e1 9', 'e2 6.5', 'e3 6.5', 'e4 5']);
  expect(points(placed(1, 2, 2, 2, 5, 6, 7, 8)).slice(0, 5)).toEqual(['e1 9', 'e2 6', 'e3 6', 'e4 6', 'e5 4']);
});

test('at the last scoring place only what is left is shared', () => {
  expect(points(placed(1, 2, 3, 4, 5, 6, 7, 8, 8)).slice(-2)).toEqual(['e8 0.5', 'e9 0.5']);
  expect(points(placed(1, 2, 3, 4, 5, 6, 7, 7, 7)).slice(-3)).toEqual(['e7 1', 'e8 1', 'e9 1']);
});

test('减一录取: with seven starters six places score; 不足8 or 含8; starters include DQ and DNF, not 弃权', () => {
  expect([7, 8, 1, 0].map((starters) => scoringPlaces(rule, starters))).toEqual([6, 8, 0, 0]);
  expect([7, 8, 9].map((starters) => scoringPlaces({ ...rule, few: { starters: 8, including: true } }, starters))).toEqual([6, 7, 8]);
  expect(scoringPlaces({ ...rule, few: null }, 3)).toBe(8);
  const out = (entry: string, outcome: Api.Meet.Outcome): Placed => ({ entry, place: null, outcome });
  expect(points([...placed(1, 2, 3, 4, 5, 6), out('x', 'DQ'), out('y', 'DNF')]).at(-1)).toBe('e6 3');
  expect(points([...placed(1, 2, 3, 4, 5, 6), out('x', 'DQ'), out('y', 'DNS')]).at(-1)).toBe('e6 3');
  expect(points([...placed(1, 2, 3, 4, 5, 6), out('x', 'DNS'), out('y', 'DNS')]).at(-1)).toBe('e5 4');
});

const marks = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 0, maxLength: 14 });

test('the sum given is the sum covered by the scoring places', () => {
  fc.assert(
    fc.property(marks, fc.constantFrom(1 as const, 2 as const), fc.boolean(), (list, factor, including) => {
      const few = { starters: 8, including };
      const ranked = placed(...list);
      const given = [...placePoints({ table: rule.table, few }, ranked, factor).values()].reduce(plus, zero);
      const covered = rule.table.slice(0, Math.min(scoringPlaces({ table: rule.table, few }, list.length), list.length)).reduce((sum, one) => sum + one, 0);
      expect(compare(given, fraction(covered * factor))).toBe(0);
    }),
  );
});

const result = (list: readonly Placed[], change: Partial<EventResult> = {}): EventResult => ({ event: { id: 'm1-100米', factor: 1, team: null }, placed: list, records: [], withdrew: [], confirmed: true, ...change });
const unitOf = (entry: string) => [{ unit: `u${entry}`, share: fraction(1) }];

test('a record is added after doubling, once; by option doubled for relays; 弃权 and 参与分 by option', () => {
  const list = placed(1, 2, 3, 4, 5, 6, 7, 8);
  const relay = { id: 'r', factor: 2 as const, team: { min: 4, max: 6, men: 0, women: 0, ages: null, relay: true } };
  const of = (change: Partial<typeof rule>, more: Partial<EventResult>) => shareText(eventPoints({ ...rule, ...change }, result(list, more)).get('e1') ?? zero);
  expect(of({}, { records: ['e1', 'e1'] })).toBe('18');
  expect(of({}, { event: relay, records: ['e1'] })).toBe('27');
  expect(of({ recordDoubled: true }, { event: relay, records: ['e1'] })).toBe('36');
  expect(of({ taking: 1 }, {})).toBe('10');
  const gone: Placed = { entry: 'x', place: null, outcome: 'DNS' };
  expect(shareText(eventPoints({ ...rule, withdrawal: 2, taking: 1 }, result([...list, gone], { withdrew: ['x'] })).get('x') ?? zero)).toBe('-2');
});

test('totals: more firsts decide between equal points, then the place is shared; 待确认 is told apart', () => {
  const two: Placed[] = [{ entry: 'a', place: 1, outcome: 'ok' }, { entry: 'b', place: 2, outcome: 'ok' }, { entry: 'c', place: 2, outcome: 'ok' }];
  const few = { ...rule, few: null };
  const totals = teamTotals(few, ['ua', 'ub', 'uc', 'ud'], [result(two), result(two), result(two, { confirmed: false })], unitOf);
  expect(totals.map(({ unit, points: all, pending, place }) => [unit, shareText(all), shareText(pending), place])).toEqual([
    ['ua', '27', '9', 1],
    ['ub', '19.5', '6.5', 2],
    ['uc', '19.5', '6.5', 2],
    ['ud', '0', '0', 4],
  ]);
  // 9 + 0 against 7 + 2: the one with a first is ahead, unless records go first.
  const first: Placed[] = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((entry, index) => ({ entry, place: index + 1, outcome: 'ok' }));
  const second: Placed[] = ['c', 'd', 'e', 'f', 'h', 'i', 'b'].map((entry, index) => ({ entry, place: index + 1, outcome: 'ok' }));
  const race = [result(first), result(second)];
  expect(teamTotals(few, ['ub', 'ua'], race, unitOf).map(({ unit, points: all, place }) => [unit, shareText(all), place])).toEqual([['ua', '9', 1], ['ub', '9', 2]]);
  const withRecord = [result(first), result(second, { records: ['b'] })];
  expect(teamTotals({ ...few, record: 0, ties: 'recordsThenPlaces' }, ['ub', 'ua'], withRecord, unitOf).map(({ unit }) => unit)).toEqual(['ub', 'ua']);
});

test('联队: equal shares, or by athletes; what the units get is what the entry got', () => {
  const entry = { units: ['steel', 'rail', 'post'], people: ['s1', 's2', 'r1', 'p1'] };
  const of = (athlete: string) => ({ s: 'steel', r: 'rail', p: 'post' })[athlete[0] ?? ''] ?? '';
  expect(sharesOf(entry, 'equal', of).map(({ share }) => shareText(share))).toEqual(['1/3', '1/3', '1/3']);
  expect(sharesOf(entry, 'athletes', of).map(({ share }) => shareText(share))).toEqual(['0.5', '0.25', '0.25']);
  const totals = teamTotals({ ...rule, few: null }, entry.units, [result([{ entry: 'x', place: 2, outcome: 'ok' }])], () => sharesOf(entry, 'equal', of));
  expect(totals.map(({ points: share }) => shareText(share))).toEqual(['2+1/3', '2+1/3', '2+1/3']);
  expect(shareText(totals.map(({ points: share }) => share).reduce(plus, zero))).toBe('7');
});

test('all units together have what all events gave', () => {
  fc.assert(
    fc.property(fc.array(marks, { minLength: 1, maxLength: 5 }), (events) => {
      const results = events.map((list) => result(placed(...list), { records: list.length > 2 ? ['e1'] : [] }));
      const entries = [...new Set(results.flatMap((one) => one.placed.map(({ entry }) => entry)))];
      const shares = (entry: string) => (entry === 'e1' ? [{ unit: 'ue1', share: fraction(1, 3) }, { unit: 'ue2', share: fraction(2, 3) }] : unitOf(entry));
      const totals = teamTotals(rule, [...new Set([...entries.map((entry) => `u${entry}`), 'ue1', 'ue2'])], results, shares);
      const given = results.flatMap((one) => [...eventPoints(rule, one).values()]).reduce(plus, zero);
      expect(compare(totals.map((one) => one.points).reduce(plus, zero), given)).toBe(0);
    }),
  );
});

test('the medal table: golds, then silvers, then bronzes; a shared place gives each its medal', () => {
  const list: Placed[] = [{ entry: 'a', place: 1, outcome: 'ok' }, { entry: 'b', place: 2, outcome: 'ok' }, { entry: 'c', place: 2, outcome: 'ok' }, { entry: 'd', place: 4, outcome: 'ok' }];
  expect(medalTable(['ud', 'uc', 'ub', 'ua'], [result(list)], unitOf)).toEqual([
    { unit: 'ua', medals: [1, 0, 0], place: 1 },
    { unit: 'ub', medals: [0, 1, 0], place: 2 },
    { unit: 'uc', medals: [0, 1, 0], place: 2 },
    { unit: 'ud', medals: [0, 0, 0], place: 4 },
  ]);
});

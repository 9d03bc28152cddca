import { enteredProblem, officialMark } from './entered';

type Event = Pick<Api.Meet.Event, 'measure' | 'violation'>;
const event = (measure: Api.Meet.Measure, violation: Event['violation'] = 'penalty'): Event => ({ measure, violation });
const run = event({ kind: 'time' });
const ok = (raw: Api.Meet.RawMark, more: Partial<Api.Meet.Entered> = {}): Api.Meet.Entered => ({ outcome: 'ok', rule: '', raw, violations: 0, reruns: 0, ...more });
const hand = (...ms: number[]) => ({ kind: 'time', timing: 'hand', ms, finish: null }) as const satisfies Api.Meet.RawMark;

test('watches: the middle of three, the slower of two, up to the next tenth; photo up to the next hundredth', () => {
  expect(officialMark(run, ok(hand(11_130, 11_240, 11_180)))).toBe(11_200);
  expect(officialMark(run, ok(hand(11_130, 11_240)))).toBe(11_300);
  expect(officialMark(run, ok({ kind: 'time', timing: 'photo', ms: [11_131], finish: null }))).toBe(11_140);
});

test('a violation adds its penalty after rounding, or asks for a rerun and then for a DQ', () => {
  const carry = event({ kind: 'timePenalty', penalty: 2000 });
  expect(officialMark(carry, ok(hand(31_010), { violations: 3 }))).toBe(37_100);
  const strict = event({ kind: 'count', within: 60_000 }, 'rerun');
  expect(enteredProblem(strict, ok({ kind: 'count', count: 12 }, { violations: 1 }))).toBe('rerun');
  expect(enteredProblem(strict, ok({ kind: 'count', count: 12 }, { violations: 1, reruns: 1 }))).toBe('mustDQ');
  expect(enteredProblem(strict, ok({ kind: 'count', count: 12 }, { reruns: 1 }))).toBeNull();
});

test('sums take each member official; one without a mark leaves the team without', () => {
  const sum = event({ kind: 'sum', of: 'distance' });
  expect(officialMark(sum, ok({ kind: 'members', timing: 'hand', marks: [2019, 2011] }))).toBe(4020);
  expect(officialMark(sum, ok({ kind: 'members', timing: 'hand', marks: [2019, null] }))).toBeNull();
});

test.each<[string, Event, Api.Meet.Entered, string]>([
  ['a DNF with a time', run, ok(hand(11_000), { outcome: 'DNF' }), 'outcome'],
  ['an ok without one', run, { ...ok(hand()), raw: null }, 'outcome'],
  ['an ok with neither time nor finish', run, ok(hand()), 'outcome'],
  ['four watches', run, ok(hand(1, 2, 3, 4)), 'range'],
  ['half a millisecond', run, ok(hand(11_000.5)), 'range'],
  ['minus', run, ok(hand(-1)), 'range'],
  ['a count for a race', run, ok({ kind: 'count', count: 3 }), 'kind'],
  ['a DQ without its rule', run, { ...ok(hand()), outcome: 'DQ', raw: null }, 'rule'],
  ['NM by hand', run, { ...ok(hand()), outcome: 'NM', raw: null }, 'outcome'],
  ['a fourth attempt where there are three', event({ kind: 'distance', finalists: null }), ok({ kind: 'attempts', attempts: [5000, 'x', 'x', 'x'], winds: [] }), 'attempts'],
  ['a jump after retiring', event({ kind: 'distance', finalists: 8 }), ok({ kind: 'attempts', attempts: ['r', 5000], winds: [] }), 'attempts'],
  ['a trial after three failures', event({ kind: 'height', bars: [1000, 1050], jumpOff: null }), ok({ kind: 'trials', trials: ['xxx', 'o'] }), 'card'],
])('%s is refused', (_what, kind, entered, problem) => expect(enteredProblem(kind, entered)).toBe(problem));

test('a field event keeps the card of a DQ', () => {
  expect(enteredProblem(event({ kind: 'distance', finalists: null }), ok({ kind: 'attempts', attempts: [5000], winds: [12] }, { outcome: 'DQ', rule: '冒名顶替' }))).toBeNull();
});

import fc from 'fast-check';
import type { Ballot } from './chain';
import { evidenceOf } from './evidence';
import { unwatched, watchAfter } from './watch';

const ballot = (at: number, unit: string, choices: string[], fresh = false): Ballot => ({ _id: 'x', at, unit, choices, fresh });

test('batches one by one or all at once show the same', () => {
  const ballots = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 50 }), fc.constantFrom('u', 'w'), fc.subarray(['a', 'b'], { minLength: 1 }), fc.boolean()).map(([minute, unit, choices, fresh]) => ballot(minute * 60_000, unit, choices, fresh)),
    { maxLength: 80 },
  );
  fc.assert(
    fc.property(ballots, fc.nat(80), (all, cut) => {
      const [first, rest] = [evidenceOf(all.slice(0, cut)), evidenceOf(all.slice(cut))];
      const whole = watchAfter(unwatched, 'a', [evidenceOf(all)]);
      expect(watchAfter(watchAfter(unwatched, 'a', [first]), 'a', [rest])).toEqual(whole);
      expect(whole.votes).toBe(all.filter(({ choices }) => choices.includes('a')).length);
    }),
  );
});

test('a burst of last month is still shown when its minutes are let go', () => {
  const burst = Array.from({ length: 60 }, () => ballot(60_000, 'u', ['a']));
  const quiet = [2, 3, 4].map((minute) => ballot(minute * 60_000, 'w', ['a']));
  const then = watchAfter(unwatched, 'a', [evidenceOf([...burst, ...quiet])]);
  expect(then.flags.map(({ kind }) => kind)).toContain('burst');
  const later = watchAfter(then, 'a', [evidenceOf([ballot(30 * 86_400_000, 'w', ['a'])])]);
  expect(Object.keys(later.minutes)).toHaveLength(1);
  expect(later.flags.filter(({ kind }) => kind === 'burst')).toEqual(then.flags.filter(({ kind }) => kind === 'burst'));
});

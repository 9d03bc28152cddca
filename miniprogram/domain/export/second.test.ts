import fc from 'fast-check';
import { askAbove, askFor, hasLapsed, needsSecond, refuseAnswer } from './second';

test('100 people need nobody, 101 a second person', () => {
  expect([needsSecond(0), needsSecond(askAbove), needsSecond(askAbove + 1)]).toEqual([false, false, true]);
});

test('it lapses on the millisecond', () => {
  expect([hasLapsed(1_000, 1_000 + askFor - 1), hasLapsed(1_000, 1_000 + askFor)]).toEqual([false, true]);
});

test('who asked never answers; nobody answers twice or late; everybody else may', () => {
  fc.assert(
    fc.property(fc.constantFrom('a', 'b'), fc.nat(2 * askFor), fc.boolean(), (who, after, answered) => {
      const refused = refuseAnswer({ by: 'a', at: 5, answered }, who, 5 + after);
      if (who === 'a') return refused === 'own';
      return answered ? refused === 'answered' : refused === (after >= askFor ? 'lapsed' : null);
    }),
  );
});

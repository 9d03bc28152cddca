import fc from 'fast-check';
import { milestonesOf, newMilestone } from './milestones';

test('a month of 31 days has no milestone of 60', () => {
  expect(milestonesOf({ days: 31, minutes: 4000 }, 31)).toMatchObject({ reached: expect.not.arrayContaining([{ of: 'days', at: 60 }]) as unknown, next: null });
  expect(milestonesOf({ days: 0, minutes: 0 }, 31)).toEqual({ reached: [], next: { of: 'days', at: 1, missing: 1 } });
  expect(milestonesOf({ days: 6, minutes: 90 }, 31).next).toEqual({ of: 'days', at: 7, missing: 1 });
  expect(milestonesOf({ days: 8, minutes: 590 }, 31).next).toEqual({ of: 'minutes', at: 600, missing: 10 });
});

test('a check-in reaches the seventh day once', () => {
  expect(newMilestone({ days: 6, minutes: 100 }, { days: 7, minutes: 120 }, 31)).toEqual({ of: 'days', at: 7 });
  expect(newMilestone({ days: 7, minutes: 120 }, { days: 7, minutes: 140 }, 31)).toBeNull();
  expect(newMilestone({ days: 12, minutes: 590 }, { days: 12, minutes: 610 }, 31)).toEqual({ of: 'minutes', at: 600 });
});

test('who reads on loses none, and the next is never one that was reached', () => {
  const read = fc.record({ days: fc.nat(100), minutes: fc.nat(6000) });
  fc.assert(
    fc.property(read, read, fc.integer({ min: 1, max: 100 }), (some, more, length) => {
      const [before, after] = [milestonesOf(some, length), milestonesOf({ days: some.days + more.days, minutes: some.minutes + more.minutes }, length)];
      expect(after.reached).toEqual(expect.arrayContaining(before.reached));
      expect(before.reached.some((one) => one.of === before.next?.of && one.at === before.next.at)).toBe(false);
    }),
  );
});

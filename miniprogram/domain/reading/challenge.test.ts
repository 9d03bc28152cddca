import * as fc from 'fast-check';
import { addDays } from '../time/days';
import { day, instant } from '../time/shanghai';
import { checkChallenge, needOf, progressOf } from './challenge';
import { longestRun } from './streak';

const first = '2026-11-01';
const read = (number: number, change: Partial<{ book: string; minutes: number; pages: number; late: number }> = {}) => ({
  ...{ at: instant(2026, 11, 1, 20) + (number + (change.late ?? 0)) * day, day: addDays(first, number) },
  ...{ book: change.book ?? 'b', minutes: change.minutes ?? 20, pages: change.pages ?? 0 },
});
const week = { kind: 'row', days: 7 } as const;

test('days in a row count from the day of joining, as one streak', () => {
  const days = [0, 1, 2, 3].map((number) => read(number));
  expect(progressOf(week, days, first, '2026-11-04')).toEqual({ have: 4, need: 7, doneOn: null });
  expect(progressOf(week, days, '2026-11-03', '2026-11-04')).toMatchObject({ have: 2 });
  // Yesterday's streak is not lost before today is over; the day after it is.
  expect(progressOf(week, days, first, '2026-11-05')).toMatchObject({ have: 4 });
  expect(progressOf(week, days, first, '2026-11-06')).toMatchObject({ have: 0 });
});

test('the seventh day finishes it, also a made-up one, and what is missed later does not undo it', () => {
  const seven = [0, 1, 2, 3, 4, 5, 6].map((number) => read(number));
  expect(progressOf(week, seven.slice(0, 6), first, '2026-11-06')).toMatchObject({ have: 6, doneOn: null });
  expect(progressOf(week, seven, first, '2026-11-07')).toEqual({ have: 7, need: 7, doneOn: '2026-11-07' });
  expect(progressOf(week, seven, first, '2026-11-30')).toEqual({ have: 7, need: 7, doneOn: '2026-11-07' });
  const madeUp = [...[0, 1, 2, 4, 5, 6].map((number) => read(number)), read(3, { late: 4 })];
  expect(progressOf(week, madeUp, first, '2026-11-08')).toEqual({ have: 7, need: 7, doneOn: '2026-11-08' });
});

test('a common book counts its own check-ins, whenever they were made: days once, minutes and pages as they add up', () => {
  const all = [read(0, { pages: 30 }), read(0, { pages: 20 }), read(1, { book: 'other', pages: 500 }), read(2, { pages: 60 })];
  const rule = (of: Api.Reading.Amount, at: number) => ({ kind: 'book', bookId: 'b', of, at }) as const;
  expect(progressOf(rule('days', 3), all, '2026-11-09', '2026-11-09')).toEqual({ have: 2, need: 3, doneOn: null });
  expect(progressOf(rule('minutes', 60), all, '', '2026-11-09')).toEqual({ have: 60, need: 60, doneOn: '2026-11-03' });
  expect(progressOf(rule('pages', 100), all, '', '2026-11-09')).toEqual({ have: 100, need: 100, doneOn: '2026-11-03' });
  expect(progressOf(rule('pages', 111), all, '', '2026-11-09')).toEqual({ have: 110, need: 111, doneOn: null });
});

test('what nobody could keep cannot be set', () => {
  expect([1, 2, 7, 21, 31, 32, 7.5].map((days) => checkChallenge({ kind: 'row', days }, 31))).toEqual(['days', null, null, null, null, 'days', 'days']);
  const book = (of: Api.Reading.Amount, at: number) => checkChallenge({ kind: 'book', bookId: 'b', of, at }, 31);
  expect([book('days', 0), book('days', 1), book('days', 32), book('minutes', 9), book('minutes', 120), book('pages', 3001)]).toEqual(['amount', null, 'amount', 'amount', null, 'amount']);
});

test('it is done exactly when so many days in a row were read since joining, and never more than needed is shown', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 29 }), { maxLength: 30 }), fc.integer({ min: 0, max: 29 }), fc.integer({ min: 2, max: 12 }), (numbers, joined, days) => {
      const reads = [...numbers].sort((a, b) => a - b).map((number) => read(number));
      const from = addDays(first, joined);
      const { have, need, doneOn } = progressOf({ kind: 'row', days }, reads, from, '2026-11-30');
      const longest = longestRun(reads.flatMap((one) => (one.day >= from ? [one.day] : [])));
      expect([doneOn !== null, need]).toEqual([longest >= days, needOf({ kind: 'row', days })]);
      expect(doneOn === null ? have < need : have === need).toBe(true);
    }),
  );
});

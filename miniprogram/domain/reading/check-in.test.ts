import fc from 'fast-check';
import { dayOf, hour, instant } from '../time/shanghai';
import { addDays } from '../time/days';
import { checkAmounts, dayOfCheckIn, mayBeYesterday, noteLength } from './check-in';
import { checkRules, longestEdition, mostPoints, plainRules } from './rules';

const night = { nightUntil: 4 };

test('a day ends at 24:00', () => {
  expect(dayOfCheckIn(plainRules, instant(2026, 4, 23, 23, 59), false)).toBe('2026-04-23');
  expect(dayOfCheckIn(plainRules, instant(2026, 4, 24, 0, 0), false)).toBe('2026-04-24');
  expect(dayOfCheckIn(plainRules, instant(2026, 4, 24, 0, 1), true)).toBeNull();
});

test('night shifts: until 04:00 the day before may be chosen', () => {
  expect(dayOfCheckIn(night, instant(2026, 5, 1, 3, 59), true)).toBe('2026-04-30');
  expect(dayOfCheckIn(night, instant(2026, 5, 1, 4, 0), true)).toBeNull();
  expect(dayOfCheckIn(night, instant(2028, 3, 1, 0, 0), true)).toBe('2028-02-29');
  expect(dayOfCheckIn(night, instant(2026, 5, 1, 3, 59), false)).toBe('2026-05-01');
  expect(mayBeYesterday(night, instant(2026, 5, 1, 4))).toBe(false);
});

test('at every instant the day is today’s or, within the hours, the one before', () => {
  fc.assert(
    fc.property(fc.integer({ min: instant(2026, 1, 1), max: instant(2032, 1, 1) }), (now) => {
      const hours = Math.floor((now - instant(2020, 1, 1)) / hour) % 24;
      expect(dayOfCheckIn(night, now, true)).toBe(hours < 4 ? addDays(dayOf(now), -1) : null);
    }),
  );
});

test('amounts: whole, not negative, not beyond a day', () => {
  expect(checkAmounts({ minutes: 30, pages: 0 })).toBeNull();
  expect(checkAmounts({ minutes: 0, pages: 12 })).toBeNull();
  expect(checkAmounts({ minutes: 0, pages: 0 })).toBe('nothing');
  for (const minutes of [1e9, -1, 0.5, NaN, Infinity, 1441]) expect(checkAmounts({ minutes, pages: 1 })).toBe('minutes');
  for (const pages of [1e9, -1, 0.5, NaN]) expect(checkAmounts({ minutes: 1, pages })).toBe('pages');
});

test('a note is counted without its spaces, rare characters as one', () => {
  expect(noteLength('好 书\n\n𠮷 ')).toBe(3);
  expect(noteLength('\u200B\u3000 ')).toBe(0);
});

test('the plain rules are fair, unfair ones are told', () => {
  expect(checkRules(plainRules)).toEqual([]);
  expect(mostPoints(plainRules, longestEdition)).toBe(3200);
  expect(checkRules({ ...plainRules, checkIn: -5, dayMost: 0.5 })).toHaveLength(2);
  expect(checkRules({ ...plainRules, streaks: [...plainRules.streaks].reverse() })).toHaveLength(1);
  expect(checkRules({ ...plainRules, minutes: { points: 5, each: 0, most: 40 } })).toHaveLength(1);
  expect(checkRules({ ...plainRules, nightUntil: 24, makeUp: { within: 30, most: 2 }, bookMost: 0, activeDays: 0, note: { points: 5, characters: 1 }, pages: { points: 1, each: 10, most: 5 } })).toHaveLength(6);
});

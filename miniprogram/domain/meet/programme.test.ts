import fc from 'fast-check';
import { callTime, halfOf, instantAt, minutesAt, nextNotice, noticeTime, planOf, programmeOf, roundName, shifted, spanOf, windowsOf } from './programme';
import { clashesOf } from './timetable';

const at = (date: number, hours: number, minutes = 0) => Date.UTC(2026, 10, date, hours - 8, minutes);
const hours = [
  { from: at(21, 8, 30), to: at(21, 11, 30) },
  { from: at(21, 14), to: at(21, 17, 30) },
  { from: at(22, 8, 30), to: at(22, 11, 30) },
];
const row = (id: string, zone: string, start: number | null, people: number[]) => ({ id, event: id, round: 1, zone, minutes: 30, metres: null, people, start, name: id });
const rests = { events: 20, short: 45, middle: 90, call: 20 };

test('half days become windows of minutes; days are counted', () => {
  expect(windowsOf(hours)).toEqual([
    { day: 0, from: 0, to: 180 },
    { day: 0, from: 330, to: 540 },
    { day: 1, from: 1440, to: 1620 },
  ]);
  fc.assert(fc.property(fc.integer({ min: 0, max: 5000 }), (minutes) => expect(minutesAt(hours, instantAt(hours, minutes))).toBe(minutes)));
});

test('an item that was put off beyond its half day is still drawn in it; the next half day has its own', () => {
  const [late, next, early] = [at(21, 11, 58), at(21, 14), at(21, 8)];
  expect([late, next, early, at(22, 18)].map((start) => halfOf(hours, start))).toEqual([0, 1, 0, 2]);
  const rows = [row('a', '跑道', at(21, 11), [1]), row('b', '沙坑', late, [2]), row('c', '跑道', next, [3])];
  expect(spanOf(rows, hours, 0)).toEqual({ from: at(21, 8, 30), to: at(21, 12, 28) });
  expect(spanOf(rows, hours, 1)).toEqual(hours[1]);
  expect(spanOf([row('d', '跑道', early, [])], hours, 0)).toEqual({ from: early, to: at(21, 11, 30) });
  // Whatever happens to it, an item that is planned is in one half day.
  fc.assert(fc.property(fc.integer({ min: -500, max: 5000 }), (minutes) => expect(hours[halfOf(hours, instantAt(hours, minutes))]).toBeDefined()));
});

test('an athlete in two events at once is a clash, and none after the rest', () => {
  const clash = (start: number) => {
    const rows = [row('a', '跑道', at(21, 8, 30), [1, 2]), row('b', '沙坑', start, [2, 3])];
    return clashesOf(programmeOf({ rows, hours, rests, unsafe: [] }), planOf(rows, hours)).map(({ reason, people }) => [reason, people]);
  };
  expect(clash(at(21, 9))).toEqual([['athletes', ['2']]]);
  expect(clash(at(21, 9, 40))).toEqual([]);
  expect(clash(at(21, 11, 20))).toEqual([['window', []]]);
});

test('顺延 moves what has not begun, in one 场区 or in all', () => {
  const rows = [row('a', '跑道', at(21, 9), []), row('b', '跑道', at(21, 10), []), row('c', '沙坑', at(21, 10), []), row('d', '沙坑', null, [])];
  expect(shifted(rows, at(21, 10), 15, '跑道').map(({ start }) => start)).toEqual([at(21, 9), at(21, 10, 15), at(21, 10), null]);
  expect(shifted(rows, at(21, 9), 15, null).map(({ start }) => start)).toEqual([at(21, 9, 15), at(21, 10, 15), at(21, 10, 15), null]);
});

test('athletes are told half an hour before the 检录, of what has not started and was not told yet', () => {
  expect([callTime(at(21, 9), rests), noticeTime(at(21, 9), rests)]).toEqual([at(21, 8, 40), at(21, 8, 10)]);
  const rows = [row('a', '跑道', at(21, 10), []), row('b', '跑道', at(21, 9), []), row('c', '沙坑', null, [])];
  expect(nextNotice(rows, rests, at(20, 9), new Set())).toBe(at(21, 8, 10));
  // Overdue, but of use as long as it has not started.
  expect(nextNotice(rows, rests, at(21, 8, 59), new Set())).toBe(at(21, 8, 10));
  expect(nextNotice(rows, rests, at(21, 8, 59), new Set(['b']))).toBe(at(21, 9, 10));
  expect(nextNotice(rows, rests, at(21, 9), new Set())).toBe(at(21, 9, 10));
  expect(nextNotice(rows, rests, at(21, 10), new Set())).toBeNull();
});

test('names of rounds', () => expect([roundName(1, 1), roundName(1, 2), roundName(2, 2), roundName(2, 3)]).toEqual(['', '预赛', '决赛', '复赛']));

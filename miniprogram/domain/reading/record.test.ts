import fc from 'fast-check';
import { brokenLedger, reverse } from '../points/ledger';
import { addDays, daysBetweenIncluded } from '../time/days';
import { brokenRecord, type CheckIn, type CheckInDecision, daysOf, decideCheckIn, emptyRecord, makeUpsOf, type ReaderRecord } from './record';
import { plainRules } from './rules';

const span = { from: '2026-04-01', until: '2026-05-10' };
let number = 0;
const given = (day: string, more: Partial<CheckIn> = {}): CheckIn => {
  number += 1;
  return { id: `c${number}`, k: `k${number}`, h: 'h', at: number, day, book: 'b1', minutes: 0, pages: 0, note: 0, madeUp: false, ...more };
};
const kept = (decision: CheckInDecision): ReaderRecord => {
  if (decision.do === 'refuse') throw new Error(decision.reason);
  return decision.record;
};
const refused = (decision: CheckInDecision) => (decision.do === 'refuse' ? decision.reason : 'kept');
const checkIn = (record: ReaderRecord, day: string, more: Partial<CheckIn> = {}, rules = plainRules) => decideCheckIn(record, rules, span, given(day, more), day);
const makeUp = (record: ReaderRecord, day: string, today: string, rules = plainRules) => decideCheckIn(record, rules, span, given(day, { madeUp: true, minutes: 40, note: 80 }), today);
const read = (days: readonly string[], record = emptyRecord, rules = plainRules) => days.reduce((so, day) => kept(checkIn(so, day, {}, rules)), record);

test('worked: check-in 5, note of 50 characters 5, full ten minutes to 40 a day 5 each: 30 a day', () => {
  const points = (more: Partial<CheckIn>) => kept(checkIn(emptyRecord, '2026-04-23', more)).balance;
  expect(points({})).toBe(5);
  expect(points({ note: 49, minutes: 9 })).toBe(5);
  expect(points({ note: 50 })).toBe(10);
  expect(points({ minutes: 29 })).toBe(15);
  expect(points({ minutes: 39 })).toBe(20);
  expect(points({ minutes: 600, note: 500 })).toBe(30);
  expect(points({ pages: 500 })).toBe(5);
});

test('a second check-in of the day earns only what the first did not', () => {
  const first = kept(checkIn(emptyRecord, '2026-04-23', { minutes: 20 }));
  const second = kept(checkIn(first, '2026-04-23', { minutes: 40, book: 'b2' }));
  expect(second.balance).toBe(first.balance);
  expect(kept(checkIn(second, '2026-04-23', { note: 60 })).balance).toBe(first.balance + 5);
  const five = [1, 2, 3].reduce((so) => kept(checkIn(so, '2026-04-23')), second);
  expect(refused(checkIn(five, '2026-04-23'))).toBe('often');
});

test('pages earn by the edition’s rate, a book by its own limit', () => {
  const paged = { ...plainRules, pages: { points: 2, each: 10, most: 50 } };
  expect(kept(checkIn(emptyRecord, '2026-04-23', { pages: 35 }, paged)).balance).toBe(11);
  expect(kept(checkIn(emptyRecord, '2026-04-23', { pages: 500, minutes: 40, note: 99 }, paged)).balance).toBe(30);
  const capped = { ...plainRules, bookMost: 50 };
  let record = kept(checkIn(emptyRecord, '2026-04-23', { minutes: 40, note: 60 }, capped));
  record = kept(checkIn(record, '2026-04-24', { minutes: 40, note: 60 }, capped));
  expect(record.balance).toBe(50);
  expect(kept(checkIn(record, '2026-04-25', { minutes: 40 }, capped)).balance).toBe(50);
  expect(kept(checkIn(record, '2026-04-25', { minutes: 40, book: 'b2' }, capped)).balance).toBe(75);
});

test('streaks: 7 days 40, 21 days 160, each once an edition, over the end of the month', () => {
  const six = read(daysBetweenIncluded('2026-04-25', '2026-04-30'));
  expect(six.balance).toBe(30);
  const seven = read(['2026-05-01'], six);
  expect(seven.balance).toBe(75);
  const again = read(daysBetweenIncluded('2026-05-03', '2026-05-10'), seven);
  expect(again.balance).toBe(75 + 40);
  expect(read(daysBetweenIncluded('2026-04-01', '2026-04-21')).balance).toBe(21 * 5 + 200);
  expect(read(daysBetweenIncluded('2026-04-01', '2026-04-20')).balance).toBe(20 * 5 + 40);
});

test('a bonus stands outside the day’s limit', () => {
  const seven = daysBetweenIncluded('2026-04-01', '2026-04-07').reduce((so, day) => kept(checkIn(so, day, { minutes: 40, note: 60 })), emptyRecord);
  expect(seven.balance).toBe(7 * 30 + 40);
});

test('a make-up fills a day without points, and may complete a streak; the bonus counts for the day it was made', () => {
  const gap = read(['2026-04-01', '2026-04-02', '2026-04-03', '2026-04-05', '2026-04-06', '2026-04-07']);
  const filled = kept(makeUp(gap, '2026-04-04', '2026-04-07'));
  expect(filled.balance).toBe(gap.balance + 40);
  expect(filled.entries[filled.entries.length - 1]).toMatchObject({ id: 'streak:7:all', day: '2026-04-07', n: 40 });
  expect(daysOf(filled)).toHaveLength(7);
  expect(brokenRecord(filled, plainRules, span)).toEqual([]);
});

test('make-ups: within 3 days, 2 an edition, for a day without a check-in, while the edition runs', () => {
  const base = read(['2026-04-10']);
  expect(refused(makeUp(base, '2026-04-06', '2026-04-10'))).toBe('late');
  expect(refused(makeUp(base, '2026-04-10', '2026-04-11'))).toBe('read');
  expect(refused(makeUp(base, '2026-04-11', '2026-04-11'))).toBe('future');
  expect(refused(makeUp(base, '2026-03-31', '2026-04-02'))).toBe('before');
  expect(refused(makeUp(base, '2026-05-10', '2026-05-11'))).toBe('late');
  expect(refused(makeUp(base, '2026-04-09', '2026-04-10', { ...plainRules, makeUp: null }))).toBe('noMakeUp');
  const two = kept(makeUp(kept(makeUp(base, '2026-04-07', '2026-04-10')), '2026-04-08', '2026-04-10'));
  expect(two.balance).toBe(base.balance);
  expect(refused(makeUp(two, '2026-04-09', '2026-04-10'))).toBe('spent');
});

test('only days of the edition', () => {
  expect(refused(checkIn(emptyRecord, '2026-03-31'))).toBe('before');
  expect(refused(checkIn(emptyRecord, '2026-05-11'))).toBe('after');
});

test('a note’s points are taken back by an entry; the day does not earn them again', () => {
  const record = kept(checkIn(emptyRecord, '2026-04-23', { note: 60, minutes: 30 }));
  const back = { ...record, ...reverse(record, 'note:day:2026-04-23', 99, '与另一篇读后感相同') };
  expect(back.balance).toBe(20);
  expect(kept(checkIn(back, '2026-04-23', { note: 60 })).balance).toBe(20);
  expect(brokenRecord(back, plainRules, span)).toEqual([]);
});

interface Step {
  /** Days to go on before it. */
  wait: number;
  back: number;
  minutes: number;
  note: number;
  undo: boolean;
}
const steps = fc.array(
  fc.record({ wait: fc.constantFrom(0, 0, 1, 1, 1, 2), back: fc.constantFrom(0, 0, 0, 1, 2, 3, 4), minutes: fc.nat({ max: 90 }), note: fc.nat({ max: 90 }), undo: fc.boolean() }),
  { maxLength: 60 },
);

function live(acts: readonly Step[], rules: Api.Reading.Rules): { record: ReaderRecord; days: Set<string> } {
  let [record, today] = [emptyRecord, span.from];
  const days = new Set<string>();
  for (const { wait, back, minutes, note, undo } of acts) {
    today = addDays(today, wait);
    const day = addDays(today, -back);
    const decision = decideCheckIn(record, rules, span, given(day, { minutes, note, madeUp: back > 0 }), today);
    if (decision.do === 'keep') {
      days.add(day);
      record = decision.record;
    }
    if (undo) record = { ...record, ...(reverse(record, `note:day:${day}`, number, '') ?? {}) };
  }
  return { record, days };
}

test('a whole edition lived at random: sum, limits, runs and make-ups are those of a plain recomputation', () => {
  const night = { ...plainRules, bookMost: 120, pages: { points: 1, each: 5, most: 20 } };
  fc.assert(
    fc.property(steps, fc.constantFrom(plainRules, night), (acts, rules) => {
      const { record, days } = live(acts, rules);
      expect(brokenRecord(record, rules, span)).toEqual([]);
      expect(daysOf(record)).toEqual([...days].sort());
      expect(record.v).toBe(record.checkIns.length);
      expect(makeUpsOf(record)).toBeLessThanOrEqual(2);
    }),
  );
});

test('the size of a record is bounded: 100 days with five check-ins each stay far below a megabyte', () => {
  const long = { from: '2026-04-01', until: addDays('2026-04-01', 99) };
  let record = emptyRecord;
  for (const day of daysBetweenIncluded(long.from, long.until)) {
    for (let n = 0; n < 5; n += 1) record = kept(decideCheckIn(record, plainRules, long, given(day, { id: 'x'.repeat(20) + number, k: 'y'.repeat(18) + number, h: 'z'.repeat(22), minutes: 40, note: 60, book: `b${n}` }), day));
  }
  expect(record.checkIns).toHaveLength(500);
  expect(JSON.stringify(record).length).toBeLessThan(200_000);
  expect(brokenLedger(record, 30)).toEqual([]);
});

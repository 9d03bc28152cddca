import * as fc from 'fast-check';
import { day, hour, instant } from '../time/shanghai';
import { changeCopies, endLoan, endOfLoan, freeCopies, freeSlot, getInLine, getOutOfLine, keepFor, lend, type Loan, remindersDue, renew, type Settled, settle, type Stock, wakeAt } from './book-room';

const now = instant(2026, 11, 2, 12, 30);
const empty: Stock = { copies: 1, loans: [], kept: [], line: [] };
const loan = (uid: string, change: Partial<Loan> = {}): Loan => ({ id: `loan-${uid}`, uid, slot: 0, at: now, due: endOfLoan(now, 30), renewed: false, reminded: 0, ...change });
const done = (settled: Settled<Stock>): Stock => {
  if ('fault' in settled) throw new Error(settled.fault);
  return settled.stock;
};

test('a loan ends with its last day', () => {
  expect(endOfLoan(now, 30)).toBe(instant(2026, 12, 3));
  expect(endOfLoan(instant(2026, 11, 2, 23, 59), 3)).toBe(instant(2026, 11, 6));
});

test('one copy: lent once, queued for, kept three days for who is next, then for the one after', () => {
  const out = done(lend(empty, loan('a'), now));
  expect([lend(out, loan('a'), now), lend(out, loan('b'), now)]).toEqual([{ fault: 'have' }, { fault: 'out' }]);
  expect([getInLine(empty, 'b', now), getInLine(out, 'a', now)]).toEqual([{ fault: 'free' }, { fault: 'have' }]);
  const two = done(getInLine(done(getInLine(out, 'b', now)), 'c', now));
  expect(getInLine(two, 'b', now)).toEqual({ stock: two });
  const back = endLoan(two, 'loan-a', false, now);
  expect(back).toMatchObject({ loans: [], kept: [{ uid: 'b', until: now + keepFor, told: false }], line: ['c'] });
  expect([lend(back, loan('d'), now), wakeAt(back)]).toEqual([{ fault: 'out' }, 0]);
  expect(done(lend(back, loan('b'), now))).toMatchObject({ loans: [{ uid: 'b' }], kept: [], line: ['c'] });
  const late = now + keepFor;
  expect(settle(back, late).kept).toEqual([{ uid: 'c', until: late + keepFor, told: false }]);
  expect(lend(back, loan('b'), late)).toEqual({ fault: 'out' });
  expect(getOutOfLine(back, 'b', now).kept.map(({ uid }) => uid)).toEqual(['c']);
});

test('lent on once, in time, and only if nobody waits', () => {
  const out = done(lend(empty, loan('a'), now));
  const more = done(renew(out, 'loan-a', 30, now));
  expect(more.loans[0]).toMatchObject({ due: endOfLoan(now, 60), renewed: true });
  expect([renew(more, 'loan-a', 30, now), renew(out, 'loan-a', 30, endOfLoan(now, 30)), renew(done(getInLine(out, 'b', now)), 'loan-a', 30, now)]).toEqual([{ fault: 'renewed' }, { fault: 'overdue' }, { fault: 'waited' }]);
});

test('only what is on the shelf is written off; what is lost is one copy less', () => {
  const out = done(lend({ ...empty, copies: 2 }, loan('a'), now));
  expect(changeCopies(out, -2, now)).toEqual({ fault: 'out' });
  expect(done(changeCopies(out, -1, now)).copies).toBe(1);
  expect(endLoan(out, 'loan-a', true, now)).toMatchObject({ copies: 1, loans: [] });
  const waited = done(getInLine(done(changeCopies(out, -1, now)), 'b', now));
  expect(done(changeCopies(waited, 1, now))).toMatchObject({ copies: 2, kept: [{ uid: 'b' }], line: [] });
});

test('reminded on the morning of the day before the last, the morning after, and thrice more', () => {
  const { due } = loan('a');
  expect([due - 2 * day + 9 * hour - 1, due - 2 * day + 9 * hour, due, due + 9 * hour, due + 99 * day].map((at) => remindersDue({ due }, at))).toEqual([0, 1, 1, 2, 5]);
  expect(wakeAt({ loans: [loan('a'), loan('b', { reminded: 5 })], kept: [] })).toBe(instant(2026, 12, 1, 9));
  expect(wakeAt({ loans: [loan('b', { reminded: 5 })], kept: [] })).toBeNull();
});

test('the next of the books that one may hold', () => {
  expect([freeSlot([], 2), freeSlot([0], 2), freeSlot([1], 2), freeSlot([0, 1], 2), freeSlot([5], 1)]).toEqual([0, 1, 0, null, null]);
});

test('whatever happens, no more copies are out and kept than there are, and nobody is in it twice', () => {
  const step = fc.record({ what: fc.constantFrom('lend', 'end', 'lose', 'line', 'leave', 'more', 'less', 'wait'), who: fc.constantFrom('a', 'b', 'c', 'd', 'e') });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3 }), fc.array(step, { maxLength: 40 }), (copies, steps) => {
      let [stock, at]: [Stock, number] = [{ ...empty, copies }, now];
      for (const { what, who } of steps) {
        const or = (settled: Settled<Stock>) => ('fault' in settled ? stock : settled.stock);
        if (what === 'lend') stock = or(lend(stock, loan(who, { at }), at));
        if (what === 'end' || what === 'lose') stock = endLoan(stock, `loan-${who}`, what === 'lose', at);
        if (what === 'line') stock = or(getInLine(stock, who, at));
        if (what === 'leave') stock = getOutOfLine(stock, who, at);
        if (what === 'more' || what === 'less') stock = or(changeCopies(stock, what === 'more' ? 1 : -1, at));
        if (what === 'wait') stock = settle(stock, (at += 2 * day));
        const people = [...stock.loans.map(({ uid }) => uid), ...stock.kept.map(({ uid }) => uid), ...stock.line];
        expect(new Set(people).size).toBe(people.length);
        expect(freeCopies(stock)).toBeGreaterThanOrEqual(0);
        // A copy stands on the shelf for everybody only where nobody waits.
        expect(freeCopies(stock) === 0 || stock.line.length === 0).toBe(true);
      }
    }),
  );
});

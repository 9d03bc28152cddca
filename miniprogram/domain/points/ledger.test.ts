import fc from 'fast-check';
import { apply, brokenLedger, earnedWithin, emptyLedger, type Entry, givenOn, type Ledger, reverse } from './ledger';

const entry = (id: string, n: number, more: Partial<Entry> = {}): Entry => ({ id, n, at: 1000, day: '2026-04-23', base: true, of: 'c1', why: '', ...more });
const of = (...entries: Entry[]) => entries.reduce((ledger, one) => apply(ledger, one, 30), emptyLedger);

test('the balance is the sum; the same id gives nothing more', () => {
  const ledger = of(entry('checkIn:day:2026-04-23', 5), entry('note:day:2026-04-23', 5, { at: 2000 }));
  expect(ledger).toMatchObject({ balance: 10, lastAt: 2000 });
  expect(apply(ledger, entry('note:day:2026-04-23', 50), 30)).toBe(ledger);
});

test('the day’s limit cuts what is above it; bonuses stand outside', () => {
  const ledger = of(entry('a:1:1', 20), entry('b:1:1', 20), entry('c:1:1', 5), entry('streak:7:all', 40, { base: false }));
  expect(ledger.entries.map(({ n }) => n)).toEqual([20, 10, 40]);
  expect(givenOn(ledger.entries, '2026-04-23')).toBe(30);
  expect(of(entry('a:1:1', 20), entry('a:1:2', 20, { day: '2026-04-24' })).balance).toBe(40);
});

test('a reversal is an entry, once; it frees nothing of the day and reverses no reversal', () => {
  const ledger = of(entry('a:1:1', 30));
  const back = reverse(ledger, 'a:1:1', 5000, '与另一篇相同') ?? emptyLedger;
  expect(back).toMatchObject({ balance: 0, lastAt: 1000 });
  expect(back.entries[1]).toMatchObject({ id: 'reversal:a:1:1', n: -30, of: 'a:1:1', day: '2026-04-23' });
  expect(reverse(back, 'a:1:1', 6000, '')).toBe(back);
  expect(reverse(back, 'reversal:a:1:1', 6000, '')).toBeNull();
  expect(reverse(back, 'x:1:1', 6000, '')).toBeNull();
  expect(apply(back, entry('b:1:1', 5), 30)).toBe(back);
  expect(earnedWithin(back.entries, '2026-04-23', '2026-04-23')).toBe(0);
});

test('half a point and a ledger without end are refused', () => {
  expect(() => apply(emptyLedger, entry('a:1:1', 0.5), 30)).toThrow(RangeError);
  expect(() => apply(emptyLedger, entry('a:1:1', NaN), 30)).toThrow(RangeError);
});

type Act = { do: 'add'; id: number; n: number; day: number; base: boolean } | { do: 'reverse'; id: number };
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ do: fc.constant('add' as const), id: fc.nat({ max: 30 }), n: fc.integer({ min: 1, max: 60 }), day: fc.integer({ min: 1, max: 3 }), base: fc.boolean() }),
  fc.record({ do: fc.constant('reverse' as const), id: fc.nat({ max: 30 }) }),
);
const play = (ledger: Ledger, one: Act, at: number): Ledger =>
  one.do === 'add'
    ? apply(ledger, entry(`r:${one.id}:1`, one.n, { day: `2026-04-0${one.day}`, base: one.base, at }), 30)
    : (reverse(ledger, `r:${one.id}:1`, at, '') ?? ledger);

test('whatever is done, in whatever order and however often: every rule of a ledger holds', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const ledger = acts.reduce((so, one, index) => play(so, one, index + 1), emptyLedger);
      expect(brokenLedger(ledger, 30)).toEqual([]);
      // Everything once more changes nothing but what a limit or a missing entry kept out.
      const again = ledger.entries.reduce((so, one) => apply(so, one, 30), ledger);
      expect(again).toBe(ledger);
    }),
  );
});

test('a broken ledger is found', () => {
  const good = of(entry('a:1:1', 20));
  expect(brokenLedger({ ...good, balance: 25 }, 30)).toEqual(['balance 25, entries 20']);
  expect(brokenLedger(good, 10)).toEqual(['20 points on 2026-04-23']);
  expect(brokenLedger({ ...good, entries: [...good.entries, ...good.entries], balance: 40 }, 50)).toEqual(['an entry twice']);
});

import fc from 'fast-check';
import { firstOf, keepScan, type Scan } from './merge';
import { counts, fillOf, isInside, staysOf } from './stays';

const at = (text: string) => Date.parse(`2026-11-21T${text}+08:00`);
const seen = (id: string, time: string, more: Partial<Scan> = {}): Scan => ({ id, gate: '东门', by: 'zhao', at: at(time), online: false, kind: 'pass', ...more });
const out = { out: true } as const;

test('worked case: in, out, in again, and a second phone that saw the same entry', () => {
  const scans = [seen('a', '09:02'), seen('b', '09:40', out), seen('c', '09:50'), seen('d', '09:51', { gate: '西门' })];
  expect(staysOf(scans).map(({ entry, exit }) => [entry.id, exit?.id ?? null])).toEqual([
    ['a', 'b'],
    ['c', null],
  ]);
  expect(isInside(scans)).toBe(true);
  expect(scans.map(({ id }) => counts(scans, id))).toEqual([true, true, true, false]);
});

test('an exit of somebody who never came, or has left, counts for nothing', () => {
  expect(staysOf([seen('a', '09:00', out)])).toEqual([]);
  const scans = [seen('a', '09:00'), seen('b', '09:10', out), seen('c', '09:11', out)];
  expect(staysOf(scans)).toHaveLength(1);
  expect(counts(scans, 'c')).toBe(false);
  expect(isInside(scans)).toBe(false);
});

test('an entry told late closes the gap: the exit before it was known finds its stay', () => {
  const late = [seen('out', '09:30', out)];
  expect(isInside(late)).toBe(false);
  expect(staysOf(keepScan(late, seen('in', '09:10')))).toMatchObject([{ entry: { id: 'in' }, exit: { id: 'out' } }]);
});

test('the hall: free, near, full', () => {
  expect([fillOf(0, 100), fillOf(94, 100), fillOf(95, 100), fillOf(100, 100), fillOf(101, 100), fillOf(0, 0)]).toEqual(['free', 'free', 'near', 'full', 'full', 'full']);
});

const scans: fc.Arbitrary<Scan[]> = fc
  .array(fc.record({ minute: fc.nat(12), leaves: fc.boolean(), online: fc.boolean() }), { maxLength: 12 })
  .map((all) => all.map(({ minute, leaves, online }, index) => seen(`s${index}`, `09:${String(minute).padStart(2, '0')}`, { online, ...(leaves ? out : {}) })));

test('any order of telling gives the same stays', () => {
  fc.assert(
    fc.property(scans, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (told, dice) => {
      const shuffled = told.map((one) => ({ one, rank: Number(dice.next().value) })).sort((a, b) => a.rank - b.rank).map(({ one }) => one);
      const tell = (order: readonly Scan[]) => staysOf(order.reduce<readonly Scan[]>(keepScan, []));
      expect(tell(shuffled)).toEqual(tell(told));
    }),
  );
});

test('stays follow one another, and without exits there is one: of the first scan', () => {
  fc.assert(
    fc.property(scans, (told) => {
      const stays = staysOf(told);
      stays.forEach(({ entry, exit }, index) => {
        expect(exit === null).toBe(index === stays.length - 1 && isInside(told));
        if (exit) expect(exit.at).toBeGreaterThanOrEqual(entry.at);
        const next = stays[index + 1];
        if (exit && next) expect(next.entry.at).toBeGreaterThanOrEqual(exit.at);
      });
      const entries = told.filter((one) => !one.out);
      expect(staysOf(entries)[0]?.entry ?? null).toEqual(firstOf(entries));
    }),
  );
});

test('the control: keeping only the last scan told depends on the order of telling', () => {
  const last = (order: readonly Scan[]) => !order[order.length - 1]?.out;
  const told = [seen('a', '09:00'), seen('b', '09:10', out)];
  expect(last(told)).not.toBe(last([...told].reverse()));
});

import fc from 'fast-check';
import { hour } from '../time/shanghai';
import { firstOf, keepScan, scanTime, type Scan } from './merge';

const at = (text: string) => Date.parse(`2026-11-21T${text}+08:00`);
const scan = (id: string, time: string, online = false, gate = '东门'): Scan => ({ id, gate, by: 'zhao', at: at(time), online, kind: 'pass' });

test('worked cases: online before offline, else the earlier, else the id', () => {
  expect(firstOf([])).toBeNull();
  expect(firstOf([scan('b', '09:02'), scan('a', '09:05')])?.id).toBe('b');
  expect(firstOf([scan('b', '09:02'), scan('a', '09:05', true)])?.id).toBe('a');
  expect(firstOf([scan('b', '09:02'), scan('a', '09:02')])?.id).toBe('a');
});

test('a scan told twice is one scan', () => {
  const once = keepScan([], scan('a', '09:00'));
  expect(keepScan(once, scan('a', '09:00'))).toBe(once);
});

test('the time of an offline scan is corrected and stays within the hours of the doors', () => {
  const session = { startsAt: at('09:00'), endsAt: at('11:00') };
  expect(scanTime(at('09:10'), -600_000, session)).toBe(at('09:00'));
  expect(scanTime(0, 0, session)).toBe(session.startsAt - 12 * hour);
  expect(scanTime(at('09:00') + 365 * 24 * hour, 0, session)).toBe(at('12:00'));
});

interface Told {
  member: string;
  scan: Scan;
}

/** Three gates without a network, 30 % of the members seen again, at another gate or the same; each phone's clock is off. */
const evening: fc.Arbitrary<Told[]> = fc
  .record({ members: fc.integer({ min: 1, max: 30 }), times: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 50, maxLength: 50 }), again: fc.array(fc.nat(9), { minLength: 50, maxLength: 50 }) })
  .map(({ members, times, again }) =>
    Array.from({ length: members }, (_, index) => {
      const told = (round: number): Told => ({
        member: `m${index}`,
        scan: { ...scan(`s${index}-${round}`, '09:00', round === 0 && index % 7 === 0, ['东门', '西门', '南门'][(index + round) % 3]), at: at('09:00') + (times[(index + round * 17) % 50] ?? 0) * 60_000 },
      });
      return (again[index] ?? 9) < 3 ? [told(0), told(1), told(2)] : [told(0)];
    }).flat(),
  );

type Keep = (scans: readonly Scan[], one: Scan) => readonly Scan[];

function gates(told: readonly Told[], keep: Keep): string {
  const documents = new Map<string, readonly Scan[]>();
  for (const { member, scan: one } of told) documents.set(member, keep(documents.get(member) ?? [], one));
  return JSON.stringify([...documents].sort(([a], [b]) => (a < b ? -1 : 1)).map(([member, scans]) => [member, firstOf(scans), scans]));
}

const sameInAnyOrder = (keep: Keep) =>
  fc.property(evening, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (told, dice) => {
    const shuffled = told.map((one) => ({ one, rank: Number(dice.next().value) })).sort((a, b) => a.rank - b.rank).map(({ one }) => one);
    // Some are told twice: a lost answer is asked for again.
    return gates(told, keep) === gates([...shuffled, ...shuffled.slice(0, 5)], keep);
  });

test('the order of telling does not matter, and no scan is lost', () => {
  fc.assert(sameInAnyOrder(keepScan), { numRuns: 300 });
  fc.assert(fc.property(evening, (told) => told.every(({ scan: one }) => gates(told, keepScan).includes(`"${one.id}"`))));
});

test('control: first come, first kept depends on the order', () => {
  const firstComes: Keep = (scans, one) => (scans.length === 0 ? [one] : scans);
  expect(fc.check(sameInAnyOrder(firstComes), { numRuns: 300 }).failed).toBe(true);
});

import fc from 'fast-check';
import { faultOfPlan, keptIn, movedEntries, movedInto, placedByOrder, sessionsIn, type Slot, slotsOf } from './rehearsal';

const minute = 60_000;
const nine = 1_800_000_000_000;
const plan = [{ startsAt: nine, count: 3 }, { startsAt: nine + 60 * minute, count: 2 }];
const entriesIn = (slots: readonly Slot[]) => slots.map(({ entryId }) => entryId);

test('two stretches of ten minutes each', () => {
  const slots = slotsOf(plan, 10);
  expect(slots.map(({ id, at }) => [id, (at - nine) / minute])).toEqual([['s1', 0], ['s2', 10], ['s3', 20], ['s4', 60], ['s5', 70]]);
  expect(sessionsIn(slots, 10)).toEqual(plan);
  expect(entriesIn(placedByOrder(slots, ['b', 'a']))).toEqual(['b', 'a', '', '', '']);
});

test('a plan that cannot be is refused with what to do', () => {
  expect(faultOfPlan(plan, 10, nine - 1)).toBeNull();
  expect(faultOfPlan(plan, 20, nine - 1)).toBeNull();
  expect(faultOfPlan(plan, 21, nine - 1)).toContain('重叠');
  expect(faultOfPlan(plan, 10, nine)).toContain('往后排');
  expect(faultOfPlan(plan, 0, 0)).toContain('分钟');
  expect(faultOfPlan([], 10, 0)).toContain('至少');
  expect(faultOfPlan([{ startsAt: nine, count: 301 }], 10, 0)).toContain('300');
});

test('an exchange, a free slot, and giving one back', () => {
  const slots = placedByOrder(slotsOf(plan, 10), ['a', 'b', 'c']);
  expect(entriesIn(movedInto(slots, 'a', 's2') ?? [])).toEqual(['b', 'a', 'c', '', '']);
  expect(entriesIn(movedInto(slots, 'a', 's5') ?? [])).toEqual(['', 'b', 'c', '', 'a']);
  expect(entriesIn(movedInto(slots, 'd', 's1') ?? [])).toEqual(['d', 'b', 'c', '', '']);
  expect(entriesIn(movedInto(slots, 'b', null) ?? [])).toEqual(['a', '', 'c', '', '']);
  expect(movedInto(slots, 'a', 's9')).toBeNull();
  expect(movedEntries(slots, movedInto(slots, 'd', 's1') ?? [])).toEqual([{ entryId: 'a', is: null }, { entryId: 'd', is: nine }]);
});

test('laid out anew, who has the same hour keeps it', () => {
  const before = placedByOrder(slotsOf(plan, 10), ['a', 'b', 'c']);
  const after = keptIn(slotsOf([{ startsAt: nine, count: 2 }], 20), before);
  expect(entriesIn(after)).toEqual(['a', 'c']);
  expect(movedEntries(before, after)).toEqual([{ entryId: 'b', is: null }]);
});

test('whatever is moved where, no entry has two slots and nobody but the one moved and the one there is touched', () => {
  const entry = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const move = fc.tuple(entry, fc.option(fc.constantFrom('s1', 's2', 's3', 's4', 's5')));
  fc.assert(
    fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
      let slots = slotsOf(plan, 10);
      for (const [entryId, slotId] of moves) {
        const next = movedInto(slots, entryId, slotId) ?? [];
        const taken = next.flatMap((slot) => (slot.entryId === '' ? [] : [slot.entryId]));
        expect(new Set(taken).size).toBe(taken.length);
        expect(movedEntries(slots, next).length).toBeLessThanOrEqual(2);
        slots = next;
      }
    }),
  );
});

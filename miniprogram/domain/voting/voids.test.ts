import fc from 'fast-check';
import { concerns, countsWithout, refuseHold, refuseVerdict, stageOf, type VoidCase, type VoidFilter } from './voids';

const filter = (change: Partial<VoidFilter> = {}): VoidFilter => ({ unit: null, from: null, until: null, candidate: null, ...change });
const held = (change: Partial<VoidCase> = {}): VoidCase => ({ state: 'held', by: 'wang', upTo: 3, done: 3, ballots: 40, ...change });

test('a filter takes what it says and nothing else; its end is outside', () => {
  const ballot = { unit: 'u', at: 100, choices: ['a', 'b'] };
  expect(concerns(filter({ unit: 'u', from: 100, until: 101, candidate: 'b' }), ballot)).toBe(true);
  for (const other of [{ unit: 'w' }, { from: 101, until: 200 }, { from: 50, until: 100 }, { candidate: 'c' }]) expect(concerns(filter({ unit: 'u', ...other }), ballot)).toBe(false);
});

test('what names neither unit nor time is too wide; one case after another', () => {
  expect(refuseHold(filter({ candidate: 'a' }), [])).toBe('tooWide');
  expect(refuseHold(filter({ from: 5 }), [])).toBe('times');
  expect(refuseHold(filter({ unit: 'u' }), [held()])).toBe('pending');
  expect(refuseHold(filter({ unit: 'u' }), [held({ state: 'voided' }), held({ state: 'rejected' })])).toBeNull();
});

test('another person decides; whoever asked may only take it back', () => {
  expect(refuseVerdict(held(), 'wang', true)).toBe('own');
  expect(refuseVerdict(held(), 'wang', false)).toBeNull();
  expect(refuseVerdict(held(), 'wu', true)).toBeNull();
  expect(refuseVerdict(held({ done: 2 }), 'wu', true)).toBe('counting');
  expect(refuseVerdict(held({ ballots: 9 }), 'wu', true)).toBe('tooFew');
  expect(refuseVerdict(held({ state: 'voided' }), 'wu', false)).toBe('decided');
});

test('only what is voided is taken off, and nothing is lost from sight', () => {
  const counts = fc.record({ a: fc.nat(50), b: fc.nat(50) });
  const cases = fc.array(fc.record({ state: fc.constantFrom('held' as const, 'voided' as const, 'rejected' as const), counts }), { maxLength: 4 });
  fc.assert(
    fc.property(cases, (voids) => {
      const all = { a: 500, b: 500 };
      const { votes, voided } = countsWithout(all, voids);
      for (const id of ['a', 'b'] as const) {
        expect((votes[id] ?? 0) + (voided[id] ?? 0)).toBe(all[id]);
        expect(voided[id] ?? 0).toBe(voids.filter(({ state }) => state === 'voided').reduce((sum, one) => sum + one.counts[id], 0));
      }
    }),
  );
});

test('each step of the cases has a higher stage', () => {
  const steps = [[], [held({ done: 0 })], [held()], [held({ state: 'voided' })], [held({ state: 'voided' }), held({ done: 1 })]];
  const stages = steps.map(stageOf);
  expect(stages).toEqual([...stages].sort((a, b) => a - b));
  expect(new Set(stages).size).toBe(stages.length);
});

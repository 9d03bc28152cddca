import fc from 'fast-check';
import { inOwnOrder } from './order';

const candidates = Array.from({ length: 6 }, (_, index) => ({ id: `c${index + 1}` }));

test('nobody is lost, and the list that came in another order gives the same', () => {
  fc.assert(
    fc.property(fc.string(), fc.shuffledSubarray(candidates, { minLength: 6 }), (seed, shuffled) => {
      const order = inOwnOrder(candidates, seed);
      expect([...order].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(candidates);
      expect(inOwnOrder(shuffled, seed)).toEqual(order);
    }),
  );
});

test('every candidate stands first for about as many voters', () => {
  const first = new Map<string, number>();
  for (let voter = 0; voter < 3000; voter += 1) {
    const id = inOwnOrder(candidates, `seed-${voter}`)[0]?.id ?? '';
    first.set(id, (first.get(id) ?? 0) + 1);
  }
  for (const { id } of candidates) expect(Math.abs((first.get(id) ?? 0) - 500)).toBeLessThan(100);
});

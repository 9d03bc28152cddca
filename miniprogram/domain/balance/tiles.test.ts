import fc from 'fast-check';
import { tilesOf } from './tiles';

test('areas are as the weights, nothing overlaps, the map is full', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 40 }), fc.constantFrom(0.8, 1, 1.6), (weights, ratio) => {
      const total = weights.reduce((sum, one) => sum + one, 0);
      const tiles = tilesOf(weights, (one) => one, ratio);
      for (const { of, left, top, width, height } of tiles) {
        expect((width * height) / 10_000).toBeCloseTo(of / total, 6);
        expect(left).toBeGreaterThan(-1e-6);
        expect(left + width).toBeLessThan(100 + 1e-6);
        expect(top + height).toBeLessThan(100 + 1e-6);
      }
      for (const [index, a] of tiles.entries())
        for (const b of tiles.slice(index + 1)) {
          const across = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
          const down = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
          expect(Math.min(across, down)).toBeLessThan(1e-6);
        }
    }),
  );
});

test('two halves stand side by side on a wide map', () => {
  expect(tilesOf(['a', 'b'], () => 1, 2).map(({ left, width, height }) => [left, width, height])).toEqual([[0, 50, 100], [50, 50, 100]]);
});

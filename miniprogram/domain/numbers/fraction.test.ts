import fc from 'fast-check';
import { compare, fraction, plus, roundHalfUp, times } from './fraction';

test('halves go up', () => {
  expect(roundHalfUp(fraction(9465, 10))).toBe(947);
  expect(roundHalfUp(fraction(9464, 10))).toBe(946);
  expect(roundHalfUp(fraction(-1, 2))).toBe(0);
  expect(roundHalfUp(fraction(-3, 2))).toBe(-1);
  expect(roundHalfUp(fraction(-8, 5))).toBe(-2);
});

test('a share of nothing is refused', () => {
  expect(() => fraction(1, 0)).toThrow(RangeError);
});

test('equal shares are equal, however they were written', () => {
  const part = fc.tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 1, max: 10_000 }));
  fc.assert(
    fc.property(part, part, fc.integer({ min: 1, max: 99 }), ([a, b], [c, d], k) => {
      expect(compare(fraction(a, b), fraction(a * k, b * k))).toBe(0);
      expect(plus(fraction(a, b), fraction(c, d))).toEqual(plus(fraction(c, d), fraction(a, b)));
      expect(times(fraction(a, b), fraction(b, 1))).toEqual(fraction(a));
      expect(Math.sign(compare(fraction(a, b), fraction(c, d)))).toBe(Math.sign(Math.round(a * d - c * b)));
      expect(Math.abs(roundHalfUp(fraction(a, b)) - a / b)).toBeLessThanOrEqual(0.5);
    }),
  );
});

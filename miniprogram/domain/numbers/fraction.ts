/**
 * An exact share, such as 47.30 / 5. The denominator is above 0. Terms are kept small by dividing out common factors; they are BigInt,
 * so that no product overflows. Never a power of one (docs/decisions/0007).
 */
export interface Fraction {
  n: bigint;
  d: bigint;
}

function commonFactor(a: bigint, b: bigint): bigint {
  let [high, low] = [a < 0n ? -a : a, b];
  while (low > 0n) [high, low] = [low, high % low];
  return high;
}

/** @throws RangeError where the denominator is 0 */
export function fraction(n: number | bigint, d: number | bigint = 1): Fraction {
  let [top, bottom] = [BigInt(n), BigInt(d)];
  if (bottom === 0n) throw new RangeError('a share of nothing');
  if (bottom < 0n) [top, bottom] = [-top, -bottom];
  const factor = commonFactor(top, bottom) || 1n;
  return { n: top / factor, d: bottom / factor };
}

export const zero: Fraction = { n: 0n, d: 1n };

export const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d);

/** Below 0: a is less than b; 0: equal. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** To the nearest whole number, halves away from zero upwards: 9.465 in hundredths → 947, −0.5 → 0. */
export function roundHalfUp({ n, d }: Fraction): number {
  const doubled = 2n * n + d;
  const bottom = 2n * d;
  const quotient = doubled / bottom;
  return Number(doubled % bottom < 0n ? quotient - 1n : quotient);
}

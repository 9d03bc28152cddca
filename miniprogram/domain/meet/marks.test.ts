import fc from 'fast-check';
import { byWatches, lengthText, officialLength, officialTime, officialWind, ruling, sumOfMembers, timeText, windText } from './marks';

test('a hand time goes up to the next tenth, a photo-finish to the next hundredth, a length down to the centimetre', () => {
  expect(officialTime(11_130, 'hand')).toBe(11_200);
  expect(officialTime(11_200, 'hand')).toBe(11_200);
  expect(officialTime(11_201, 'photo')).toBe(11_210);
  expect(officialTime(11_210, 'photo')).toBe(11_210);
  expect(officialLength(5_439)).toBe(5_430);
});

test('of three watches two that agree, else the middle one; of two the slower', () => {
  expect(byWatches([11_130, 11_130, 11_300])).toBe(11_130);
  expect(byWatches([11_130, 11_300, 11_300])).toBe(11_300);
  expect(byWatches([11_130, 11_300, 11_210])).toBe(11_210);
  expect(byWatches([11_130, 11_210])).toBe(11_210);
  expect(byWatches([11_130])).toBe(11_130);
  expect(byWatches([])).toBeNull();
});

test('wind goes up to the next tenth, and there is no minus zero', () => {
  expect([203, 200, -128, -5].map(officialWind)).toEqual([21, 20, -12, 0]);
  expect(windText(officialWind(-128))).toBe('-1.2');
  expect(windText(20)).toBe('+2.0');
});

test('趣味 violations: a penalty each, or one rerun and then DQ', () => {
  const penalty = { measure: { kind: 'timePenalty', penalty: 2_000 }, violation: 'penalty' } as const;
  expect(ruling(penalty, 3, 0)).toEqual({ ruling: 'counts', added: 6_000 });
  const rerun = { measure: { kind: 'time' }, violation: 'rerun' } as const;
  expect([ruling(rerun, 0, 1).ruling, ruling(rerun, 1, 0).ruling, ruling(rerun, 1, 1).ruling]).toEqual(['counts', 'rerun', 'DQ']);
});

test('a team without the mark of one member has none', () => {
  expect(sumOfMembers([120, 98])).toBe(218);
  expect(sumOfMembers([120, null])).toBeNull();
  expect(sumOfMembers([])).toBeNull();
});

test('marks as they are printed', () => {
  expect([timeText(11_200, 'hand'), timeText(11_200, 'photo'), timeText(62_340, 'photo'), timeText(3_725_000, 'hand')]).toEqual(['11.2', '11.20', '1:02.34', '1:02:05.0']);
  expect([lengthText(5_430), lengthText(980), lengthText(12_000)]).toEqual(['5.43', '0.98', '12.00']);
});

test('rounding keeps the order: no slower time gets a better official mark', () => {
  fc.assert(
    fc.property(fc.nat(200_000), fc.nat(200_000), fc.constantFrom('hand' as const, 'photo' as const), (a, b, timing) => {
      const [first, second] = [officialTime(a, timing), officialTime(b, timing)];
      if (a <= b) expect(first).toBeLessThanOrEqual(second);
      expect(first).toBeGreaterThanOrEqual(a);
      expect(first - a).toBeLessThan(timing === 'hand' ? 100 : 10);
    }),
  );
});

import fc from 'fast-check';
import { lengthTyped, timeTyped, typedCount, typedLength, typedTime, typedWind, windTyped } from './typed';

test.each([
  ['12.31', 12_310],
  ['1:02.34', 62_340],
  ['1:02:03.4', 3_723_400],
  ['75.2', 75_200],
  ['9.9.9', null],
  ['00:99.9', null],
  ['1:2.3', null],
  ['0', null],
  ['12.3456', null],
  ['', null],
  ['-3', null],
])('%s is %s ms', (text, ms) => expect(typedTime(text)).toBe(ms));

test('lengths, winds and counts', () => {
  expect(typedLength('5.43')).toBe(5430);
  expect(typedLength('12')).toBe(12_000);
  expect(typedLength('5,43')).toBeNull();
  expect(typedWind('-0.85')).toBe(-85);
  expect(typedWind('1.2')).toBe(120);
  expect(typedWind('+2')).toBe(200);
  expect(typedCount('1e3')).toBeNull();
});

test('what is shown again is what was typed', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 86_399_999 }), (ms) => typedTime(timeTyped(ms)) === ms));
  fc.assert(fc.property(fc.integer({ min: 1, max: 200_000 }), (mm) => typedLength(lengthTyped(mm)) === mm));
  fc.assert(fc.property(fc.integer({ min: -2000, max: 2000 }), (wind) => typedWind(windTyped(wind)) === wind));
});

import fc from 'fast-check';
import { degrees, most, step, stepped, turned } from './turn';

const at = (minutes: number) => ({ x: Math.sin((minutes / 60) * 2 * Math.PI), y: -Math.cos((minutes / 60) * 2 * Math.PI) });

test('the hand points where a minute hand would', () => {
  expect([5, 15, 30, 45].map((minutes) => turned(at(minutes).x, at(minutes).y, minutes))).toEqual([5, 15, 30, 45]);
  expect(turned(at(22).x, at(22).y, 20)).toBe(20);
});

test('over the top it goes on, back over it it comes back, and never below nought', () => {
  expect(turned(at(5).x, at(5).y, 55)).toBe(65);
  expect(turned(at(55).x, at(55).y, 65)).toBe(55);
  expect(turned(at(55).x, at(55).y, 5)).toBe(0);
});

test('any drag stays in range, on a step and within half a round', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100, max: 100 }), fc.integer({ min: -100, max: 100 }), fc.integer({ min: 0, max: most / step }), (x, y, steps) => {
      const value = turned(x, y, steps * step);
      return value >= 0 && value <= most && value % step === 0 && Math.abs(value - steps * step) <= 35;
    }),
  );
});

test('steps from between two steps, and the ring', () => {
  expect([stepped(23, 1), stepped(23, -1), stepped(20, 1), stepped(20, -1), stepped(0, -1), stepped(most, 1)]).toEqual([25, 20, 25, 15, 0, most]);
  expect([0, 15, 60, 90].map(degrees)).toEqual([0, 90, 360, 360]);
});

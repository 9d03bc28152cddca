import fc from 'fast-check';
import { day } from '../time/shanghai';
import { absentIn, lastUntil } from './absence';

const entry = (u: string, more: object = {}) => ({ u, k: u, h: '', t: 0, ...more });

test('who held a place and neither came nor asked for leave', () => {
  const held = [
    entry('came', { c: { came: 5 } }),
    entry('leave', { l: { t: 1, reason: '' } }),
    entry('offered', { o: 9 }),
    entry('absent'),
    entry('leader', { m: ['leader', 'mate'], c: { leader: 5 } }),
  ];
  expect(absentIn({ held })).toEqual(['absent', 'mate']);
});

test('two absences within 90 days: last in line for 30 days from the second', () => {
  expect(lastUntil([])).toBe(0);
  expect(lastUntil([10 * day])).toBe(0);
  expect(lastUntil([10 * day, 100 * day])).toBe(130 * day);
  expect(lastUntil([10 * day, 101 * day])).toBe(0);
  expect(lastUntil([40 * day, 10 * day, 60 * day])).toBe(90 * day);
});

test('order does not matter, and one absence fewer never makes it longer', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 8 }), (days) => {
      const missed = days.map((one) => one * day);
      expect(lastUntil([...missed].reverse())).toBe(lastUntil(missed));
      for (const index of missed.keys()) expect(lastUntil(missed.filter((_, at) => at !== index))).toBeLessThanOrEqual(lastUntil(missed));
    }),
  );
});

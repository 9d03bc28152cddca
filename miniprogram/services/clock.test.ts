import { refine } from './clock';

test('the middle of the way there and back is taken', () => {
  expect(refine(null, { now: 10_100, sentAt: 10_000, receivedAt: 10_400 })).toEqual({ offset: -100, doubt: 200 });
});

test('the sharper sample wins', () => {
  const sharp = refine(null, { now: 5_020, sentAt: 0, receivedAt: 40 });
  expect(refine(sharp, { now: 6_900, sentAt: 1_000, receivedAt: 3_000 })).toBe(sharp);
  expect(refine(sharp, { now: 7_010, sentAt: 2_000, receivedAt: 2_020 })).toEqual({ offset: 5_000, doubt: 10 });
});

test('a clock that was set is believed at once', () => {
  const sharp = refine(null, { now: 1_000, sentAt: 1_000, receivedAt: 1_010 });
  expect(refine(sharp, { now: 90_000_000, sentAt: 2_000, receivedAt: 2_800 }).offset).toBe(89_997_600);
});

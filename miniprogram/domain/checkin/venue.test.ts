import { isVenueCode, readVenueText, venueCode, venueStep, venueText, venueWindow } from './venue';

const secret = new Uint8Array(32).fill(5);
const now = Date.parse('2026-11-21T09:00:10+08:00');

test('a code is taken for its 30 s and the next, and dies within a minute', () => {
  const code = venueCode(secret, 'a1', venueWindow(now));
  const from = venueWindow(now);
  expect([from, from + venueStep, from + 2 * venueStep - 1].map((at) => isVenueCode(code, secret, 'a1', at))).toEqual([true, true, true]);
  expect(isVenueCode(code, secret, 'a1', from + 2 * venueStep)).toBe(false);
  expect(isVenueCode(code, secret, 'a1', from - 1)).toBe(false);
});

test('a code is of one activity and one secret', () => {
  const code = venueCode(secret, 'a1', venueWindow(now));
  expect(isVenueCode(code, secret, 'a2', now)).toBe(false);
  expect(isVenueCode(code, new Uint8Array(32).fill(6), 'a1', now)).toBe(false);
});

test('its text is read back, another text is not', () => {
  const code = venueCode(secret, 'film-night', venueWindow(now));
  expect(readVenueText(venueText('film-night', code))).toEqual({ activityId: 'film-night', code });
  for (const text of ['', 'GY1:ABC', 'GYV:a1', `GYV:a 1:${code}`, `GYV:a1:${code}0`]) expect(readVenueText(text)).toBeNull();
});

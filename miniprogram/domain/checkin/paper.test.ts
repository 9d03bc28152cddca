import { day, hour, instant, minute } from '../time/shanghai';
import { notedAfter } from '../registration/absence';
import { paperFault, paperUntil } from './paper';

const session = { startsAt: instant(2026, 5, 1, 19), endsAt: instant(2026, 5, 1, 21) };
const at = session.startsAt + 10 * minute;

test('until the end of the next day, in Shanghai', () => {
  expect(paperUntil(session.endsAt)).toBe(instant(2026, 5, 3));
  expect(paperFault(session, at, instant(2026, 5, 3) - 1)).toBeNull();
  expect(paperFault(session, at, instant(2026, 5, 3))).toBe('late');
  // Past midnight it is the day of the end that counts.
  expect(paperUntil(instant(2026, 5, 2, 0, 30))).toBe(instant(2026, 5, 4));
});

test('not before the doors, not in the future, not outside the hours of the session', () => {
  expect(paperFault(session, at, session.startsAt - 12 * hour - 1)).toBe('early');
  expect(paperFault(session, at, at - 1)).toBe('future');
  expect(paperFault(session, session.startsAt - 12 * hour - 1, session.endsAt)).toBe('outside');
  expect(paperFault(session, session.endsAt + hour + 1, session.endsAt + 2 * hour)).toBe('outside');
  expect(paperFault(session, session.endsAt + hour, session.endsAt + day)).toBeNull();
});

test('nobody is noted as absent while they may still be entered, whatever the hour of the end', () => {
  for (let end = 0; end < day; end += hour) expect(paperUntil(session.endsAt + end)).toBeLessThanOrEqual(session.endsAt + end + notedAfter);
});

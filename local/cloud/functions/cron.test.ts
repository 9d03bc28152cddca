import { nextOccurrence, parseCron } from './cron';

const next = (expression: string, after: string): string | undefined => {
  const time = nextOccurrence(parseCron(expression), Date.parse(after));
  return time === undefined ? undefined : new Date(time).toISOString();
};

test.each([
  ['every minute', '0 * * * * * *', '2026-11-20T10:00:00Z', '2026-11-20T10:01:00.000Z'],
  ['every minute as a step', '0 */1 * * * * *', '2026-11-20T10:00:59.999Z', '2026-11-20T10:01:00.000Z'],
  ['every 5 seconds', '*/5 * * * * * *', '2026-11-20T10:00:03Z', '2026-11-20T10:00:05.000Z'],
  ['8:30 in Beijing', '0 30 8 * * * *', '2026-11-20T10:00:00Z', '2026-11-21T00:30:00.000Z'],
  ['the first of a month', '0 0 0 1 * * *', '2026-11-20T10:00:00Z', '2026-11-30T16:00:00.000Z'],
  ['working days at 10:15', '0 15 10 * * MON-FRI *', '2026-11-20T10:00:00Z', '2026-11-23T02:15:00.000Z'],
  ['Sunday as 7', '0 0 12 * * 7 *', '2026-11-20T10:00:00Z', '2026-11-22T04:00:00.000Z'],
  ['a day or a weekday, either one', '0 0 0 25 * MON *', '2026-11-20T10:00:00Z', '2026-11-22T16:00:00.000Z'],
  ['29 February', '0 0 0 29 2 * *', '2026-11-20T10:00:00Z', '2028-02-28T16:00:00.000Z'],
  ['a list of hours', '0 0 9,18 * * * *', '2026-11-20T02:00:00Z', '2026-11-20T10:00:00.000Z'],
  ['a range of minutes with a step', '0 10-30/10 * * * * *', '2026-11-20T10:11:00Z', '2026-11-20T10:20:00.000Z'],
  ['a year that is over', '0 0 0 1 1 * 2020', '2026-11-20T10:00:00Z', undefined],
])('%s', (_what, expression, after, expected) => expect(next(expression, after)).toBe(expected));

test.each(['* * * * *', '60 * * * * * *', '0 0 24 * * * *', '0 0 0 0 * * *', '0 0 0 * 13 * *', '0 */0 * * * * *', '0 5-1 * * * * *', 'x * * * * * *', '0 , * * * * *'])(
  'refused: %s',
  (expression) => expect(() => parseCron(expression)).toThrow(RangeError),
);

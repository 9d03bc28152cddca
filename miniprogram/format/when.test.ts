import { clockSeconds, countdown, dayWords, greeting, printedSpan, progressWords, span, untilWords } from './when';

const at = (text: string) => Date.parse(`${text}+08:00`);
const now = at('2026-11-20T07:00:00');

test('days are told from today, in Shanghai', () => {
  expect(dayWords(at('2026-11-20T23:59:59'), now)).toBe('今天');
  expect(dayWords(at('2026-11-21T00:00:00'), now)).toBe('明天');
  expect(dayWords(at('2026-11-19T23:59:59'), now)).toBe('昨天');
  expect(dayWords(at('2026-11-28T09:00:00'), now)).toBe('11月28日 周六');
  expect(dayWords(at('2027-01-03T09:00:00'), now)).toBe('2027年1月3日 周日');
});

test('a span of one day has hours, a longer one has days', () => {
  expect(span(at('2026-11-21T09:00'), at('2026-11-21T11:30'), now)).toBe('明天 9:00–11:30');
  expect(span(at('2026-12-01T00:00'), at('2026-12-20T22:00'), now)).toBe('12月1日 – 12月20日');
});

test('what is left is told in the largest unit that matters', () => {
  expect(untilWords(at('2026-11-22T09:00'), now)).toBe('还有 2 天');
  expect(untilWords(at('2026-11-20T09:30'), now)).toBe('还有 2 小时');
  expect(untilWords(at('2026-11-21T01:00'), at('2026-11-20T23:00'))).toBe('还有 2 小时');
  expect(untilWords(at('2026-11-20T07:12:30'), now)).toBe('还有 12 分钟');
  expect(untilWords(at('2026-11-20T07:00:30'), now)).toBe('马上');
});

test('an activity is coming, going on or over', () => {
  const starts = at('2026-11-20T09:00');
  const ends = at('2026-11-20T11:30');
  expect(progressWords(starts, ends, now)).toBe('今天 9:00 开始 · 还有 2 小时');
  expect(progressWords(starts, ends, starts)).toBe('正在进行 · 11:30 结束');
  expect(progressWords(starts, ends, ends)).toBe('已于今天结束');
  expect(progressWords(starts, at('2026-11-25T18:00'), starts)).toBe('正在进行 · 11月25日 结束');
});

test('a countdown reaches nought only at the moment', () => {
  expect(countdown(1)).toBe('00:01');
  expect(countdown(65_000)).toBe('01:05');
  expect(countdown(3_600_000)).toBe('1:00:00');
  expect(countdown(2 * 86_400_000 + 11_045_000)).toBe('2 天 03:04:05');
});

test('clock and greeting follow Shanghai', () => {
  expect(clockSeconds(at('2026-11-20T09:05:07'))).toBe('9:05:07');
  expect(greeting(at('2026-11-20T06:00'))).toBe('早上好');
  expect(greeting(at('2026-11-20T20:00'))).toBe('晚上好');
});

test('paper names the day itself', () => {
  expect(printedSpan(at('2026-11-21T09:00'), at('2026-11-21T11:30'))).toBe('11月21日 周六 9:00–11:30');
  expect(printedSpan(at('2026-12-01T09:00'), at('2026-12-20T22:00'))).toBe('12月1日 周二 9:00 – 12月20日 周日');
});

import { unitsOf, urgeText } from './view';

const progress = (units: [string, number, number][], more: Partial<Api.Output<'activity.progress'>> = {}): Api.Output<'activity.progress'> => ({
  title: '歌咏大赛',
  capacity: 50,
  held: 37,
  waiting: 0,
  signUpClosesAt: Date.UTC(2026, 11, 1, 10),
  phase: 'open',
  units: units.map(([name, members, signedUp]) => ({ unionId: name, name, members, signedUp })),
  small: 0,
  now: Date.UTC(2026, 10, 21, 2),
  ...more,
});

test('names the units without anybody, the counts and the deadline', () => {
  const text = urgeText(progress([['机床厂', 40, 12], ['公交集团', 60, 0], ['纺织', 30, 0]]));
  expect(text).toContain('已报 37/50，还剩 13 个名额，12月1日 周二 18:00 截止。');
  expect(text).toContain('（2 个）：\n公交集团、纺织');
  expect(text).not.toContain('机床厂');
});

test('nobody is urged where all have begun, or once it is closed', () => {
  expect(urgeText(progress([['机床厂', 40, 12]]))).toBe('');
  expect(urgeText(progress([['机床厂', 40, 0]], { phase: 'closed' }))).toBe('');
});

test('a full activity asks for the waitlist', () => {
  expect(urgeText(progress([['机床厂', 40, 0]], { held: 50, waiting: 3 }))).toContain('50 个名额已报满，3 人候补');
});

test('who has begun least comes first', () => {
  expect(unitsOf(progress([['甲', 40, 12], ['乙', 10, 0], ['丙', 60, 0], ['丁', 100, 5]])).map(({ name }) => name)).toEqual(['丙', '乙', '丁', '甲']);
});

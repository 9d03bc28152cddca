import { barOf, challengesView } from './view';

const row = (days: number, change: Partial<Api.Reading.Challenge> = {}): Api.Reading.Challenge => ({
  ...{ challengeId: `row${days}`, rule: { kind: 'row', days }, bookTitle: '', unitName: '', joined: null, have: 0, need: days, doneOn: null, open: true },
  ...change,
});

test('a bar says how much of how much, and what is missing', () => {
  expect(barOf({ have: 3, need: 7, doneOn: null }, 'days')).toEqual({ share: 42, words: '3 / 7 天', more: '还差 4 天', done: false });
  expect(barOf({ have: 60, need: 60, doneOn: '2026-11-20' }, 'minutes')).toEqual({ share: 100, words: '60 / 60 分钟', more: '已完成 · 11月20日', done: true });
});

test('mine come first, what is done last; a streak says what it earns by the rules', () => {
  const team = { ...row(0), challengeId: 'team', rule: { kind: 'book', bookId: 'b', of: 'pages', at: 300 }, bookTitle: '活着', unitName: '一车间班组', joined: '2026-11-18', have: 90, need: 300, open: false } as const;
  const views = challengesView({ items: [row(7, { joined: '2026-11-10', have: 7, doneOn: '2026-11-17', open: false }), row(21), team], streaks: [{ days: 7, points: 10 }] });
  expect(views.map(({ key }) => key)).toEqual(['team', 'row21', 'row7']);
  expect(views[0]).toMatchObject({ name: '共读《活着》', task: '打卡时选这本书，读满 300 页', note: '一车间班组 · 11月18日起', team: true, inIt: true });
  expect(views[1]).toMatchObject({ name: '连续打卡 21 天', join: '参加“连续打卡 21 天”', note: '', inIt: false, open: true });
  expect(views[2]?.note).toBe('11月10日起 · 连满另得 10 分');
});

import { rowsOf, templatesOf } from './view';

const item = (rule: Api.Reading.ChallengeRule, change: Partial<Api.Reading.DeskChallenge> = {}): Api.Reading.DeskChallenge => ({ challengeId: 'c', rule, bookTitle: '', unionId: null, unitName: '', closed: false, joined: 12, ...change });

test('one tap sets what fits the edition and is not there yet', () => {
  expect(templatesOf({ items: [], teams: [], days: 31 }).map(({ days }) => days)).toEqual([7, 21]);
  expect(templatesOf({ items: [item({ kind: 'row', days: 7 }, { closed: true })], teams: [], days: 31 })).toEqual([{ days: 21, label: '设“连续打卡 21 天”' }]);
  expect(templatesOf({ items: [], teams: [], days: 14 }).map(({ days }) => days)).toEqual([7]);
});

test('who joined, or whose it is', () => {
  const book = item({ kind: 'book', bookId: 'b', of: 'pages', at: 300 }, { bookTitle: '活着', unitName: '一车间班组', joined: 0 });
  expect(rowsOf({ items: [item({ kind: 'row', days: 7 }), book], teams: [], days: 31 })).toMatchObject([{ name: '连续打卡 7 天', note: '12 人参加' }, { name: '共读《活着》', note: '一车间班组' }]);
});

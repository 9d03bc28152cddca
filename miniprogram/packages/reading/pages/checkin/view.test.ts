import { plainRules } from '../../../../domain/reading/rules';
import type { Draft } from '../../../../services/reading-kept';
import { doneView } from '../../done-view';
import { draftView } from './view';

const mine: Api.Reading.Mine = { points: 40, rank: 3, level: '翻开书', next: null, streak: 2, days: 2, makeUpsLeft: 2, today: { checkIns: 0, points: 0 }, squares: [] };
const edition: Api.Reading.Edition = {
  ...{ editionId: 'e', title: '读书月', organiser: '市总工会', from: '2026-11-18', until: '2026-12-18', closesAt: 9e12, phase: 'open', rules: plainRules },
  ...{ mine, night: false, manages: false, now: 0 },
};
const book: Api.Reading.Book = { bookId: 'b', isbn: '9787536692930', title: '三体', author: '刘慈欣', theme: '科学', link: '' };
const draft: Draft = { book, by: 'minutes', minutes: 20, pages: 0, note: '', photos: [] };
const act = (change: Partial<Api.Reading.Edition>, written: Partial<Draft> = {}, makeUpFor = '') => draftView({ ...edition, ...change }, { ...draft, ...written }, { makeUpFor }).act;

test('one button: what happens, or why it cannot', () => {
  expect(act({})).toEqual({ label: '打卡 · 20 分钟', disabled: false, note: '' });
  expect(act({ mine: { ...mine, today: { checkIns: 1, points: 15 } } }).note).toBe('今天已打卡 1 次，得 15 分。还可以再记。');
  expect(act({}, { book: null })).toEqual({ label: '先选一本书', disabled: false, note: '' });
  expect(act({}, { by: 'pages' })).toEqual({ label: '先转一下，记下读了多少', disabled: true, note: '' });
  expect(act({ phase: 'announced' }).label).toBe('11月18日 开始打卡');
  expect([act({ phase: 'closing' }).disabled, act({ phase: 'frozen' }).disabled, act({ mine: null }).disabled]).toEqual([true, true, true]);
  expect(act({}, {}, '2026-11-20')).toEqual({ label: '补 11月20日 的卡', disabled: false, note: '补卡能接上连续天数，不得打卡分。本届还能补 2 次。' });
});

test('the note says what is missing, as the rules count it', () => {
  const words = (note: string, makeUpFor = '') => draftView(edition, { ...draft, note }, { makeUpFor });
  expect(words('').noteWords).toBe('');
  expect(words('读 了 一 章').noteWords).toBe('再写 46 个字，加 5 分');
  expect(words('字'.repeat(50))).toMatchObject({ noteWords: '够字数了，加 5 分（每天一次）', noteDone: true });
  expect(words('字'.repeat(50), '2026-11-20')).toMatchObject({ noteWords: '补卡的读后感不计分', noteDone: false });
});

test('after it: what was earned and why, and the next bonus', () => {
  const line = (rule: Api.Reading.Rule, points: number, streak = 0): Api.Reading.Line => ({ rule, points, at: 0, day: '2026-11-21', streak, reason: '' });
  const answer: Api.Reading.CheckedIn = { checkInId: 'c', day: '2026-11-21', lines: [line('checkIn', 5), line('minutes', 10), line('streak', 40, 7)], points: 155, streak: 7, levels: ['小读者'], note: 'review' };
  const view = doneView(answer, plainRules, '2026-11-21', false);
  expect([view.earned, view.total, view.streak, view.next, view.day, view.levels]).toEqual(['+55', '一共 155 分', '连续 7 天', '再连续 14 天，奖 160 分', '', ['升为“小读者”']]);
  expect(view.lines.map(({ what, points }) => `${what} ${points}`)).toEqual(['打卡 +5', '阅读时长 +10', '连续打卡 7 天 +40']);
  const none = doneView({ ...answer, lines: [], streak: 21, note: null, day: '2026-11-20' }, plainRules, '2026-11-21', false);
  expect([none.earned, none.nothing, none.next, none.day, none.note]).toEqual(['', '今天的积分已经拿满，这次只记天数和时长。', '', '记在 11月20日', '']);
});

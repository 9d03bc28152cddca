import { plainRules } from '../../../../domain/reading/rules';
import { heatMap } from '../../../../domain/reading/streak';
import { calendar, linesView, mineView, missedDays, notesView } from './view';

const squares = heatMap([{ day: '2026-11-18', minutes: 20, madeUp: false }, { day: '2026-11-20', minutes: 0, madeUp: true }], '2026-11-18', '2026-12-18');
const mine: Api.Reading.Mine = { points: 40, rank: 3, level: '翻开书', next: { name: '小读者', missing: 10 }, streak: 2, days: 2, makeUpsLeft: 2, today: { checkIns: 0, points: 0 }, squares };
const edition: Api.Reading.Edition = {
  ...{ editionId: 'e', title: '读书月', organiser: '市总工会', from: '2026-11-18', until: '2026-12-18', closesAt: 9e12, phase: 'open', rules: plainRules },
  ...{ mine, night: false, manages: false, now: 0 },
};

test('the calendar begins on a Monday and ends on a Sunday', () => {
  const cells = calendar(squares, '2026-11-21');
  expect(cells.length % 7).toBe(0);
  // 2026-11-18 is a Wednesday.
  expect(cells.slice(0, 6).map(({ words }) => words)).toEqual(['', '', '18', '19', '补', '21']);
  expect(cells.filter(({ today }) => today).map(({ day }) => day)).toEqual(['2026-11-21']);
  expect(cells[2]?.label).toBe('11月18日，读了 20 分钟');
  expect(calendar([], '2026-11-21')).toEqual([]);
});

test('a day may be made up within the term, once, inside the edition, while make-ups are left', () => {
  expect(missedDays(edition, '2026-11-21')).toEqual(['2026-11-19']);
  expect(missedDays(edition, '2026-11-25')).toEqual(['2026-11-24', '2026-11-23', '2026-11-22']);
  expect(missedDays(edition, '2026-11-18')).toEqual([]);
  expect(missedDays({ ...edition, mine: { ...mine, makeUpsLeft: 0 } }, '2026-11-25')).toEqual([]);
  expect(missedDays({ ...edition, rules: { ...plainRules, makeUp: null } }, '2026-11-25')).toEqual([]);
  expect(missedDays({ ...edition, phase: 'closing' }, '2026-11-25')).toEqual([]);
});

test('what stands over it, and who does not read here', () => {
  expect(mineView(edition, '2026-11-21')).toMatchObject({ rank: '第 3 名', level: '现在是“翻开书”，再得 10 分升为“小读者”', missed: [{ label: '补 11月19日' }] });
  expect(mineView({ ...edition, mine: null }, '2026-11-21')).toBeNull();
});

test('lines and notes in words', () => {
  const [taken] = linesView([{ rule: 'reversal', points: -5, at: 1, day: '2026-11-20', streak: 0, reason: '读后感雷同' }]);
  expect(taken).toMatchObject({ what: '冲减：读后感雷同', points: '−5', less: true, day: '11月20日' });
  const [note] = notesView([{ checkInId: 'c', bookTitle: '三体', day: '2026-11-20', at: 1, text: '好', photos: [], state: 'review', why: '', same: '与您11月18日的读后感基本相同' }]);
  expect(note).toMatchObject({ tag: '待查看', photos: [], why: '', same: '与您11月18日的读后感基本相同，没有计分，别人也看不到' });
});

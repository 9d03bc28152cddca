import { instant } from '../../../../domain/time/shanghai';
import { loansView } from './view';

const now = instant(2026, 11, 21, 9);
const book = { titleId: 't', title: '活着', author: '余华', theme: '文学', roomName: '机床厂职工书屋', place: '三楼' };
const loan = (due: number): Api.BookRoom.MyLoan => ({ ...book, loanId: `l${due}`, at: now, due, renewable: due > now });

test('a loan says until when, and how long it is overdue', () => {
  const { loans } = loansView({ loans: [loan(instant(2026, 12, 4)), loan(instant(2026, 11, 22)), loan(instant(2026, 11, 21)), loan(instant(2026, 11, 1))], wants: [], now }, now);
  expect(loans.map(({ due, left, over }) => [due, left, over])).toEqual([
    ['最晚12月3日还', '还有 12 天', false],
    ['最晚11月21日还', '今天到期', false],
    ['最晚11月20日还', '已过期 1 天', true],
    ['最晚10月31日还', '已过期 21 天', true],
  ]);
});

test('what I wait for: my place, or until when it is kept', () => {
  const want = { ...book, roomId: 'r', isbn: '', ahead: 0, until: null };
  const { wants } = loansView({ loans: [], wants: [want, { ...want, ahead: 2 }, { ...want, until: instant(2026, 11, 23, 18, 5) }], now }, now);
  expect(wants.map(({ words, kept }) => [words, kept])).toEqual([['您排第一位', false], ['前面还有 2 人', false], ['给您留到11月23日 18:05', true]]);
});

import { leavingWords } from './view';

test('a place that is given back is promised to the next only where somebody waits', () => {
  expect(leavingWords(false, true).done).toBe('已取消，名额让给了下一位');
  expect(leavingWords(false, false).done).toBe('已取消报名');
  expect(leavingWords(false, false).ask).not.toMatch(/下一位|排队/);
  expect(leavingWords(true, true).done).toBe('已退出候补');
});

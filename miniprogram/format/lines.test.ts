import { breakLines } from './lines';

const wide = (text: string) => [...text].length;

test('Chinese breaks anywhere, a number stays whole', () => {
  expect(breakLines('职工歌咏大赛', 4, 3, wide)).toEqual(['职工歌咏', '大赛']);
  expect(breakLines('开始于2026年', 6, 3, wide)).toEqual(['开始于', '2026年']);
});

test('a mark neither begins a line that it closes nor ends one that it opens', () => {
  expect(breakLines('《平凡的世界》共读', 6, 3, wide)).toEqual(['《平凡的世', '界》共读']);
  expect(breakLines('共读四本《平凡》', 5, 3, wide)).toEqual(['共读四本', '《平凡》']);
});

test('what does not fit ends in an ellipsis inside the width', () => {
  const lines = breakLines('一二三四五六七八九十', 4, 2, wide);
  expect(lines).toEqual(['一二三四', '五六七…']);
});

test('a run longer than a line is cut, rare characters stay whole', () => {
  expect(breakLines('abcdefgh', 4, 3, wide)).toEqual(['abcd', 'efgh']);
  expect(breakLines('𠮷𠮷𠮷', 2, 3, wide)).toEqual(['𠮷𠮷', '𠮷']);
  expect(breakLines('', 4, 3, wide)).toEqual([]);
});

import { wordsView } from './view';

test('verse keeps its lines and stanzas, prose its paragraphs', () => {
  const verse = wordsView('他把一小块夜\n一针一针\n缝成了白天\n\n缝完了，摘下面罩');
  expect([verse.verse, verse.lines.map(({ gap }) => gap)]).toEqual([true, [false, false, false, true]]);
  const prose = wordsView('师傅退休那天，把一把扳手留在我的工具柜里。\n\n后来我也带徒弟。');
  expect([prose.verse, prose.lines.length, prose.lines.every(({ gap }) => !gap)]).toEqual([false, 2, true]);
  expect(wordsView('').lines).toEqual([]);
});

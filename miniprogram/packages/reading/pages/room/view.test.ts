import { rowOf } from './view';

const title = (change: Partial<Api.BookRoom.Title>): Api.BookRoom.Title => ({ titleId: 't', isbn: '9787530212004', title: '平凡的世界', author: '路遥', theme: '文学', copies: 2, free: 0, waiting: 0, mine: 'none', ...change });

test('what a title is to me comes before how many there are', () => {
  expect(rowOf(title({ free: 1 }))).toMatchObject({ words: '在架 1 册，共 2 册', act: 'borrow' });
  expect(rowOf(title({ free: 1, copies: 1 }))).toMatchObject({ words: '在架' });
  expect(rowOf(title({ free: 1, mine: 'have' }))).toMatchObject({ words: '您借着', act: '' });
  expect(rowOf(title({ mine: 'kept' }))).toMatchObject({ words: '给您留着', act: 'borrow' });
  expect(rowOf(title({ mine: 'line', waiting: 3 }))).toMatchObject({ words: '您在排队 · 都借出了 · 3 人在等', act: 'unwant' });
  expect(rowOf(title({}))).toMatchObject({ words: '都借出了', act: 'want' });
});

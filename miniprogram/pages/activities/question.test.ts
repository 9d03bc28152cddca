import { questionOf } from './question';

test('a chip is one filter', () => {
  expect(questionOf('all', '')).toEqual({});
  expect(questionOf('openNow', '')).toEqual({ openNow: true });
  expect(questionOf('myUnit', '')).toEqual({ myUnit: true });
  expect(questionOf('meet', '')).toEqual({ programme: 'meet' });
});

test('a search has no blanks around it and at most 20 characters, rare ones whole', () => {
  expect(questionOf('all', '  ')).toEqual({});
  expect(questionOf('reading', ' 讲座 ')).toEqual({ programme: 'reading', search: '讲座' });
  expect(questionOf('all', '𠮷'.repeat(25)).search).toBe('𠮷'.repeat(20));
});

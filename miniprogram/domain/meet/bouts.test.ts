import { playable, winnerOf } from './bouts';

test('best of three: two bouts win, and nothing is pulled after that', () => {
  expect(winnerOf(['home'], 3)).toBeNull();
  expect(winnerOf(['home', 'away'], 3)).toBeNull();
  expect(winnerOf(['home', 'away', 'away'], 3)).toBe('away');
  expect(winnerOf(['home'], 1)).toBe('home');
  expect([playable([], 3), playable(['home', 'home'], 3), playable(['home', 'home', 'away'], 3), playable(['home', 'away', 'home', 'home'], 3)]).toEqual([true, true, false, false]);
});

import fc from 'fast-check';
import { sameEntries, whoGoesOn } from './through';

test('before the draw the roster follows the cut', () => {
  expect(whoGoesOn(['a', 'b'], null)).toEqual({ through: new Set(['a', 'b']), joins: [] });
  expect(whoGoesOn(['a', 'b'], { state: 'open', entries: ['a', 'c'] })).toEqual({ through: new Set(['a', 'b']), joins: [] });
});

test('after the draw nobody loses the place, and who should have had one comes in first', () => {
  for (const state of ['drawn', 'running'] as const) {
    expect(whoGoesOn(['a', 'b'], { state, entries: ['a', 'c'] })).toEqual({ through: new Set(['a', 'c']), joins: ['b'] });
    expect(whoGoesOn(['a', 'b'], { state, entries: ['a', 'c', 'b'] })).toEqual({ through: new Set(['a', 'c', 'b']), joins: [] });
  }
});

test('after the end the round is what it was', () => {
  expect(whoGoesOn(['a', 'b'], { state: 'closed', entries: ['a', 'c'] })).toEqual({ through: new Set(['a', 'c']), joins: [] });
});

test('what can be published names exactly those of a round that was drawn', () => {
  const entries = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
  fc.assert(
    fc.property(entries, entries, fc.constantFrom('drawn' as const, 'running' as const, 'closed' as const), (cut, roster, state) => {
      const { through, joins } = whoGoesOn(cut, { state, entries: roster });
      expect(sameEntries(through, roster)).toBe(true);
      // Once they came in, nothing is left to do, and all that the cut names go on.
      const after = whoGoesOn(cut, { state, entries: [...roster, ...joins] });
      expect(after.joins).toEqual([]);
      if (state !== 'closed') expect(cut.every((entry) => after.through.has(entry))).toBe(true);
    }),
  );
});

test('the same entries in any order', () => {
  expect(sameEntries(['a', 'b'], ['b', 'a'])).toBe(true);
  expect(sameEntries(['a'], ['b', 'a'])).toBe(false);
  expect(sameEntries(['a', 'b'], ['a', 'c'])).toBe(false);
});

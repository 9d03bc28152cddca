import { marksText, rowsOf, stepped, totalOf } from './marks';

const criteria = [{ id: 'pitch', name: '音准', weight: 60 }, { id: 'bearing', name: '台风', weight: 40 }];

test('a tap begins at eight tenths, goes by 0.05 of 10 points, and stays on the sheet', () => {
  expect(stepped(undefined, 1, 10)).toBe(800);
  expect(stepped(800, 1, 10)).toBe(805);
  expect([stepped(1000, 1, 10), stepped(0, -1, 10)]).toEqual([1000, 0]);
  expect(stepped(9000, -1, 100)).toBe(8950);
});

test('the slider spans the upper part, and all where a mark lies below', () => {
  expect(rowsOf(criteria, 10, { pitch: 905 })).toMatchObject([{ text: '9.05', least: 600, most: 1000, knob: 905 }, { text: '—', least: 600, knob: 800, mark: null }]);
  expect(rowsOf(criteria, 10, { pitch: 595 })[0]?.least).toBe(0);
});

test('the total is there once all is marked', () => {
  expect(totalOf(criteria, { pitch: 950 })).toBeNull();
  expect(totalOf(criteria, { pitch: 950, bearing: 900 })).toBe('9.30');
});

test('marks in words', () => {
  expect(marksText(criteria, { bearing: 900, pitch: 905 })).toBe('音准 9.05，台风 9.00');
});

import fc from 'fast-check';
import { placePoints, scoringPlaces } from './points';
import { placeWords, prizedRows, prizedUnits, prizeState } from './prizes';

const table = [9, 7, 6, 5, 4, 3, 2, 1];
const few = { starters: 8, including: false };
const row = (entry: string, place: number | null, outcome: Api.Meet.Outcome = place === null ? 'DNF' : 'ok') => ({ entry, place, outcome });
const places = (rows: ReturnType<typeof row>[]) => prizedRows(rows, { table, few }).map(({ entry }) => entry);

test('eight places of nine starters; 减一录取 of six; 弃权 is no starter', () => {
  expect(places(Array.from({ length: 9 }, (_, index) => row(`a${index + 1}`, index + 1)))).toEqual(['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8']);
  expect(places([1, 2, 3, 4, 5, 6].map((place) => row(`a${place}`, place)))).toEqual(['a1', 'a2', 'a3', 'a4', 'a5']);
  expect(places([row('a', 1), row('b', 2), row('c', null), row('d', null, 'DNS')])).toEqual(['a', 'b']);
});

test('who shares the last place gets one, too; in the order of the places', () => {
  expect(places([row('c', 3), row('a', 1), row('b', 2), row('d', 3), row('e', null, 'DQ')])).toEqual(['a', 'b', 'c', 'd']);
  expect(places([row('b', 2), row('c', 2), row('a', 1), row('d', 4)])).toEqual(['a', 'b', 'c']);
});

test('a prize is for whoever has points for the place, and for no other', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 20 }), fc.integer({ min: 0, max: 4 }), fc.boolean(), (marks, gone, including) => {
      const rule = { table, few: { starters: 8, including } };
      const rows = [...marks.map((mark, index) => row(`a${index}`, 1 + marks.filter((other) => other < mark).length)), ...Array.from({ length: gone }, (_, index) => row(`x${index}`, null, 'DNS'))];
      const prized = new Set(prizedRows(rows, rule).map(({ entry }) => entry));
      expect([...placePoints(rule, rows, 1).keys()].sort()).toEqual([...prized].sort());
      expect(prized.size === 0).toBe(scoringPlaces(rule, marks.length) === 0 || marks.length === 0);
    }),
  );
});

test('units by their place, none without points', () => {
  const unit = (place: number, points: string) => ({ place, points });
  expect(prizedUnits([unit(1, '31'), unit(2, '30.5'), unit(2, '30.5'), unit(4, '7')], 3)).toHaveLength(3);
  expect(prizedUnits([unit(1, '0'), unit(1, '0')], 3)).toEqual([]);
  expect(prizedUnits([unit(1, '10'), unit(2, '-2')], 3)).toHaveLength(1);
});

test('words of places', () => {
  expect([1, 8, 10, 11, 12, 20, 21].map(placeWords)).toEqual(['第一名', '第八名', '第十名', '第十一名', '第十二名', '第二十名', '第二十一名']);
});

test('given once no protest can change it', () => {
  expect(prizeState(false, null, 5)).toBe('open');
  expect(prizeState(true, null, 5)).toBe('waits');
  expect(prizeState(true, 6, 5)).toBe('waits');
  expect(prizeState(true, 5, 5)).toBe('due');
});

import fc from 'fast-check';
import { compare, fraction } from '../numbers/fraction';
import { pointsText, scoreOf, sheetValue, trimNeeds } from './scores';

const sheets = (...points: number[]) => points.map((point) => Math.round(point * 10_000));
const announced = (...args: Parameters<typeof scoreOf>) => scoreOf(...args)?.announced;

test('worked: 9.80 9.60 9.60 9.50 9.40 9.20 9.00 → 47.30 / 5 = 9.46', () => {
  const score = scoreOf(sheets(9.8, 9.6, 9.6, 9.5, 9.4, 9.2, 9.0), 1);
  expect(score).toMatchObject({ announced: 946, highest: [98_000], lowest: [90_000] });
  expect(score?.exact).toEqual(fraction(473_000, 5));
  expect(pointsText(946)).toBe('9.46');
});

test('one highest and one lowest, though several are equal', () => {
  expect(scoreOf(sheets(9.6, 9.6, 9.6, 9, 9), 1)).toMatchObject({ exact: fraction(282_000, 3), highest: [96_000], lowest: [90_000] });
});

test('trimming needs 5 sheets, two and two need 7; else the plain mean', () => {
  expect(announced(sheets(10, 8, 8, 8), 1)).toBe(850);
  expect(announced(sheets(10, 8, 8, 8, 8), 1)).toBe(800);
  expect(scoreOf(sheets(10, 10, 8, 8, 8, 8), 2)).toMatchObject({ highest: [], lowest: [] });
  expect(announced(sheets(10, 10, 8, 8, 8, 6, 6), 2)).toBe(800);
  expect(announced(sheets(10, 8, 8), 1, [], { ...trimNeeds, 1: 3 })).toBe(800);
  expect(scoreOf([], 1)).toBeNull();
});

test('rounded half up to two decimals; the exact value stays', () => {
  expect(announced(sheets(9.465), 0)).toBe(947);
  expect(announced(sheets(9.4649), 0)).toBe(946);
});

test('additions and deductions come after the mean', () => {
  const by = ['计时员', '监督员'] as const;
  expect(announced(sheets(9, 9, 9), 0, [{ hundredths: -50, reason: '超时', by }])).toBe(850);
  expect(announced(sheets(9, 9, 9), 0, [{ hundredths: -50, reason: '超时', by }, { hundredths: 20, reason: '原创', by }])).toBe(870);
  expect(announced(sheets(0.1), 0, [{ hundredths: -50, reason: '外请人员', by }])).toBe(-40);
  expect(pointsText(-40)).toBe('-0.40');
});

test('a sheet is its marks by their weights, exact', () => {
  const criteria = [
    { id: 'a', name: '音准', weight: 40 },
    { id: 'b', name: '节奏', weight: 35 },
    { id: 'c', name: '台风', weight: 25 },
  ];
  expect(sheetValue(criteria, { a: 955, b: 900, c: 1000 })).toBe(94_700);
  expect(() => sheetValue(criteria, { a: 955, b: 900 })).toThrow('no mark for c');
});

const values = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 15 });
const trim = fc.constantFrom(0, 1, 2) as fc.Arbitrary<0 | 1 | 2>;

test('the order in which sheets arrive never matters', () => {
  fc.assert(
    fc.property(values, trim, fc.infiniteStream(fc.nat()), (given, rule, dice) => {
      const shuffled = given.map((value) => ({ value, rank: Number(dice.next().value) })).sort((a, b) => a.rank - b.rank).map(({ value }) => value);
      expect(scoreOf(shuffled, rule)).toEqual(scoreOf(given, rule));
    }),
  );
});

test('the score is between the lowest and the highest kept; one judge cannot move it past them', () => {
  fc.assert(
    fc.property(values, trim, (given, rule) => {
      const score = scoreOf(given, rule);
      if (!score) throw new Error('no score');
      const kept = given.length - score.highest.length - score.lowest.length;
      expect(kept).toBeGreaterThanOrEqual(1);
      expect(compare(score.exact, fraction(Math.max(...given)))).toBeLessThanOrEqual(0);
      expect(compare(score.exact, fraction(Math.min(...given)))).toBeGreaterThanOrEqual(0);
    }),
  );
});

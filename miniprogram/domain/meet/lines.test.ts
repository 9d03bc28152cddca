import fc from 'fast-check';
import { readAthleteLines, readBirth } from './athlete-lines';
import { hoursOf, termsFault } from './hours';
import { readSeed, seedText } from './seed-marks';

describe('a leader’s list of athletes', () => {
  test.each([
    ['陈建国 男 1985-3-2', '1985-03-02', ''],
    ['陈建国\t男\t1985年3月2日\tA0123', '1985-03-02', 'A0123'],
    ['陈建国，男，19850302', '1985-03-02', ''],
    ['阿尔肯·买买提,男,1968.2.29', '1968-02-29', ''],
  ])('%s', (text, born, staffTail) => {
    const { lines, faults } = readAthleteLines(text);
    expect(faults).toEqual([]);
    expect(lines).toMatchObject([{ sex: 'male', born, staffTail, line: 1 }]);
  });

  test.each([
    ['陈建国', 1, /男 或 女/],
    ['陈建国 男 1985-13-02', 1, /出生日期/],
    ['陈建国 男 1985-02-29', 1, /出生日期/],
    ['姓名 性别 出生日期\n陈建国 男 1985-03-02\n\n陈建国 男 1985-03-02', 4, /第 2 行/],
  ])('%j is named by its line', (text, line, why) => {
    expect(readAthleteLines(text).faults).toEqual([{ line, why: expect.stringMatching(why) }]);
  });

  test('every day of a century is read back from each spelling', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1920-01-01'), max: new Date('2019-12-31'), noInvalidDate: true }), (at) => {
        const iso = at.toISOString().slice(0, 10);
        const [year, month, date] = iso.split('-').map(Number);
        expect([iso, iso.replace(/-/g, ''), `${year}年${month}月${date}日`, `${year}/${month}/${date}`].map(readBirth)).toEqual([iso, iso, iso, iso]);
      }),
    );
  });
});

describe('seed marks', () => {
  const time = { measure: { kind: 'time' } } as const;
  const length = { measure: { kind: 'distance', finalists: null } } as const;
  test.each([
    ['11.2', 11_200],
    ['11.25', 11_250],
    ['1:05.3', 65_300],
    ['4：58', 298_000],
  ])('%s is a time', (text, ms) => expect(readSeed(time, text)).toBe(ms));
  test.each(['9.9.9', '00:99.9', '0', 'DNF', '', '-3', '1e3'])('%s is none', (text) => expect(readSeed(time, text)).toBeNull());
  test('lengths and counts', () => {
    expect([readSeed(length, '5.4'), readSeed(length, '5.43'), readSeed(length, '543')]).toEqual([5400, 5430, null]);
    expect([readSeed({ measure: { kind: 'hits' } }, '12'), readSeed({ measure: { kind: 'hits' } }, '1.5'), readSeed({ measure: { kind: 'bouts', bestOf: 3 } }, '1')]).toEqual([12, null, null]);
  });
  test('what is shown is read back', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 500_000 }), (units) => expect(readSeed(time, seedText(time, units * 10))).toBe(units * 10)));
    fc.assert(fc.property(fc.integer({ min: 1, max: 9999 }), (units) => expect(readSeed(length, seedText(length, units * 10))).toBe(units * 10)));
  });
});

test('half days of the activity, and what terms cannot be', () => {
  const at = (date: number, hours: number) => Date.UTC(2026, 10, date, hours - 8);
  const hours = hoursOf(at(21, 8), at(22, 18));
  expect(hours).toEqual([
    { from: at(21, 8) + 1_800_000, to: at(21, 11) + 1_800_000 },
    { from: at(21, 14), to: at(21, 17) + 1_800_000 },
    { from: at(22, 8) + 1_800_000, to: at(22, 11) + 1_800_000 },
    { from: at(22, 14), to: at(22, 17) + 1_800_000 },
  ]);
  expect(hoursOf(at(21, 19), at(21, 21))).toEqual([{ from: at(21, 19), to: at(21, 21) }]);
  const terms = { entriesUntil: at(10, 8), captainsAt: at(15, 8), hours };
  expect(termsFault(terms)).toBeNull();
  expect(termsFault({ ...terms, captainsAt: at(9, 8) })).toMatch(/截止之后/);
  expect(termsFault({ ...terms, captainsAt: at(21, 9) })).toMatch(/开始之前/);
  expect(termsFault({ ...terms, hours: [...hours].reverse() })).toMatch(/先后/);
});

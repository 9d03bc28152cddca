import fc from 'fast-check';
import { mostSheetRows, readEntrySheet, sheetTitles } from './entry-sheet';
import { race, relay, jump } from './template-events';

const men: Api.Meet.Group = { id: 'm', name: '男子青年组', sex: 'male', minAge: 18, maxAge: 34, next: null };
const events: Api.Meet.Event[] = [
  { ...race(100)(men), id: 'e1' },
  { ...relay(4, 100)(men), id: 'e2' },
  { ...jump('跳远', true)(men), id: 'e3' },
];
const [m100 = '', relays = '', long = ''] = events.map(({ name }) => name);
const head = [...sheetTitles];
const row = (name: string, event = '', seed = '', more: Partial<Record<'sex' | 'born' | 'tail' | 'team', string>> = {}) => [name, more.sex ?? '男', more.born ?? '1990-05-01', more.tail ?? '', event, seed, more.team ?? ''];
const read = (...rows: string[][]) => readEntrySheet([['江城队 报名'], ['说明'], head, ...rows], events);

test('a row a person and event; rows of one relay are one team, in their order; a person’s day of birth is written once', () => {
  const { people, entries, faults } = read(row('王芳', m100, '12.35'), [], ['李强', '男', '1988/3/2', 'A07', '', '', ''], ['王芳', '', '', '', long, '5.43', ''], row('王芳', relays, '48.2'), ['李强', '', '', 'A07', relays.replace('×', ' x '), '', '1']);
  expect(faults).toEqual([]);
  expect(people).toEqual([
    { line: 4, name: '王芳', staffTail: '', sex: 'male', born: '1990-05-01' },
    { line: 6, name: '李强', staffTail: 'A07', sex: 'male', born: '1988-03-02' },
  ]);
  expect(entries).toEqual([
    { line: 4, event: 'e1', people: [0], seed: 12_350 },
    { line: 7, event: 'e3', people: [0], seed: 5_430 },
    { line: 8, event: 'e2', people: [0, 1], seed: 48_200 },
  ]);
});

test('two teams of one event are told apart by 队', () => {
  const { entries, faults } = read(...['甲一', '甲二', '乙一', '乙二'].map((name, index) => row(name, relays, '', { team: index < 2 ? '1' : '２' })));
  expect(faults).toEqual([]);
  expect(entries.map(({ people }) => people)).toEqual([[0, 1], [2, 3]]);
});

test.each([
  ['no name', row('', m100), /没有写姓名/],
  ['a name of invisible characters', row('\u200b\u200b', m100), /没有写姓名/],
  ['a sex of another word', row('王芳', m100, '', { sex: 'F' }), /性别/],
  ['no such day', row('王芳', m100, '', { born: '1990-02-30' }), /出生日期/],
  ['a number with other characters', row('王芳', m100, '', { tail: '=1+1' }), /工号/],
  ['an event that is not in the rulebook', row('王芳', '男子青年组一百米'), /没有“男子青年组一百米”这个项目/],
  ['a mark that is none', row('王芳', m100, '9.9.9'), /报名成绩看不懂/],
  ['a mark that Excel made a day of', row('王芳', m100, '1900-01-01'), /报名成绩看不懂/],
  ['a mark without an event', row('王芳', '', '12.3'), /没有写项目/],
  ['a team that is no number', row('王芳', relays, '', { team: 'NaN' }), /队写/],
])('%s is named by its row in Excel', (_name, bad, why) => {
  const { faults } = read(row('李强', m100), bad);
  expect(faults).toEqual([{ line: 5, why: expect.stringMatching(why) }]);
});

test('what contradicts an earlier row is named: another day of birth, the same event twice, another mark of the same team, a person twice without an event', () => {
  const { faults } = read(row('王芳', m100), row('王芳', long, '', { born: '1991-05-01' }), row('王芳', m100), row('李强', relays, '48.1'), row('赵刚', relays, '48.2'), row('周平'), row('周平'));
  expect(faults.map(({ line }) => line)).toEqual([5, 6, 8, 10]);
});

test('wrong columns, an empty sheet and ten thousand rows are one sentence each', () => {
  expect(readEntrySheet([['name', 'event'], ['王芳', m100]], events).faults).toEqual([{ line: 1, why: expect.stringContaining('标题') }]);
  expect(readEntrySheet([], events).faults).toHaveLength(1);
  expect(read([], ['', ' ']).faults).toEqual([{ line: 4, why: '表里没有填人' }]);
  const many = read(...Array.from({ length: 10_000 }, (_, index) => row(`王${String.fromCodePoint(0x4e00 + index)}`, m100)));
  expect(many).toEqual({ people: [], entries: [], faults: [{ line: 4 + mostSheetRows, why: expect.stringContaining('500') }] });
});

test('whatever stands in the cells: it never throws, and every row is in an entry, a person or a fault', () => {
  const cell = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('王芳', '李强', '男', '1990-05-01', m100, relays, '12.3', '1', '=HYPERLINK("x")', '__proto__'));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 12 }), (rows) => {
      const { people, entries, faults } = read(...rows);
      const written = rows.flatMap((one, index) => (one.slice(0, 7).some((text) => text.trim() !== '') ? [index + 4] : []));
      const named = new Set([...people, ...entries, ...faults].map(({ line }) => line));
      const inTeams = entries.reduce((sum, entry) => sum + entry.people.length - 1, 0);
      expect(written.filter((line) => !named.has(line)).length).toBeLessThanOrEqual(inTeams);
      for (const entry of entries) expect(entry.people.every((place) => people[place] !== undefined)).toBe(true);
    }),
  );
});

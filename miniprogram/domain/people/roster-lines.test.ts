import fc from 'fast-check';
import { maxLines, readRosterLines, staffNumberOf, tailOf } from './roster-lines';

test('lines with and without number and kind, from a message or from Excel', () => {
  expect(readRosterLines('陈建国\n李秀英,jc-1024\n\n 王敏\t2088\t退休\r\n赵强，劳务派遣')).toEqual({
    lines: [
      { line: 1, name: '陈建国', staffNumber: '', kind: 'active' },
      { line: 2, name: '李秀英', staffNumber: 'JC-1024', kind: 'active' },
      { line: 4, name: '王敏', staffNumber: '2088', kind: 'retired' },
      { line: 5, name: '赵强', staffNumber: '', kind: 'dispatched' },
    ],
    faults: [],
  });
});

test('every bad line is named with its number', () => {
  const { faults } = readRosterLines('陈\n李秀英,工号九\n王敏,1024\n赵强,1024\n王敏\n\u200B\u200B\n孙雅琴,1,2,3');
  expect(faults.map(({ line }) => line)).toEqual([1, 2, 4, 5, 6, 7]);
  expect(faults[2]?.why).toBe('工号和第 3 行相同');
  expect(faults[3]?.why).toContain('第 3 行');
});

test('nothing and too much are refused', () => {
  expect(readRosterLines(' \n ').faults).toEqual([{ line: 1, why: '没有内容' }]);
  const many = Array.from({ length: maxLines + 1 }, (_, index) => `职工,${10_000 + index}`).join('\n');
  expect(readRosterLines(many).faults).toHaveLength(1);
});

test('two of one name stand beside each other when both have a number', () => {
  expect(readRosterLines('王伟,1001\n王伟,1002').faults).toEqual([]);
});

test('staff numbers in one spelling, tails of four', () => {
  expect(staffNumberOf(' ａｂ１２ 34 ')).toBe('AB1234');
  expect(staffNumberOf('=1+1')).toBeNull();
  expect(tailOf('AB1234')).toBe('1234');
  expect(tailOf('88')).toBe('88');
});

test('whatever is pasted, each line is either read or named', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 12 }), { maxLength: 20 }), (pieces) => {
      const text = pieces.join('\n');
      const { lines, faults } = readRosterLines(text);
      const spoken = new Set([...lines, ...faults].map(({ line }) => line));
      text.replace(/\r\n?/g, '\n').split('\n').forEach((raw, index) => {
        if (raw.trim() !== '') expect(spoken.has(index + 1)).toBe(true);
      });
    }),
  );
});

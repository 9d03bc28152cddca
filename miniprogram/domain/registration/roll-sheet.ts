import { mostWords, readWords, type RollCall } from './roll-call';

/** A sheet of names as 问卷星 and the like give it: a row of headings, then a row a person. */

export type Column = 'name' | 'unit' | 'staffNumber';

export const mostRows = 2000;

/** Which column holds what, from 0; null: none does. */
export type Columns = Record<Column, number | null>;

const headings: Record<Column, readonly RegExp[]> = {
  name: [/^(您的|你的|职工|会员|参赛|报名)?(真实)?(姓名|名字)/u, /姓名|名字/u],
  unit: [/^(您的|你的|所在|工作|所属)*(单位|部门|车间|班组|工会)/u, /单位|部门|车间|班组|工会/u],
  staffNumber: [/^(您的|你的)?(职工)?(工号|员工号|职工号|职工编号|员工编号)/u, /工号|员工号|编号/u],
};

/** A heading as 问卷星 writes it, without its number and its marks: 1、您的姓名（必填）. */
const headingOf = (cell: string) => cell.normalize('NFKC').replace(/^[\s\d.、Q题:：*]+/u, '').replace(/\s/g, '');

/** Guesses columns by the words of their headings; the plainest heading wins. */
export function guessColumns(head: readonly string[]): Columns {
  const taken = new Set<number>();
  const find = (column: Column): number | null => {
    for (const pattern of headings[column]) {
      const index = head.findIndex((cell, at) => !taken.has(at) && pattern.test(headingOf(cell)));
      if (index >= 0) {
        taken.add(index);
        return index;
      }
    }
    return null;
  };
  const staffNumber = find('staffNumber');
  const name = find('name');
  return { name, unit: find('unit'), staffNumber };
}

/** Number of the row of headings, from 0: the first of ten that has a heading of a name; 0 where none has. */
export function headRowOf(rows: readonly (readonly string[])[]): number {
  return Math.max(0, rows.slice(0, 10).findIndex((row) => guessColumns(row).name !== null));
}

/** Reads the rows under the headings. Row numbers are the sheet's own, from 1. */
export function readRollSheet(rows: readonly (readonly string[])[], headRow: number, columns: Columns): RollCall {
  const call: RollCall = { title: '', lines: [], faults: [] };
  rows.forEach((row, index) => {
    if (index <= headRow || row.every((cell) => cell.trim() === '')) return;
    const cell = (column: Column) => (columns[column] === null ? '' : (row[columns[column]] ?? ''));
    const line = index + 1;
    const name = readWords(cell('name'));
    const text = [cell('name'), cell('unit')].filter((part) => part !== '').join(' ').slice(0, 40);
    if (name.words.length === 0) call.faults.push({ line, text, why: '姓名是空的' });
    else {
      const words = [...name.words, ...readWords(cell('unit')).words].slice(0, mostWords);
      const staffNumber = cell('staffNumber').normalize('NFKC').replace(/\s/g, '').toUpperCase();
      call.lines.push({ line, words, staffNumber: /^[A-Z0-9-]{2,20}$/.test(staffNumber) ? staffNumber : '', extra: name.extra, text });
    }
  });
  if (call.lines.length + call.faults.length === 0) call.faults.push({ line: headRow + 1, text: '', why: '这张表里没有名单' });
  return call;
}

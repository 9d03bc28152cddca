import { fits, tidy } from '../text/clean';
import { foldName, unifyName } from './names';

/** Lines that a cadre pastes to enrol members: 姓名[,工号][,类别][,年代]. From Excel they come divided by tabs. */

export type MemberKind = 'active' | 'retired' | 'dispatched';

const kinds: Record<string, MemberKind> = { 在职: 'active', 退休: 'retired', 劳务派遣: 'dispatched', 派遣: 'dispatched' };

/** Decades of birth 年代, as lists write them. */
const cohorts: Record<string, string> = { '60前': '50', '60后': '60', '70后': '70', '80后': '80', '90后': '90', '00后': '00' };

export interface RosterLine {
  /** Number of the line as pasted, from 1; blank lines count. */
  line: number;
  name: string;
  /** Upper case, no spaces; empty: none was given. */
  staffNumber: string;
  kind: MemberKind;
  /** Decade of birth; absent: not said. */
  cohort?: string;
}

export interface LineFault {
  line: number;
  why: string;
}

export const maxLines = 200;

/** A staff number in one spelling; null: it cannot be one. */
export function staffNumberOf(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  return /^[A-Z0-9-]{2,20}$/.test(plain) ? plain : null;
}

/** What a person is asked for to claim a row: the last four characters, or all of a shorter number. */
export function tailOf(staffNumber: string): string {
  return staffNumber.slice(-4);
}

/** Reads pasted lines. Every bad line is named; with a fault nothing may be enrolled. */
export function readRosterLines(text: string): { lines: RosterLine[]; faults: LineFault[] } {
  return readRosterCells(text.replace(/\r\n?/g, '\n').split('\n').map((line) => line.split(/[,，\t;；]/)), maxLines);
}

/** Reads the cells of each row; a first row of column titles is passed over. Every bad row is named. */
export function readRosterCells(rows: readonly (readonly string[])[], most: number): { lines: RosterLine[]; faults: LineFault[] } {
  const lines: RosterLine[] = [];
  const faults: LineFault[] = [];
  rows.forEach((cells, index) => {
    const words = cells.map((cell) => cell.trim());
    if (words.join() === '' || (lines.length + faults.length === 0 && words[0] === '姓名')) return;
    const read = readLine(words, index + 1);
    if (typeof read === 'string') faults.push({ line: index + 1, why: read });
    else lines.push(read);
  });
  if (lines.length + faults.length === 0) faults.push({ line: 1, why: '没有内容' });
  if (lines.length + faults.length > most) faults.push({ line: most + 1, why: `一次最多 ${most} 行，请分几次` });
  faults.push(...twice(lines));
  return { lines, faults: faults.sort((a, b) => a.line - b.line) };
}

function readLine([name = '', ...rest]: readonly string[], line: number): RosterLine | string {
  if (!fits(name, 2, 30) || unifyName(name).length < 2) return '姓名写 2–30 个字';
  let staffNumber = '';
  let kind: MemberKind = 'active';
  let cohort: string | undefined;
  for (const part of rest.filter((one) => one !== '')) {
    const known = kinds[part];
    const decade = cohorts[part];
    const number = staffNumberOf(part);
    if (known !== undefined) kind = known;
    else if (decade !== undefined) cohort = decade;
    else if (number === null) return `“${[...part].slice(0, 8).join('')}”不是工号，也不是 在职、退休、劳务派遣 或 80后 这样的年代`;
    else if (staffNumber !== '') return '一行只能有一个工号';
    else staffNumber = number;
  }
  return { line, name: tidy(name), staffNumber, kind, ...(cohort === undefined ? {} : { cohort }) };
}

/** Lines that repeat an earlier one: the same staff number, or the same name where a number is missing to tell them apart. */
function twice(lines: readonly RosterLine[]): LineFault[] {
  const byNumber = new Map<string, number>();
  const byName = new Map<string, RosterLine>();
  const faults: LineFault[] = [];
  for (const one of lines) {
    const { line, staffNumber } = one;
    const sameNumber = staffNumber === '' ? undefined : byNumber.get(staffNumber);
    const sameName = byName.get(foldName(one.name));
    if (sameNumber !== undefined) faults.push({ line, why: `工号和第 ${sameNumber} 行相同` });
    else if (sameName && (staffNumber === '' || sameName.staffNumber === '')) faults.push({ line, why: `姓名和第 ${sameName.line} 行相同，请都写上工号` });
    if (staffNumber !== '' && sameNumber === undefined) byNumber.set(staffNumber, line);
    if (!sameName) byName.set(foldName(one.name), one);
  }
  return faults;
}

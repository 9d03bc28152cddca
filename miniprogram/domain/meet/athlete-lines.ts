import { fits, tidy } from '../text/clean';
import { foldName, unifyName } from '../people/names';

/** Lines of a leader's list of athletes: 姓名 性别 出生日期 [工号后几位]. From Excel they come divided by tabs. */

export interface AthleteFault {
  /** From 1, as pasted; blank lines count. */
  line: number;
  why: string;
}

export interface AthleteList {
  lines: (Api.Meet.AthleteLine & { line: number })[];
  faults: AthleteFault[];
}

/** As many as one act takes. */
export const mostAthletes = 200;

const sexes: Readonly<Record<string, Api.Meet.Sex>> = { 男: 'male', 女: 'female' };

const daysOf = (year: number, month: number) => (month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);

/** 1985-3-2, 1985.03.02, 1985/3/2, 1985年3月2日, 19850302 → 1985-03-02. @returns null: no day of a living person */
export function readBirth(text: string): string | null {
  const plain = text.normalize('NFKC').trim();
  const match = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  const [year, month, date] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])];
  if (!match || year < 1920 || year > 2099 || month < 1 || month > 12 || date < 1 || date > daysOf(year, month)) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

/** @returns null: neither */
export const sexOf = (text: string): Api.Meet.Sex | null => sexes[text.trim()] ?? null;

/** A staff number, or the end of one, in one spelling; empty: none. @returns null: it cannot be one */
export function staffTailOf(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  return /^[A-Z0-9-]{0,20}$/.test(plain) ? plain : null;
}

function readCells([name = '', sex = '', born = '', tail = '']: readonly string[]): Api.Meet.AthleteLine | string {
  if (!fits(name, 2, 30) || unifyName(name).length < 2) return '先写姓名';
  const kind = sexOf(sex);
  if (!kind) return '姓名后面写 男 或 女';
  const day = readBirth(born);
  if (day === null) return '出生日期写成 1985-03-02';
  const staffTail = staffTailOf(tail);
  if (staffTail === null) return '工号只写字母和数字';
  return { name: tidy(name), sex: kind, born: day, staffTail };
}

/** Reads the cells of each row; a row of column titles is passed over. Every bad row is named. */
export function readAthleteCells(rows: readonly (readonly string[])[]): AthleteList {
  const list: AthleteList = { lines: [], faults: [] };
  rows.forEach((cells, index) => {
    const words = cells.map((cell) => cell.trim());
    if (words.join('') === '' || words[0] === '姓名') return;
    const read = readCells(words);
    if (typeof read === 'string') list.faults.push({ line: index + 1, why: read });
    else list.lines.push({ ...read, line: index + 1 });
  });
  const first = new Map<string, number>();
  for (const { line, name, staffTail } of list.lines) {
    const key = `${foldName(name)} ${staffTail}`;
    const before = first.get(key);
    if (before === undefined) first.set(key, line);
    else list.faults.push({ line, why: `和第 ${before} 行是同一个人` });
  }
  if (list.lines.length > mostAthletes) list.faults.push({ line: mostAthletes + 1, why: `一次最多 ${mostAthletes} 人，请分几次` });
  list.faults.sort((a, b) => a.line - b.line);
  return list;
}

/** Reads pasted lines: divided by tabs, commas or spaces. A name with spaces in it must be divided by tabs or commas. */
export function readAthleteLines(text: string): AthleteList {
  const rows = text.replace(/\r\n?/g, '\n').split('\n');
  return readAthleteCells(rows.map((row) => (/[\t,，、;；]/.test(row) ? row.split(/[\t,，、;；]/) : row.trim().split(/\s+/))));
}

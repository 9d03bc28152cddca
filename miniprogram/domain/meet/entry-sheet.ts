import { foldName, unifyName } from '../people/names';
import { fits, tidy } from '../text/clean';
import { readBirth, sexOf, staffTailOf } from './athlete-lines';
import { readSeed } from './seed-marks';

/** The 报名模板 as leaders fill it in: a row a person and event. What it means is worked out here; who the people are is for the roster to say. */

export const sheetTitles = ['姓名', '性别', '出生日期', '工号', '项目', '报名成绩', '队'] as const;
type Title = (typeof sheetTitles)[number];

/** As many rows as one act takes. */
export const mostSheetRows = 500;
/** Rows in which the titles are looked for: the template has its own title and a note above them. */
const titlesWithin = 10;
const mostTeams = 20;

export interface SheetFault {
  /** As Excel numbers it. */
  line: number;
  why: string;
}

/** Somebody of the sheet; what is null was written in none of the person's rows. */
export interface SheetPerson {
  /** The first row that names them. */
  line: number;
  name: string;
  staffTail: string;
  sex: Api.Meet.Sex | null;
  born: string | null;
}

/** An entry of the sheet. */
export interface SheetEntry {
  line: number;
  event: string;
  /** Places in the list of people, in the order of the rows. */
  people: number[];
  seed: number | null;
}

export interface EntrySheet {
  people: SheetPerson[];
  entries: SheetEntry[];
  faults: SheetFault[];
}

interface Row extends SheetPerson {
  event: Api.Meet.Event | null;
  seed: number | null;
  team: number;
}

/** One spelling of an event's name: 4X100米 接力 → 4×100米接力. */
const plainEvent = (text: string) => text.normalize('NFKC').replace(/\s/g, '').replace(/[x*]/gi, '×');

function readRow(cells: Readonly<Record<Title, string>>, line: number, events: ReadonlyMap<string, Api.Meet.Event>): Row | string {
  const { 姓名: name, 性别: sex, 出生日期: born, 工号: tail, 项目: event, 报名成绩: seed, 队: team } = cells;
  if (!fits(name, 2, 30) || unifyName(name).length < 2) return '没有写姓名，或姓名不是 2–30 个字';
  const [kind, day, staffTail] = [sex === '' ? null : sexOf(sex), born === '' ? null : readBirth(born), staffTailOf(tail)];
  if (sex !== '' && kind === null) return '性别写 男 或 女';
  if (born !== '' && day === null) return '出生日期写成 1985-03-02';
  if (staffTail === null) return '工号只写字母和数字';
  const known = event === '' ? null : events.get(plainEvent(event));
  if (known === undefined) return `没有“${[...event].slice(0, 20).join('')}”这个项目，请照“项目”那一页抄`;
  const mark = seed === '' || known === null ? null : readSeed(known, seed);
  if (seed !== '' && mark === null) return known === null ? '写了报名成绩，没有写项目' : '报名成绩看不懂，时间写成 12.35 或 1:05.3，米写成 5.43';
  const number = team === '' ? 1 : Number(team.normalize('NFKC'));
  if (!Number.isInteger(number) || number < 1 || number > mostTeams) return '队写 1、2、3，只有一个队时不用写';
  return { line, name: tidy(name), staffTail, sex: kind, born: day, event: known, seed: mark, team: number };
}

/** Reads the cells of a sheet. Every bad row is named; with a fault nothing may be entered. */
export function readEntrySheet(cells: readonly (readonly string[])[], events: readonly Api.Meet.Event[]): EntrySheet {
  const sheet: EntrySheet = { people: [], entries: [], faults: [] };
  const head = cells.slice(0, titlesWithin).findIndex((row) => ['姓名', '项目'].every((title) => row.some((cell) => cell.trim() === title)));
  if (head < 0) return { ...sheet, faults: [{ line: 1, why: '没有找到“姓名”“项目”这一行标题，请用下载的模板来填' }] };
  const at = new Map((cells[head] ?? []).map((cell, index) => [cell.trim(), index]));
  const byName = new Map(events.map((event) => [plainEvent(event.name), event]));
  const rows: Row[] = [];
  for (const [index, row] of cells.entries()) {
    const cellOf = (title: Title) => (row[at.get(title) ?? -1] ?? '').trim();
    if (index <= head || sheetTitles.every((title) => cellOf(title) === '')) continue;
    const read = readRow({ 姓名: cellOf('姓名'), 性别: cellOf('性别'), 出生日期: cellOf('出生日期'), 工号: cellOf('工号'), 项目: cellOf('项目'), 报名成绩: cellOf('报名成绩'), 队: cellOf('队') }, index + 1, byName);
    if (typeof read === 'string') sheet.faults.push({ line: index + 1, why: read });
    else rows.push(read);
  }
  const count = rows.length + sheet.faults.length;
  if (count === 0) sheet.faults.push({ line: head + 2, why: '表里没有填人' });
  if (count > mostSheetRows) return { people: [], entries: [], faults: [{ line: head + 2 + mostSheetRows, why: `一次最多 ${mostSheetRows} 行，请分成几个文件` }] };
  gather(rows, sheet);
  sheet.faults.sort((a, b) => a.line - b.line);
  return sheet;
}

/** Puts rows of one person and rows of one team together. */
function gather(rows: readonly Row[], { people, entries, faults }: EntrySheet): void {
  const places = new Map<string, number>();
  const teams = new Map<string, SheetEntry>();
  for (const { line, name, staffTail, sex, born, event, seed, team } of rows) {
    const key = `${foldName(name)} ${staffTail}`;
    const place = places.get(key) ?? people.length;
    const before = people[place];
    if (!before) people.push({ line, name, staffTail, sex, born });
    else if ((sex !== null && before.sex !== null && sex !== before.sex) || (born !== null && before.born !== null && born !== before.born)) faults.push({ line, why: `${name}的性别或出生日期和第 ${before.line} 行不一样` });
    else people[place] = { ...before, sex: before.sex ?? sex, born: before.born ?? born };
    places.set(key, place);
    if (!event) {
      if (before) faults.push({ line, why: `${name}在第 ${before.line} 行写过了` });
      continue;
    }
    const teamKey = event.team ? `${event.id} ${team}` : `${event.id} ${key}`;
    const entry = teams.get(teamKey);
    if (!entry) {
      const made = { line, event: event.id, people: [place], seed };
      teams.set(teamKey, made);
      entries.push(made);
    } else if (entry.people.includes(place)) faults.push({ line, why: `${name}的${event.name}写了两次` });
    else if (seed !== null && entry.seed !== null && seed !== entry.seed) faults.push({ line, why: `同一个队的报名成绩和第 ${entry.line} 行不一样` });
    else {
      entry.people.push(place);
      entry.seed ??= seed;
    }
  }
}

import { freeEventId } from '../../domain/meet/catalogue';
import { fun } from '../../domain/meet/template-events';
import { calendarTime, instant } from '../../domain/time/shanghai';

/** Parts of a meet's rulebook as lines that a cadre reads and writes. Reading answers null where a line cannot be understood. */

type Range = { min: number | null; max: number | null };

const parts = (line: string) => line.normalize('NFKC').trim().split(/[\s,，、]+/).filter((part) => part !== '');
const rows = (text: string) => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');

/** Reads each line, or nothing at all. */
function readAll<T>(text: string, read: (line: string, index: number) => T | null): T[] | null {
  const found = rows(text).map(read);
  const whole = found.filter((one): one is T & NonNullable<unknown> => one !== null);
  return whole.length === found.length ? whole : null;
}

/** 18-35 · 46以上 · 35以下 */
function readRange(text: string): Range | null {
  const match = /^(\d{1,5})?(?:岁|人)?(?:[-~至](\d{1,5})?|(以上)|(以下))?(?:岁|人)?$/.exec(text);
  if (!match || (match[1] === undefined && match[2] === undefined)) return null;
  const [one, two] = [match[1] === undefined ? null : Number(match[1]), match[2] === undefined ? null : Number(match[2])];
  if (match[4] !== undefined) return { min: null, max: one };
  if (match[3] !== undefined || two === null) return { min: one, max: null };
  return { min: one, max: two };
}

const writeRange = ({ min, max }: Range) => (min === null ? (max === null ? '不限' : `${max}以下`) : max === null ? `${min}以上` : `${min}-${max}`);

const sexWords: Readonly<Record<Api.Meet.Group['sex'], string>> = { male: '男', female: '女', any: '不分男女' };

export const writeGroups = (groups: readonly Api.Meet.Group[]) => groups.map(({ name, sex, minAge, maxAge }) => `${name || '不分组'} ${sexWords[sex]} ${writeRange({ min: minAge, max: maxAge })}`).join('\n');

/** 男子青年组 男 18-35. A group keeps its id by name, else by its place; the next line of the same sex is the group a thin event may go into. */
export function readGroups(text: string, before: readonly Api.Meet.Group[]): Api.Meet.Group[] | null {
  const used = new Set<string>();
  const idOf = (name: string, index: number) => {
    const id = [before.find((one) => one.name === name)?.id, before[index]?.id, `g${index + 1}`, `g${index + 101}`].find((one) => one !== undefined && !used.has(one)) ?? `g${index + 201}`;
    used.add(id);
    return id;
  };
  const found = readAll(text, (line, index): Api.Meet.Group | null => {
    const [label = '', sexWord = '', ages = '不限'] = parts(line);
    const sex = (['male', 'female', 'any'] as const).find((one) => sexWords[one] === sexWord);
    const range = ages === '不限' ? { min: null, max: null } : readRange(ages);
    if (label === '' || !sex || !range) return null;
    const name = label === '不分组' ? '' : label;
    return { id: idOf(name, index), name, sex, minAge: range.min, maxAge: range.max, next: null };
  });
  return found && found.map((group, index) => ({ ...group, next: found.slice(index + 1).find(({ sex }) => sex === group.sex)?.id ?? null }));
}

export const writeClasses = (classes: readonly Api.Meet.UnitClass[]) => classes.map(({ name, min, max }) => `${name} ${writeRange({ min, max })}`).join('\n');

export function readClasses(text: string): Api.Meet.UnitClass[] | null {
  return readAll(text, (line, index) => {
    const [name = '', people = '不限'] = parts(line);
    const range = people === '不限' ? { min: null, max: null } : readRange(people);
    return name === '' || !range ? null : { id: `c${index + 1}`, name, ...range };
  });
}

const two = (n: number) => String(n).padStart(2, '0');

export function writeHours(hours: readonly Api.Meet.Hours[]): string {
  return hours
    .map(({ from, to }) => {
      const [begin, end] = [calendarTime(from), calendarTime(to)];
      return `${begin.year}-${two(begin.month)}-${two(begin.date)} ${begin.hour}:${two(begin.minute)}-${end.hour}:${two(end.minute)}`;
    })
    .join('\n');
}

/** 2026-12-05 8:30-11:30 */
export function readHours(text: string): Api.Meet.Hours[] | null {
  return readAll(text, (line) => {
    const match = /^(\d{4})-(\d{1,2})-(\d{1,2})\s+(\d{1,2}):(\d{2})\s*[-~至]\s*(\d{1,2}):(\d{2})$/.exec(line.normalize('NFKC'));
    if (!match) return null;
    const [year = 0, month = 0, date = 0, h = 0, m = 0, toH = 0, toM = 0] = match.slice(1).map(Number);
    if (month < 1 || month > 12 || date < 1 || date > 31 || h > 23 || toH > 23 || m > 59 || toM > 59) return null;
    return { from: instant(year, month, date, h, m), to: instant(year, month, date, toH, toM) };
  });
}

export const writeTable = (table: readonly number[]) => table.join(' ');

export function readTable(text: string): number[] | null {
  const found = parts(text.replace(/[-–]/g, ' '));
  return found.length > 0 && found.every((one) => /^\d{1,3}$/.test(one)) ? found.map(Number) : null;
}

/** Teams of events: 拔河 20-22人 男10 女10 */
export const writeTeams = (events: readonly Api.Meet.Event[]) =>
  [...new Set(events.flatMap(({ team, name }) => (team ? [`${name} ${writeRange(team)}人${team.men > 0 ? ` 男${team.men}` : ''}${team.women > 0 ? ` 女${team.women}` : ''}`] : [])))].join('\n');

/** @returns the events with these make-ups; null: a line cannot be read or names no team event */
export function readTeams(text: string, events: readonly Api.Meet.Event[]): Api.Meet.Event[] | null {
  const found = readAll(text, (line) => {
    const [name = '', people = '', ...sexes] = parts(line);
    const range = readRange(people);
    const count = (sex: string) => Number(sexes.find((one) => one.startsWith(sex))?.slice(1) ?? 0);
    const known = events.some((event) => event.name === name && event.team !== null);
    return known && range && Number.isInteger(count('男')) && Number.isInteger(count('女')) ? { name, min: range.min ?? 1, max: range.max ?? range.min ?? 1, men: count('男'), women: count('女') } : null;
  });
  if (!found) return null;
  const rules = new Map(found.map(({ name, ...rule }) => [name, rule]));
  return events.map((event) => (event.team ? { ...event, team: { ...event.team, ...rules.get(event.name) } } : event));
}

const kinds: Readonly<Record<string, Api.Meet.Measure>> = {
  计时: { kind: 'time' },
  罚秒: { kind: 'timePenalty', penalty: 2000 },
  计数: { kind: 'count', within: 60_000 },
  投中: { kind: 'hits' },
};

/** 趣味 events of the cadre's own: 滚轮胎 计时 8人. @returns the events with them; null: a line cannot be read */
export function withOwnFun(text: string, rulebook: Api.Meet.Rulebook): Api.Meet.Rulebook | null {
  const { groups, events } = rulebook;
  const group = groups.find(({ sex }) => sex === 'any') ?? { id: 'x', name: '', sex: 'any' as const, minAge: null, maxAge: null, next: null };
  const found = readAll(text, (line) => {
    const [name = '', kind = '', people] = parts(line);
    const measure = kinds[kind];
    const range = people === undefined ? null : readRange(people);
    if (name === '' || !measure || (people !== undefined && !range)) return null;
    const team = range ? { min: range.min ?? 1, max: range.max ?? range.min ?? 1, men: 0, women: 0, ages: null, relay: false } : null;
    return fun(name, measure, team)(group);
  });
  if (!found) return null;
  return found.filter(({ discipline }) => !events.some((event) => event.discipline === discipline && event.group === group.id)).reduce<Api.Meet.Rulebook>(
    (sum, event) => ({ ...sum, groups: sum.groups.some(({ id }) => id === group.id) ? sum.groups : [...sum.groups, group], events: [...sum.events, { ...event, id: freeEventId(sum.events) }] }),
    rulebook,
  );
}

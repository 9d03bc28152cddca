import { foldName, likeness, unifyName } from '../people/names';

/**
 * A list of names as people send it round: a 微信接龙 as WeChat copies it, or plain lines. What is read here is only words;
 * who is meant is decided against the roster, and where it is not certain by a cadre.
 */
export interface RollLine {
  /** Number of the line as pasted, from 1; of a sheet, the row. */
  line: number;
  /** What may be a name or a unit, in the order written; at most `mostWords`. */
  words: string[];
  /** Upper case, no spaces; empty: none was given. */
  staffNumber: string;
  /** People who are counted and not named: the 1 of 张三+1. */
  extra: number;
  /** The line as the cadre finds it again, without telephone numbers. */
  text: string;
}

export interface RollFault {
  line: number;
  text: string;
  why: string;
}

export interface RollCall {
  /** What the list is for, as its first line says; empty: it does not. */
  title: string;
  lines: RollLine[];
  faults: RollFault[];
}

export const mostLines = 500;
export const mostWords = 4;
const longestShown = 40;

// Emoji and what joins them, keycaps, control characters.
const ornaments = /[\p{Extended_Pictographic}\u{1F1E6}-\u{1F1FF}\u{1F3FB}-\u{1F3FF}\uFE00-\uFE0F\u200B-\u200F\u20E3\u2060\uFEFF\u0000-\u0008\u000B-\u001F\u007F]/gu;
const separators = /[\s()[\]{}【】「」『』〔〕<>《》〈〉,，、;；/\\|:：~～!！?？。…—_"'“”‘’@#*=&×]+/u;
const telephone = /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/gu;
/** A number, then a mark, a space or at once a character that is no part of a date or a count. */
const numbered = /^[([【]?(\d{1,4})(?:\s*[)\]】]?\s*[.、,:。)\]】-]+\s*|\s+|\s*[)\]】]\s*|(?=\p{Script=Han})(?![年月日号点时届个人名位+]))(.*)$/u;
const header = /^#?\s*接龙\s*[:：]?$/u;
const example = /^例\s*[:：]?\s*\S/u;
/** Words of forms and of answers: never anybody's name. */
const noise = new Set([
  ...['姓名', '名字', '单位', '部门', '车间', '班组', '工号', '电话', '手机', '手机号', '报名', '参加', '本人', '收到', '已报', '接龙', '确认'],
  ...['报名参加', '本人参加', '我参加', '我报名', '职工', '会员', '备注', '家属'],
]);

/** One spelling for width and for circled numbers; no emoji, no telephone number. */
function plainOf(raw: string): string {
  return raw.normalize('NFKC').replace(ornaments, '').replace(telephone, ' ').trim();
}

/** Reads a pasted list. Nothing is left out in silence: a line is a head line before the first number, an empty number, a name line or a fault. */
export function readRollCall(text: string): RollCall {
  const pasted = text.replace(/\r\n?/g, '\n').split('\n').map((raw, index) => ({ line: index + 1, plain: plainOf(raw) }));
  const said = pasted.filter(({ plain }) => plain !== '' && !header.test(plain));
  const first = said.findIndex(({ plain }) => numbered.test(plain));
  const headed = pasted.some(({ plain }) => header.test(plain));
  // Without a single number every line names somebody; under 接龙 the first of them is the title.
  const start = first >= 0 ? first : headed ? 1 : 0;
  const title = said.slice(0, start).find(({ plain }) => !example.test(plain))?.plain ?? '';
  const call: RollCall = { title, lines: [], faults: [] };
  for (const { line, plain } of said.slice(start)) {
    const found = numbered.exec(plain);
    const content = found ? (found[2] ?? '') : plain;
    if (content.trim() === '' || (first < 0 && example.test(plain))) continue;
    if (!found && first >= 0) call.faults.push({ line, text: shown(plain), why: '这一行没有序号' });
    else addLine(call, line, content);
  }
  if (call.lines.length + call.faults.length === 0) call.faults.push({ line: 1, text: '', why: '没有找到名字，请把接龙整段复制过来' });
  if (call.lines.length + call.faults.length > mostLines) {
    return { title, lines: [], faults: [{ line: mostLines + 1, text: '', why: `一次最多 ${mostLines} 行，请分几次` }] };
  }
  return call;
}

function addLine(call: RollCall, line: number, content: string): void {
  const read = readWords(content);
  if (read.words.length === 0) call.faults.push({ line, text: shown(content), why: read.extra > 0 ? '只写了人数，没有名字' : '没有名字' });
  else call.lines.push({ line, ...read, text: shown(content) });
}

const shown = (text: string) => [...text].slice(0, longestShown).join('');

/** Words, staff number and uncounted guests of what stands behind a number or in a cell. */
export function readWords(content: string): Pick<RollLine, 'words' | 'staffNumber' | 'extra'> {
  let extra = 0;
  const named = plainOf(content)
    .replace(/\+\s*(\d{1,2})(?!\d)/gu, (_, count: string) => ((extra += Number(count)), ' '))
    .replace(/(?<!\d)(?:共|计)?\s*(\d{1,2})\s*[人位](?!\p{Script=Han})/gu, (_, count: string) => ((extra += Math.max(0, Number(count) - 1)), ' '));
  const words: string[] = [];
  let staffNumber = '';
  for (const part of named.split(separators)) {
    const word = part.replace(/^[.·•\-+]+|[.·•\-+]+$/gu, '');
    if (/\d/u.test(word)) {
      if (staffNumber === '' && /^[A-Za-z0-9-]{2,20}$/u.test(word)) staffNumber = word.toUpperCase();
    } else if (word !== '' && !noise.has(word) && [...word].length <= 30 && words.length < mostWords) words.push(word);
  }
  return { words, staffNumber, extra };
}

/** A name that a line may mean. Certain: written as such; else only cut out of a longer word, and a cadre has to look. */
export interface Candidate {
  name: string;
  certain: boolean;
}

/** What of these words may be a name: each, two neighbours together (张 三, 阿尔肯 买买提), then the ends of a long one (机加车间张三). */
export function candidatesOf(words: readonly string[]): Candidate[] {
  const found = new Map<string, Candidate>();
  const add = (name: string, certain: boolean) => {
    const length = [...unifyName(name)].length;
    const key = unifyName(name);
    if (length >= 2 && length <= 30 && !found.has(key)) found.set(key, { name, certain });
  };
  words.forEach((word) => add(word, true));
  words.slice(1).forEach((word, index) => add(`${words[index] ?? ''}${word}`, true));
  for (const word of words) {
    const characters = [...word];
    if (characters.length < 5 || /[A-Za-z·]/u.test(word)) continue;
    for (const length of [2, 3]) {
      add(characters.slice(0, length).join(''), false);
      add(characters.slice(-length).join(''), false);
    }
  }
  return [...found.values()];
}

export interface Named<P> {
  person: P;
  name: string;
}

/** What one name of a line stands for: one person for certain, or several to choose from. */
export interface Reading<P> {
  word: string;
  certain: boolean;
  people: P[];
}

/**
 * Whom a line means. The same name is taken, a near one goes to the cadre; a name cut out of a longer word counts only where
 * nothing else of the line is a name.
 * @param lookUp people whose folded name is this one's
 * @returns one reading a person named; empty: nobody
 */
export function readingsOf<P>(words: readonly string[], lookUp: (folded: string) => readonly Named<P>[]): Reading<P>[] {
  const readings: Reading<P>[] = [];
  for (const { name, certain } of candidatesOf(words)) {
    if (!certain && readings.length > 0) break;
    const found = lookUp(foldName(name));
    const same = found.filter((one) => likeness(one.name, name) === 'same');
    const people = (same.length > 0 ? same : found).map(({ person }) => person);
    if (people.length > 0) readings.push({ word: name, certain: certain && same.length === 1, people });
  }
  return readings;
}

import { contestTexts as t } from './contest-texts';

/** The lists of a rulebook as lines that a cadre types, as they stand in a document or a chat; and back. null: a line cannot be read. */

const linesOf = (text: string) => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');

export const readTitles = (text: string): string[] => linesOf(text).map((line) => line.replace(/^《(.*)》$/, '$1'));

/** 0.5 → 50 hundredths */
export const hundredthsOf = (text: string): number | null => (/^\d{1,3}(\.\d{1,2})?$/.test(text.trim()) ? Math.round(Number(text.trim()) * 100) : null);

/** Lines of a name and what follows it. */
function named(text: string, rest: RegExp): { name: string; found: RegExpExecArray }[] | null {
  const rows = linesOf(text).map((line) => {
    const [, name = line, tail = ''] = /^(.*?)[\s:：]+(.*)$/.exec(line) ?? [];
    return { name, found: rest.exec(tail.trim()) };
  });
  return rows.every((row): row is { name: string; found: RegExpExecArray } => row.found !== null && row.name !== '') ? rows : null;
}

/** A criterion keeps its id under its name, and one that is called otherwise by its place: ties mean it by the id. */
export function readCriteria(text: string, before: readonly Api.Contest.Criterion[]): Api.Contest.Criterion[] | null {
  const rows = named(text, /^(\d{1,3})\s*%?$/);
  if (rows === null) return null;
  const byName = rows.map(({ name }) => before.find((one) => one.name === name)?.id);
  const taken = new Set(byName);
  return rows.map(({ name, found }, index) => {
    const there = before[index]?.id;
    const next = () => Array.from({ length: 40 }, (_, n) => `c${n + 1}`).find((id) => !taken.has(id) && !before.some((one) => one.id === id)) ?? '';
    const id = byName[index] ?? (there !== undefined && !taken.has(there) ? there : next());
    taken.add(id);
    return { id, name, weight: Number(found[1]) };
  });
}

export const writeCriteria = (criteria: readonly Api.Contest.Criterion[]) => criteria.map(({ name, weight }) => `${name} ${weight}`).join('\n');

const kinds: Readonly<Record<string, Api.Contest.Prize['kind']>> = { '': 'rank', 单项: 'special', 组织: 'organisation' };
const kindWords = { rank: '', special: ' 单项', organisation: ' 组织' };

export function readPrizes(text: string): Api.Contest.Prize[] | null {
  const rows = named(text, /^(\d{1,3})\s*名?\s*(单项|组织)?$/);
  return rows && rows.map(({ name, found }) => ({ name, count: Number(found[1]), kind: kinds[found[2] ?? ''] ?? 'rank' }));
}

export const writePrizes = (prizes: readonly Api.Contest.Prize[]) => prizes.map(({ name, count, kind }) => `${name} ${count}${kindWords[kind]}`).join('\n');

const week = 7 * 86_400_000;

/** Rounds keep their times and ways by their places; one more comes a week after the last. */
export function readRounds(text: string, before: readonly Api.Contest.RoundRule[]): Api.Contest.RoundRule[] | null {
  const rows = named(text, /^(?:取?前?\s*(\d{1,4})\s*名?|(\d{1,3}(?:\.\d{1,2})?)\s*分)?$/);
  const last = before[before.length - 1]?.startsAt ?? 0;
  const cutOf = (best: string | undefined, line: string | undefined) => (line !== undefined ? { line: hundredthsOf(line) ?? 0 } : best !== undefined ? { best: Number(best) } : null);
  return (
    rows &&
    rows.map(({ name, found }, index) => ({
      id: `r${index + 1}`,
      name,
      cut: cutOf(found[1], found[2]),
      order: before[index]?.order ?? 'lot',
      startsAt: before[index]?.startsAt ?? last + (index - before.length + 1) * week,
    }))
  );
}

export const writeRounds = (rounds: readonly Api.Contest.RoundRule[]) =>
  rounds.map(({ name, cut }) => (cut === null ? name : 'best' in cut ? `${name} ${cut.best}名` : `${name} ${cut.line / 100}分`)).join('\n');

/** What decides between equals, one a line; a criterion by its name. */
export function readTies(text: string, criteria: readonly Api.Contest.Criterion[]): Api.Contest.TieRule[] | null {
  const read = linesOf(text).map((line): Api.Contest.TieRule | null => {
    if (line === t.ties.untrimmed) return { by: 'untrimmed' };
    if (line === t.ties.topMarks) return { by: 'topMarks' };
    if (line === t.ties.earlier) return { by: 'earlier' };
    const criterion = criteria.find(({ name }) => line === name || line === t.ties.criterion(name));
    return criterion ? { by: 'criterion', id: criterion.id } : null;
  });
  return read.every((tie) => tie !== null) ? read : null;
}

export const writeTies = (ties: readonly Api.Contest.TieRule[], criteria: readonly Api.Contest.Criterion[]) =>
  ties.map((tie) => (tie.by === 'criterion' ? t.ties.criterion(criteria.find(({ id }) => id === tie.id)?.name ?? '') : t.ties[tie.by])).join('\n');

type Bands = Extract<Api.Contest.AudienceRule, { kind: 'bonus' }>['bands'];

/** 1-5 1.5 */
export function readBands(text: string): Bands | null {
  const read = linesOf(text).map((line) => {
    const found = /^第?\s*(\d{1,4})(?:\s*[-–—~～至到]\s*(\d{1,4}))?\s*名?[\s:：加+]+(\d{1,3}(?:\.\d{1,2})?)\s*分?$/.exec(line);
    const hundredths = hundredthsOf(found?.[3] ?? '');
    return found && hundredths !== null ? { from: Number(found[1]), to: Number(found[2] ?? found[1]), hundredths } : null;
  });
  return read.every((band) => band !== null) ? read : null;
}

export const writeBands = (bands: Bands) => bands.map(({ from, to, hundredths }) => `${from === to ? from : `${from}-${to}`} ${hundredths / 100}`).join('\n');

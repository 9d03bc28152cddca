import type { RollCall, RollLine } from '../../../../domain/registration/roll-call';
import { rollcallTexts as t } from '../../rollcall-texts';

export interface ChoiceView {
  uid: string;
  name: string;
  note: string;
}

/** One name of a list, and what will become of it. */
export interface RowView {
  key: string;
  line: number;
  word: string;
  state: Api.Registration.RollState | 'unreadable' | 'twice';
  /** What to say beside it; empty: nothing. */
  note: string;
  choices: ChoiceView[];
  /** Whom the cadre chose; `none`: nobody; empty: not yet. */
  chosen: string;
  /** Line number and note. */
  where: string;
  /** Line number and name. */
  short: string;
  tag: string;
  tone: 'neutral' | 'green' | 'amber' | 'red';
}

const order: Record<RowView['state'], number> = { choose: 0, unreadable: 1, unknown: 1, outside: 1, ready: 2, in: 3, twice: 3 };

const noteOf = (row: Api.Registration.RollRow, extra: number): string => {
  const why = row.state === 'unknown' ? t.unknownWhy : row.state === 'outside' ? t.outsideWhy : row.state === 'choose' ? t.chooseWhy : (row.choices[0]?.unitName ?? '');
  return extra > 0 ? `${why}。${t.extra(extra)}` : why;
};

const choiceOf = ({ uid, name, unitName, staffTail, state }: Api.Registration.RollChoice): ChoiceView => ({
  uid,
  name,
  note: [unitName, ...(staffTail === '' ? [] : [t.tail(staffTail)]), ...(state === 'in' ? [t.states.in] : state === 'outside' ? [t.states.outside] : [])].join(' · '),
});

/** The rows of a preview: what needs the cadre first, then what cannot be signed up, then the rest in the order of the list. */
export function rowsOf(call: RollCall, answers: readonly Api.Registration.RollRow[]): RowView[] {
  const lines = new Map<number, RollLine>(call.lines.map((line) => [line.line, line]));
  const rows = answers.map((answer, index): RowView => {
    const extra = lines.get(answer.line)?.extra ?? 0;
    const shown = answer.state === 'unknown' ? (lines.get(answer.line)?.text ?? answer.word) : answer.word;
    return dressed({ key: `${answer.line}.${index}`, line: answer.line, word: shown, state: answer.state, note: noteOf(answer, extra), choices: answer.choices.map(choiceOf), chosen: '' });
  });
  const faults = call.faults.map((fault) => dressed({ key: `f${fault.line}`, line: fault.line, word: fault.text, state: 'unreadable', note: fault.why, choices: [], chosen: '' }));
  return withoutTwice([...rows, ...faults].sort((a, b) => a.line - b.line)).sort((a, b) => order[a.state] - order[b.state] || a.line - b.line);
}

function dressed(bare: Omit<RowView, 'tag' | 'tone' | 'where' | 'short'>): RowView {
  const number = t.lineNumber(bare.line);
  const row = { ...bare, where: bare.note === '' ? number : `${number} · ${bare.note}`, short: `${number} ${bare.word}` };
  if (row.state === 'choose' && row.chosen !== '') return { ...row, tag: row.chosen === 'none' ? t.states.skipped : t.states.chosen, tone: row.chosen === 'none' ? 'neutral' : 'green' };
  const tone = row.state === 'ready' ? 'green' : row.state === 'choose' ? 'amber' : row.state === 'in' || row.state === 'twice' ? 'neutral' : 'red';
  return { ...row, tag: t.states[row.state], tone };
}

/** Somebody who stands on the list twice is signed up once. */
function withoutTwice(rows: readonly RowView[]): RowView[] {
  const first = new Map<string, number>();
  return rows.map((row) => {
    const uid = row.state === 'ready' ? row.choices[0]?.uid : undefined;
    if (uid === undefined) return row;
    const before = first.get(uid);
    if (before !== undefined) return dressed({ ...row, state: 'twice', note: t.twice(before) });
    first.set(uid, row.line);
    return row;
  });
}

export const withChoice = (rows: readonly RowView[], key: string, uid: string): RowView[] => rows.map((row) => (row.key === key ? dressed({ ...row, chosen: uid }) : row));

/** Who will be signed up, in the order of the list. */
export function toSignUp(rows: readonly RowView[]): string[] {
  const uids = [...rows].sort((a, b) => a.line - b.line).flatMap((row) => (row.state === 'ready' ? [row.choices[0]?.uid ?? ''] : row.state === 'choose' && row.chosen !== 'none' ? [row.chosen] : []));
  return [...new Set(uids.filter((uid) => uid !== ''))];
}

/** Rows of which nobody will be signed up, though somebody may have meant to come. */
export const leftOut = (rows: readonly RowView[]): RowView[] =>
  rows.filter((row) => row.state === 'unknown' || row.state === 'unreadable' || row.state === 'outside' || (row.state === 'choose' && (row.chosen === '' || row.chosen === 'none')));

export function countsOf(rows: readonly RowView[]): { ready: number; there: number; open: number; bad: number } {
  const open = rows.filter((row) => row.state === 'choose' && row.chosen === '').length;
  const bad = rows.filter((row) => row.state === 'unknown' || row.state === 'unreadable' || row.state === 'outside').length;
  return { ready: toSignUp(rows).length, there: rows.filter((row) => row.state === 'in').length, open, bad };
}

/** A few of these rows in words, for a question. */
export function wordsOf(rows: readonly RowView[]): string {
  const some = rows.slice(0, 6).map((row) => row.short).join('\n');
  return rows.length > 6 ? `${some}\n…` : some;
}

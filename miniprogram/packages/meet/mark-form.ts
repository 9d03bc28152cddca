import { enteredProblem, type EnteredProblem, markText, officialMark, rawKind } from '../../domain/meet/entered';
import { lengthText } from '../../domain/meet/marks';
import { lengthTyped, timeTyped, typedCount, typedLength, typedTime, typedWind, windTyped } from '../../domain/meet/typed';
import { dayTexts } from './texts-day';

/** What an official types for one entry, field by field, and what it comes to. */

const t = dayTexts.desk;

type Event = Api.Meet.Event;
type Outcome = Api.Meet.Outcome;

export interface Field {
  id: string;
  label: string;
  text: string;
  kind: 'time' | 'length' | 'attempt' | 'wind' | 'count' | 'finish' | 'trial';
}

export interface MarkForm {
  outcome: Outcome;
  rule: string;
  timing: Api.Meet.Timing;
  fields: Field[];
  violations: number;
  reruns: number;
}

const field = (id: string, label: string, kind: Field['kind'], text = ''): Field => ({ id, label, kind, text });

function timeFields({ metres, measure }: Event, timing: Api.Meet.Timing, raw: Api.Meet.RawMark | null): Field[] {
  const known = raw?.kind === 'time' && raw.timing === timing ? raw : null;
  const watches = timing === 'photo' ? [t.photo] : t.watches;
  const fields = watches.map((label, index) => field(`w${index}`, label, 'time', known?.ms[index] === undefined ? '' : timeTyped(known.ms[index])));
  const finish = raw?.kind === 'time' && raw.finish !== null ? String(raw.finish) : '';
  return measure.kind === 'time' && metres !== null ? [...fields, field('finish', t.finish, 'finish', finish)] : fields;
}

function attemptFields(event: Event, raw: Api.Meet.RawMark | null, isFinalist: boolean): Field[] {
  const known = raw?.kind === 'attempts' ? raw : null;
  const count = isFinalist || (known && known.attempts.length > 3) ? 6 : 3;
  return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const attempt = known?.attempts[index];
    const text = attempt === undefined ? '' : typeof attempt === 'number' ? lengthTyped(attempt) : attempt;
    const wind = known?.winds[index] ?? null;
    const length = field(`a${index}`, t.attempt(index + 1), 'attempt', text);
    return event.wind ? [length, field(`v${index}`, t.attemptWind, 'wind', wind === null ? '' : windTyped(wind))] : [length];
  });
}

/** The fields of an entry, filled with what is known. @param people of the entry */
export function formOf(event: Event, card: Api.Meet.DeskCard, timing: Api.Meet.Timing, people: number, isFinalist: boolean): MarkForm {
  const entered = card.entered;
  const raw = entered?.raw ?? null;
  const { measure } = event;
  const used = raw && 'timing' in raw ? raw.timing : timing;
  const fieldsOf = (): Field[] => {
    switch (rawKind(measure)) {
      case 'time':
        return timeFields(event, used, raw);
      case 'attempts':
        return attemptFields(event, raw, isFinalist);
      case 'trials':
        return measure.kind === 'height' ? measure.bars.map((bar, index) => field(`h${index}`, lengthText(bar), 'trial', raw?.kind === 'trials' ? (raw.trials[index] ?? '') : '')) : [];
      case 'count':
        return [field('count', t.count, 'count', raw?.kind === 'count' ? String(raw.count) : '')];
      case 'members': {
        const of = measure.kind === 'sum' ? measure.of : 'count';
        const kind = of === 'time' ? 'time' : of === 'distance' ? 'length' : 'count';
        const shown = (mark: number | null | undefined) => (mark === null || mark === undefined ? '' : kind === 'time' ? timeTyped(mark) : kind === 'length' ? lengthTyped(mark) : String(mark));
        return Array.from({ length: people }, (_, index) => field(`p${index}`, t.member(index + 1), kind, raw?.kind === 'members' ? shown(raw.marks[index]) : ''));
      }
      case null:
        return [];
    }
  };
  return { outcome: entered?.outcome ?? 'ok', rule: entered?.rule ?? '', timing: used, fields: fieldsOf(), violations: entered?.violations ?? 0, reruns: entered?.reruns ?? 0 };
}

export const withTiming = (event: Event, form: MarkForm, timing: Api.Meet.Timing): MarkForm => ({ ...form, timing, fields: timeFields(event, timing, null) });

/** A row of the keypad. */
export interface KeyRow {
  id: string;
  keys: string[];
}

/** Keys of a field, row by row; < takes the last one back. */
export const keysOf = (kind: Field['kind']): KeyRow[] => rowsOf(kind).map((keys) => ({ id: keys.join(''), keys }));

function rowsOf(kind: Field['kind']): string[][] {
  const digits = [['1', '2', '3'], ['4', '5', '6'], ['7', '8', '9']];
  switch (kind) {
    case 'time':
      return [...digits, [':', '0', '.', '<']];
    case 'length':
      return [...digits, ['.', '0', '<']];
    case 'attempt':
      return [...digits, ['.', '0', '<'], ['x', '-', 'r']];
    case 'wind':
      return [...digits, ['.', '0', '<'], ['+', '-']];
    case 'count':
    case 'finish':
      return [...digits, ['', '0', '<']];
    case 'trial':
      return [['o', 'x', '-'], ['r', '<']];
  }
}

const most = 10;

/** A field after a key. */
export function pressed({ kind, text }: Pick<Field, 'kind' | 'text'>, key: string): string {
  if (key === '<') return text.slice(0, -1);
  if (kind === 'attempt' && /^[x\-r]$/.test(key)) return key;
  if (kind === 'attempt' && /^[x\-r]$/.test(text)) return key;
  if (kind === 'wind' && (key === '+' || key === '-')) return key + text.replace(/^[+-]/, '');
  return text.length < (kind === 'trial' ? 3 : most) ? text + key : text;
}

function attemptOf(text: string): Api.Meet.Attempt | null {
  return text === 'x' || text === '-' || text === 'r' ? text : typedLength(text);
}

/** The raw mark; null: something is not written as a mark is. undefined: nothing is written. */
function rawOf(event: Event, { fields, timing }: MarkForm): Api.Meet.RawMark | null | undefined {
  const texts = fields.map(({ text }) => text);
  if (texts.every((text) => text === '')) return undefined;
  switch (rawKind(event.measure)) {
    case 'time': {
      const ms = fields.filter(({ kind, text }) => kind === 'time' && text !== '').map(({ text }) => typedTime(text));
      const finishText = fields.find(({ kind }) => kind === 'finish')?.text ?? '';
      const finish = finishText === '' ? null : typedCount(finishText);
      if ((finishText !== '' && finish === null) || !ms.every((one) => one !== null)) return null;
      return { kind: 'time', timing, ms, finish };
    }
    case 'attempts': {
      const written = fields.filter(({ kind }) => kind === 'attempt');
      const last = written.reduce((found, { text }, index) => (text === '' ? found : index), -1);
      const attempts = written.slice(0, last + 1).map(({ text }) => attemptOf(text));
      const winds = fields.filter(({ kind }) => kind === 'wind').slice(0, last + 1).map(({ text }) => (text === '' ? null : (typedWind(text) ?? NaN)));
      if (!attempts.every((one) => one !== null) || winds.some((wind) => Number.isNaN(wind))) return null;
      return { kind: 'attempts', attempts, winds };
    }
    case 'trials': {
      const last = texts.reduce((found, text, index) => (text === '' ? found : index), -1);
      return { kind: 'trials', trials: texts.slice(0, last + 1) };
    }
    case 'count': {
      const count = typedCount(texts[0] ?? '');
      return count === null ? null : { kind: 'count', count };
    }
    case 'members': {
      const marks = fields.map(({ kind, text }) => (text === '' ? null : ((kind === 'time' ? typedTime(text) : kind === 'length' ? typedLength(text) : typedCount(text)) ?? NaN)));
      return marks.some((mark) => Number.isNaN(mark)) ? null : { kind: 'members', timing, marks };
    }
    case null:
      return null;
  }
}

export type Written = { ok: true; entered: Api.Meet.Entered; mark: string } | { ok: false; fault: '' | 'bad' | EnteredProblem };

/** What the form comes to: a mark to save, or why not. */
export function writtenOf(event: Event, form: MarkForm): Written {
  const { outcome, rule, violations, reruns } = form;
  const keeps = outcome === 'ok' || (outcome === 'DQ' && (event.measure.kind === 'distance' || event.measure.kind === 'height'));
  const raw = keeps ? rawOf(event, form) : undefined;
  if (raw === null) return { ok: false, fault: 'bad' };
  if (raw === undefined && outcome === 'ok') return { ok: false, fault: '' };
  const entered: Api.Meet.Entered = { outcome, rule: outcome === 'DQ' ? rule.trim() : '', raw: raw ?? null, violations: outcome === 'ok' ? violations : 0, reruns };
  const problem = enteredProblem(event, entered);
  if (problem) return { ok: false, fault: problem };
  const mark = outcome === 'ok' ? officialMark(event, entered) : null;
  return { ok: true, entered, mark: outcome !== 'ok' ? dayTexts.outcomes[outcome] : mark === null ? '' : markText(event.measure, mark, raw && 'timing' in raw ? raw.timing : null) };
}

export const faultWordsOf: Readonly<Record<'bad' | EnteredProblem, string>> = {
  bad: t.bad,
  kind: t.bad,
  range: '成绩超出了范围，请核对',
  outcome: '还没有成绩',
  rule: '取消资格要写明依据',
  card: '每个高度最多三次，连续三次失败后不能再跳',
  attempts: '次数不对，r 后面不再记',
  rerun: '有犯规：重赛一次，勾“已重赛”再录',
  mustDQ: '重赛又犯规，请选取消资格',
};

import { fits, tidy } from '../text/clean';

/** Bounds of a sign-up form 报名表. */
export const fieldLimits = { fields: 20, label: 20, note: 40, option: 20, options: 20, text: 500, files: 9, number: 1_000_000_000 };

/** What is wrong with a question, in the words of whoever wrote it. `id`: of which question; empty: of the form. */
export interface FieldFault {
  id: string;
  message: string;
}

const isDay = (text: unknown): text is string => typeof text === 'string' && dayExists(text);

/** Is this `YYYY-MM-DD` a day of the calendar between 1900 and 2100? */
export function dayExists(text: string): boolean {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!found) return false;
  const [year = 0, month = 0, date = 0] = found.slice(1).map(Number);
  const day = new Date(Date.UTC(year, month - 1, date));
  return year >= 1900 && year <= 2100 && day.getUTCMonth() === month - 1 && day.getUTCDate() === date;
}

/** A whole number from 1 to `most`. */
const counts = (value: unknown, most: number) => typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most;

/** The first fault of one question; null: none. */
function faultOf({ kind, label, note, options, least, most }: Api.Activity.Field): string | null {
  if (!fits(label, 1, fieldLimits.label)) return `问题写 1–${fieldLimits.label} 个字`;
  if (!fits(note, 0, fieldLimits.note)) return `说明不超过 ${fieldLimits.note} 个字`;
  if (kind === 'choice') {
    if (options.length < 2 || options.length > fieldLimits.options) return `选项写 2–${fieldLimits.options} 个`;
    if (!options.every((option) => fits(option, 1, fieldLimits.option))) return `每个选项写 1–${fieldLimits.option} 个字`;
    if (new Set(options.map(tidy)).size !== options.length) return '选项不能重复';
    if (most !== null && !counts(most, options.length)) return '最多可选的数量不能超过选项数';
  } else if (options.length > 0) return '只有选择题有选项';
  if (kind === 'text' && most !== null && !counts(most, fieldLimits.text)) return `字数上限填 1–${fieldLimits.text}`;
  if (kind === 'file' && most !== null && !counts(most, fieldLimits.files)) return `图片最多 ${fieldLimits.files} 张`;
  if (kind !== 'number' && kind !== 'date') return least === null ? null : '这种问题没有下限';
  for (const bound of [least, most]) {
    if (bound === null) continue;
    if (kind === 'number' && (typeof bound !== 'number' || Math.abs(bound) > fieldLimits.number)) return '上下限要填数字';
    if (kind === 'date' && !isDay(bound)) return '上下限要填日期';
  }
  return least !== null && most !== null && least > most ? '下限不能大于上限' : null;
}

/** Every fault of a form, at most one a question, in their order. */
export function checkFields(fields: readonly Api.Activity.Field[]): FieldFault[] {
  if (fields.length > fieldLimits.fields) return [{ id: '', message: `问题最多 ${fieldLimits.fields} 个` }];
  const [ids, labels] = [new Set<string>(), new Set<string>()];
  return fields.flatMap((field) => {
    const label = tidy(field.label);
    const twice = ids.has(field.id) ? '两个问题用了同一个编号' : labels.has(label) ? '这个问题已经有了' : null;
    ids.add(field.id);
    labels.add(label);
    const message = twice ?? faultOf(field);
    return message === null ? [] : [{ id: field.id, message }];
  });
}

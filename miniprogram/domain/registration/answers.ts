import { dayExists, fieldLimits } from '../activity/fields';
import { fits, tidy } from '../text/clean';

/** What is wrong with an answer, in the words of whoever gave it. `id`: of which question. */
export interface AnswerFault {
  id: string;
  message: string;
}

/** One answer as it is kept. */
export type AnswerValue = string | number | string[];

const usualText = 100;

/** How many characters a text may have. */
export const textMost = ({ most }: Api.Activity.Field) => (typeof most === 'number' ? most : usualText);
/** How many options or files may be taken. */
export const takeMost = ({ most }: Api.Activity.Field) => (typeof most === 'number' ? most : 1);

const isEmpty = (value: AnswerValue | undefined) => value === undefined || value === '' || (typeof value === 'string' && tidy(value) === '') || (Array.isArray(value) && value.length === 0);

/** A number with at most two decimals. */
const isPlain = (value: number) => Math.abs(value) <= fieldLimits.number && Math.abs(value * 100 - Math.round(value * 100)) < 1e-6;

function boundsOf({ least, most }: Api.Activity.Field, value: string | number): string | null {
  if (least !== null && value < least) return `不能小于 ${least}`;
  if (most !== null && value > most) return `不能大于 ${most}`;
  return null;
}

/** What is wrong with one answer to one question; null: nothing. */
export function faultOf(field: Api.Activity.Field, value: AnswerValue | undefined): string | null {
  if (value === undefined || isEmpty(value)) return field.required ? (field.kind === 'choice' ? '请选择' : field.kind === 'file' ? '请上传' : '请填写') : null;
  switch (field.kind) {
    case 'text':
      return typeof value === 'string' && fits(value, 1, textMost(field), textMost(field) > 40) ? null : `写 1–${textMost(field)} 个字`;
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value) || !isPlain(value)) return '填一个数字，最多两位小数';
      return boundsOf(field, value);
    case 'date':
      if (typeof value !== 'string' || !dayExists(value)) return '请选一个日期';
      return boundsOf(field, value)?.replace('小于', '早于').replace('大于', '晚于') ?? null;
    case 'choice':
      if (!Array.isArray(value) || new Set(value).size !== value.length || !value.every((one) => field.options.includes(one))) return '请从选项里选';
      return value.length <= takeMost(field) ? null : `最多选 ${takeMost(field)} 项`;
    case 'file':
      if (!Array.isArray(value) || new Set(value).size !== value.length || !value.every((one) => /^[\w-]{22}$/.test(one))) return '请重新上传';
      return value.length <= takeMost(field) ? null : `最多 ${takeMost(field)} 个`;
  }
}

/** Every fault of these answers, in the order of the form. The phone and the server ask the same. */
export function checkAnswers(fields: readonly Api.Activity.Field[], answers: Api.Activity.Answers): AnswerFault[] {
  const unknown = Object.keys(answers).filter((id) => !fields.some((field) => field.id === id));
  return [
    ...fields.flatMap((field) => {
      const message = faultOf(field, answers[field.id]);
      return message === null ? [] : [{ id: field.id, message }];
    }),
    ...unknown.map((id) => ({ id, message: '报名表已经更新，请重新打开' })),
  ];
}

/** Answers as they are kept: texts tidied, what was left empty left out. */
export function tidyAnswers(answers: Api.Activity.Answers): Api.Activity.Answers {
  const given = Object.entries(answers).filter(([, value]) => !isEmpty(value));
  return Object.fromEntries(given.map(([id, value]) => [id, typeof value === 'string' ? tidy(value) : value]));
}

/** Does a form ask for anything that must be answered? */
export const asks = (fields: readonly Api.Activity.Field[]) => fields.some((field) => field.required);

/** An answer as a list, an export or a printed sheet shows it; files are counted, never named. */
export function wordsOf(value: AnswerValue | undefined, kind: Api.Activity.FieldKind): string {
  if (value === undefined) return '';
  if (kind === 'file') return Array.isArray(value) ? `${value.length} 个文件` : '';
  return Array.isArray(value) ? value.join('、') : String(value);
}

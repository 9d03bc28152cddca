import { checkAnswers } from '../../domain/registration/answers';
import type { AnswerValue } from '../../domain/registration/answers';

/** Answers as they stand in the form: numbers as typed. */
export type Typed = Record<string, string | string[]>;

/** What is sent: numbers as numbers, what was left empty left out. */
export function answersOf(fields: readonly Api.Activity.Field[], typed: Typed): Api.Activity.Answers {
  const answers: Api.Activity.Answers = {};
  for (const { id, kind } of fields) {
    const value = typed[id];
    if (value === undefined || value.length === 0) continue;
    answers[id] = kind === 'number' && typeof value === 'string' ? numberOf(value) : value;
  }
  return answers;
}

/** Which questions of a form wait for an answer: none was given, and they were not left open before. */
export function waiting({ fields, answers }: Api.Output<'registration.answers'>, seen: readonly string[]): Api.Activity.Field[] {
  return fields.filter(({ id, required }) => answers?.[id] === undefined && (required || !seen.includes(id)));
}

/** The number that was typed, 12,5 and full-width digits too; else the text itself, which the check then refuses. */
function numberOf(text: string): AnswerValue {
  const plain = text.trim().normalize('NFKC').replace(',', '.');
  return /^-?\d{1,12}(\.\d+)?$/.test(plain) ? Number(plain) : text;
}

/** What is wrong, by question. */
export function faultsOf(fields: readonly Api.Activity.Field[], typed: Typed): Record<string, string> {
  return Object.fromEntries(checkAnswers(fields, answersOf(fields, typed)).map(({ id, message }) => [id, message]));
}

/** A tap on an option: where one may be taken it takes the other's place, else it is put in or out. */
export function withOption(taken: readonly string[], option: string, most: number): string[] {
  if (taken.includes(option)) return taken.filter((one) => one !== option);
  return most === 1 ? [option] : [...taken, option];
}

/** A new form with what the same person answered to the same questions before, where it still fits. */
export function prefilled(fields: readonly Api.Activity.Field[], before: Readonly<Record<string, string | string[]>>): Typed {
  const typed: Typed = {};
  for (const field of fields) {
    const value = before[field.label];
    if (value !== undefined && field.kind !== 'file' && faultsOf([field], { [field.id]: value })[field.id] === undefined) typed[field.id] = value;
  }
  return typed;
}

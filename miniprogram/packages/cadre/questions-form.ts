import { fieldLimits } from '../../domain/activity/fields';

/** Changes of a sign-up form while it is written. */

type Field = Api.Activity.Field;

/** An id that no question of this form has or had: one more than the highest. */
function nextId(fields: readonly Field[]): string {
  return `f${Math.max(0, ...fields.map(({ id }) => Number(id.slice(1)))) + 1}`;
}

export function withQuestion(fields: readonly Field[], question: Omit<Field, 'id'>): Field[] {
  return [...fields, { ...question, id: nextId(fields) }];
}

export const blankQuestion: Omit<Field, 'id'> = { kind: 'text', label: '', note: '', required: true, options: [], most: null, least: null };

/** The question of another kind: bounds and options of the old one say nothing about it. */
export function ofKind(field: Field, kind: Api.Activity.FieldKind): Field {
  return { ...field, kind, options: kind === 'choice' ? field.options : [], most: kind === 'choice' || kind === 'file' ? 1 : null, least: null };
}

/** Options as typed, a line each. One or several may be taken, as before. */
export function withOptions(field: Field, text: string): Field {
  const options = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  return { ...field, options, most: takesSeveral(field) ? Math.max(1, options.length) : 1 };
}

export const takesSeveral = ({ kind, most }: Field) => (kind === 'choice' || kind === 'file') && typeof most === 'number' && most > 1;

export function withSeveral(field: Field, several: boolean): Field {
  return { ...field, most: !several ? 1 : field.kind === 'file' ? fieldLimits.files : Math.max(2, field.options.length) };
}

import { moment as momentWords } from '../../format/when';

/** A rulebook as sections of fields that a cadre can read and fill; each field knows how to put its text into the form. */

export interface Choice {
  value: string;
  label: string;
  /** Of several that may hold at once. */
  on: boolean;
}

/** A field as a page shows it. */
export interface FieldView {
  key: string;
  /** ticks: `put` takes the choice that is turned. */
  kind: 'number' | 'lines' | 'choice' | 'ticks' | 'moment';
  label: string;
  note: string;
  value: string;
  unit: string;
  choices: Choice[];
  at: Api.Millis;
}

export interface Field<F> extends FieldView {
  /** @returns null: the text cannot be read */
  put(text: string): F | null;
}

export interface Section<F> {
  title: string;
  fields: Field<F>[];
}

export interface SectionView {
  title: string;
  fields: FieldView[];
}

export const field = <F>(kind: FieldView['kind'], key: string, label: string, value: string, put: Field<F>['put'], more: Partial<Pick<FieldView, 'note' | 'unit' | 'choices' | 'at'>> = {}): Field<F> => ({
  ...{ key, kind, label, value, put, note: '', unit: '', choices: [], at: 0 },
  ...more,
});

export function whole<F>(key: string, label: string, value: number, unit: string, put: (n: number) => F, note = ''): Field<F> {
  return field('number', key, label, String(value), (text) => (/^\d{1,5}$/.test(text.trim()) ? put(Number(text.trim())) : null), { unit, note });
}

/** Lines that are read into a part of the form. */
export function lines<F, T>(key: string, label: string, value: string, note: string, read: (text: string) => T | null, put: (part: T) => F): Field<F> {
  const take = (text: string) => {
    const part = read(text);
    return part === null ? null : put(part);
  };
  return field('lines', key, label, value, take, { note });
}

export const choice = <F>(key: string, label: string, value: string, choices: readonly Omit<Choice, 'on'>[], put: Field<F>['put'], note = ''): Field<F> =>
  field('choice', key, label, value, put, { choices: choices.map((one) => ({ ...one, on: false })), note });

export const moment = <F>(key: string, label: string, at: Api.Millis, put: (at: Api.Millis) => F): Field<F> => field('moment', key, label, String(at), (text) => put(Number(text)), { at });

/** Sections without their functions: what a page can hold. */
export const viewsOf = <F>(sections: readonly Section<F>[]): SectionView[] => sections.map(({ title, fields }) => ({ title, fields: fields.map(({ put: _put, ...view }) => view) }));

/** The form with a field's text put into it; null: it cannot be read. */
export function putInto<F>(sections: readonly Section<F>[], key: string, text: string): F | null {
  return sections.flatMap(({ fields }) => fields).find((one) => one.key === key)?.put(text) ?? null;
}

/** What a page with a form holds of its fields. */
export interface Fields {
  sections: SectionView[];
  /** Moments in words, by field. */
  moments: Record<string, string>;
  /** Fields whose text cannot be read. */
  unread: Record<string, boolean>;
}

type Typed = Pick<Fields, 'sections' | 'unread'>;

export const noFields: Fields = { sections: [], moments: {}, unread: {} };

/** A field that is typed into, and one whose text could not be read, keeps its text; all others say what the form says. */
function keepTyped(sections: SectionView[], { sections: before, unread }: Typed, typing: string): SectionView[] {
  const texts = new Map(before.flatMap(({ fields }) => fields.map(({ key, value }) => [key, value])));
  const kept = ({ key, kind }: FieldView) => (kind === 'lines' || kind === 'number') && (key === typing || unread[key] === true);
  return sections.map(({ title, fields }) => ({ title, fields: fields.map((one) => (kept(one) ? { ...one, value: texts.get(one.key) ?? one.value } : one)) }));
}

/** The fields of a form after a change of it. @param before what the page shows @param typing the field that is typed into; empty: none */
export function fieldsOf(form: SectionView[], before: Typed, typing: string, now: Api.Millis): Fields {
  const sections = keepTyped(form, before, typing);
  const fields = sections.flatMap((section) => section.fields);
  const there = new Set(fields.map(({ key }) => key));
  return {
    sections,
    moments: Object.fromEntries(fields.filter(({ kind }) => kind === 'moment').map(({ key, at }) => [key, momentWords(at, now)])),
    unread: Object.fromEntries(Object.entries(before.unread).filter(([key]) => there.has(key))),
  };
}

/** The fields with a text typed into one of them. */
export const typedInto = ({ sections, unread }: Typed, key: string, text: string, readable: boolean): Typed => ({
  unread: { ...unread, [key]: !readable },
  sections: sections.map(({ title, fields }) => ({ title, fields: fields.map((one) => (one.key === key ? { ...one, value: text } : one)) })),
});

/** The picker of a field's moment; nothing where the field is gone. */
export function pickerOf(sections: readonly SectionView[], key: string): { picking: string; pickerTitle: string; pickerAt: Api.Millis } | undefined {
  const found = sections.flatMap(({ fields }) => fields).find((one) => one.key === key);
  return found && { picking: found.key, pickerTitle: found.label, pickerAt: found.at };
}

import { checkDraft } from '../../domain/activity/draft';
import { plainRules } from '../../domain/activity/rules';
import { calendarTime, day, hour, instant } from '../../domain/time/shanghai';
import { type Draft, draftOf, templateOf } from './drafts';
import { cadreTexts as t } from './texts';

/** The form of 发布活动 as it is typed; kept on the phone until it is published. */
export interface Form {
  /** Idempotency key of this draft: however often it is sent, it opens one activity. */
  key: string;
  /** Id of the template, or of the activity that it repeats. */
  template: string;
  programme: Api.Activity.Programme;
  title: string;
  startsAt: Api.Millis;
  endsAt: Api.Millis;
  /** As typed. */
  capacity: string;
  placeName: string;
  placeAddress: string;
  /** Empty: not known yet. */
  audienceUnionId: string;
  /** null: as soon as it is published. */
  signUpOpensAt: Api.Millis | null;
  /** null: when the activity starts. */
  signUpClosesAt: Api.Millis | null;
  summary: string;
  contact: string;
  rules: Api.Activity.Rules;
  /** The series it belongs to; null: none. */
  series: Api.Series.Rule | null;
  fields: Api.Activity.Field[];
  /** Fields that the cadre has changed: another template leaves them alone. */
  touched: Field[];
}

export type Field = Exclude<keyof Form, 'key' | 'touched' | 'programme' | 'template'>;
export type Faults = Partial<Record<Field, string>>;
export type Length = keyof typeof t.lengths;

/** What the last published activity had, and the next one will likely have again. */
export type Habit = Pick<Form, 'placeName' | 'placeAddress' | 'contact'>;

const lengths: Record<Exclude<Length, 'own'>, number> = { '1h': hour, '2h': 2 * hour, '3h': 3 * hour, half: 4 * hour, whole: 8 * hour, month: 30 * day };

/** A new form; what the last one had comes with it. */
export function newForm(key: string, now: Api.Millis, habit: Habit, template = 'plain'): Form {
  const blank = { key, template, audienceUnionId: '', signUpOpensAt: null, series: null, touched: [], ...habit };
  return { ...blank, ...draftOf(templateOf(template), now) };
}

/** The form filled from another draft where the cadre has written nothing. */
export function withDraft(form: Form, template: string, draft: Draft): Form {
  const kept: Partial<Form> = {};
  for (const field of form.touched) Object.assign(kept, { [field]: form[field] });
  // Times hang together: one that was chosen keeps them all.
  if (form.touched.includes('startsAt') || form.touched.includes('endsAt')) Object.assign(kept, { startsAt: form.startsAt, endsAt: form.endsAt });
  return { ...form, ...draft, ...kept, template };
}

/** The form with one field changed. A new start keeps the length. */
export function withField<F extends Field>(form: Form, field: F, value: Form[F]): Form {
  const touched = form.touched.includes(field) ? form.touched : [...form.touched, field];
  const next: Form = { ...form, [field]: value, touched };
  return field === 'startsAt' ? shifted(next, next.startsAt - form.startsAt) : next;
}

/** A new start keeps the length, and what is counted from the start. */
function shifted(form: Form, by: number): Form {
  const move = (at: Api.Millis | null) => (at === null ? null : at + by);
  const { rules } = form;
  const fromStart = form.signUpClosesAt !== null && rules.mode !== 'lottery';
  return {
    ...form,
    endsAt: form.endsAt + by,
    signUpClosesAt: fromStart ? move(form.signUpClosesAt) : form.signUpClosesAt,
    rules: { ...rules, substituteUntil: move(rules.substituteUntil), quotasReturnAt: move(rules.quotasReturnAt) },
  };
}

export function lengthOf({ startsAt, endsAt }: Form): Length {
  const names: Exclude<Length, 'own'>[] = ['1h', '2h', '3h', 'half', 'whole', 'month'];
  return names.find((name) => lengths[name] === endsAt - startsAt) ?? 'own';
}

export function withLength(form: Form, length: Exclude<Length, 'own'>): Form {
  return withField(form, 'endsAt', form.startsAt + lengths[length]);
}

/** What is sent; optional fields that are empty are left out. */
export function inputOf(form: Form): Api.Activity.CreateInput {
  const given = (text: string) => text.trim() !== '';
  return {
    title: form.title.trim(),
    programme: form.programme,
    audienceUnionId: form.audienceUnionId,
    placeName: form.placeName.trim(),
    startsAt: form.startsAt,
    endsAt: form.endsAt,
    capacity: /^\d{1,6}$/.test(form.capacity.trim()) ? Number(form.capacity.trim()) : 0,
    ...(given(form.placeAddress) ? { placeAddress: form.placeAddress.trim() } : {}),
    ...(form.signUpOpensAt !== null ? { signUpOpensAt: form.signUpOpensAt } : {}),
    ...(form.signUpClosesAt !== null ? { signUpClosesAt: form.signUpClosesAt } : {}),
    ...(given(form.summary) ? { summary: form.summary.trim() } : {}),
    ...(given(form.contact) ? { contact: form.contact.trim() } : {}),
    ...(isPlain(form.rules) ? {} : { rules: form.rules }),
    ...(form.fields.length > 0 ? { fields: form.fields } : {}),
    ...(form.series === null ? {} : { seriesId: form.series.id }),
  };
}

const isPlain = (rules: Api.Activity.Rules) => JSON.stringify(rules) === JSON.stringify(plainRules);

/** Every fault by field, in the words its author sees; the server asks the same. */
export function faultsOf(form: Form, now: Api.Millis): Faults {
  const faults: Faults = {};
  for (const { field, message } of checkDraft(inputOf(form), now)) {
    if (field !== 'programme' && field !== 'seriesId') faults[field] ??= message;
  }
  if (form.audienceUnionId === '') faults.audienceUnionId = t.audienceMissing;
  return faults;
}

/** `2026-11-28 09:00` in Shanghai, as a date-time picker takes and gives it. */
export function toPicker(at: Api.Millis): string {
  const { year, month, date, hour: hours, minute } = calendarTime(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${year}-${two(month)}-${two(date)} ${two(hours)}:${two(minute)}`;
}

/** The instant that a picker's text means in Shanghai; null: not such a text. */
export function fromPicker(text: string): Api.Millis | null {
  const found = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)/.exec(text);
  if (found === null) return null;
  const [year = 0, month = 0, date = 0, hours = 0, minutes = 0] = found.slice(1).map(Number);
  return instant(year, month, date, hours, minutes);
}

/** A time of the form that a picker can change: a field of its own, one of its rules, or a batch by number (`batch.0`). */
export type TimeName = 'startsAt' | 'endsAt' | 'signUpOpensAt' | 'signUpClosesAt' | 'quotasReturnAt' | 'substituteUntil' | `batch.${number}`;

const batchOf = (name: TimeName) => (name.startsWith('batch.') ? Number(name.slice('batch.'.length)) : -1);

/** The time as it stands; null: the usual one. */
export function timeOf(form: Form, name: TimeName): Api.Millis | null {
  if (name === 'quotasReturnAt' || name === 'substituteUntil') return form.rules[name];
  if (name === 'startsAt' || name === 'endsAt' || name === 'signUpOpensAt' || name === 'signUpClosesAt') return form[name];
  return form.rules.batches[batchOf(name)]?.at ?? null;
}

export function withTime(form: Form, name: TimeName, at: Api.Millis): Form {
  if (name === 'quotasReturnAt' || name === 'substituteUntil') return withField(form, 'rules', { ...form.rules, [name]: at });
  if (name === 'startsAt' || name === 'endsAt' || name === 'signUpOpensAt' || name === 'signUpClosesAt') return withField(form, name, at);
  return withField(form, 'rules', { ...form.rules, batches: form.rules.batches.map((batch, index) => (index === batchOf(name) ? { ...batch, at } : batch)) });
}

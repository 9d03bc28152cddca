import { checkDraft } from '../../domain/activity/draft';
import { calendarTime, day, hour, instant } from '../../domain/time/shanghai';
import { templateOf } from './templates';
import { cadreTexts as t } from './texts';

/** The form of 发布活动 as it is typed; kept on the phone until it is published. */
export interface Form {
  /** Idempotency key of this draft: however often it is sent, it opens one activity. */
  key: string;
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
  /** Fields that the cadre has changed: another template leaves them alone. */
  touched: Field[];
}

export type Field = Exclude<keyof Form, 'key' | 'touched' | 'programme'>;
export type Faults = Partial<Record<Field, string>>;
export type Length = keyof typeof t.lengths;

/** What the last published activity had, and the next one will likely have again. */
export type Habit = Pick<Form, 'placeName' | 'placeAddress' | 'contact'>;

const lengths: Record<Exclude<Length, 'own'>, number> = { '1h': hour, '2h': 2 * hour, '3h': 3 * hour, half: 4 * hour, whole: 8 * hour, month: 30 * day };

export function newForm(key: string, now: Api.Millis, habit: Habit): Form {
  const blank: Form = {
    key,
    programme: 'general',
    title: '',
    startsAt: 0,
    endsAt: 0,
    capacity: '',
    audienceUnionId: '',
    signUpOpensAt: null,
    signUpClosesAt: null,
    summary: '',
    touched: [],
    ...habit,
  };
  return withTemplate(blank, 'general', now);
}

/** The form with another programme's usual values where the cadre has written none. */
export function withTemplate(form: Form, programme: Api.Activity.Programme, now: Api.Millis): Form {
  const { title, summary, capacity, startsAt, endsAt } = templateOf(programme, now);
  const free = (field: Field) => !form.touched.includes(field);
  const times = free('startsAt') && free('endsAt') ? { startsAt, endsAt } : {};
  return {
    ...form,
    programme,
    ...(free('title') ? { title } : {}),
    ...(free('summary') ? { summary } : {}),
    ...(free('capacity') ? { capacity: String(capacity) } : {}),
    ...times,
  };
}

/** The form with one field changed. A new start keeps the length. */
export function withField<F extends Field>(form: Form, field: F, value: Form[F]): Form {
  const touched = form.touched.includes(field) ? form.touched : [...form.touched, field];
  const next: Form = { ...form, [field]: value, touched };
  return field === 'startsAt' ? { ...next, endsAt: next.startsAt + (form.endsAt - form.startsAt) } : next;
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
  };
}

/** Every fault by field, in the words its author sees; the server asks the same. */
export function faultsOf(form: Form, now: Api.Millis): Faults {
  const faults: Faults = {};
  for (const { field, message } of checkDraft(inputOf(form), now)) {
    if (field !== 'programme' && field !== 'rules' && field !== 'fields') faults[field] ??= message;
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

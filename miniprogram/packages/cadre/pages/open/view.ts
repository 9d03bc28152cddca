import { moment } from '../../../../format/when';
import { howChosen } from '../../../../domain/activity/rules';
import { inputOf, lengthOf, type Form, type Length, type TimeName } from '../../form';
import { rulesTexts } from '../../rules-texts';
import { templates } from '../../templates';
import { cadreTexts as t } from '../../texts';

/** What the form's rows say besides what is typed. */
export interface FormView {
  starts: string;
  ends: string;
  length: Length;
  signUpOpens: string;
  signUpCloses: string;
  union: string;
  /** Who will be able to sign up, said over the button. */
  reach: string;
  /** How places are given, a line a rule. */
  how: string[];
  questions: string;
  /** As a number; 0 where it is none. */
  capacity: number;
  template: string;
}

export function viewOf(form: Form, unions: readonly Api.People.UnionChoice[], now: Api.Millis): FormView {
  const union = unions.find(({ id }) => id === form.audienceUnionId);
  const { capacity } = inputOf(form);
  return {
    starts: moment(form.startsAt, now),
    ends: moment(form.endsAt, now),
    length: lengthOf(form),
    signUpOpens: form.signUpOpensAt === null ? t.now : moment(form.signUpOpensAt, now),
    signUpCloses: form.signUpClosesAt === null ? t.atStart : moment(form.signUpClosesAt, now),
    union: union?.name ?? '',
    reach: union === undefined ? '' : t.reach(union.name, union.members),
    how: howChosen(form.rules, capacity, form.series).split('；'),
    capacity,
    questions: form.fields.length === 0 ? rulesTexts.noQuestions : form.fields.map(({ label }) => label || rulesTexts.question).join('、'),
    template: templates.find(({ id }) => id === form.template)?.name ?? '',
  };
}

/** The unions below the one whose members may sign up: those that can have places of their own. */
export function unionsBelow(unions: readonly Api.People.UnionChoice[], audienceId: string): Api.People.UnionChoice[] {
  const audience = unions.find(({ id }) => id === audienceId);
  return audience === undefined ? [] : unions.filter(({ id, path }) => id !== audience.id && path.startsWith(audience.path));
}

export function pickerTitle(name: TimeName): string {
  if (name === 'quotasReturnAt') return rulesTexts.quotasReturn;
  if (name === 'substituteUntil') return rulesTexts.substitute;
  if (name === 'startsAt' || name === 'endsAt' || name === 'signUpOpensAt' || name === 'signUpClosesAt') return t.fields[name];
  return rulesTexts.batches;
}

/** Which part of the form a fault stands in, so that it can be unfolded. */
export type Part = '' | 'places' | 'questions' | 'more';

export function partOf(field: string): Part {
  if (field === 'rules' || field === 'audienceUnionId' || field === 'signUpOpensAt' || field === 'signUpClosesAt') return 'places';
  if (field === 'fields') return 'questions';
  return field === 'placeAddress' || field === 'summary' || field === 'contact' ? 'more' : '';
}

import { moment } from '../../../../format/when';
import { lengthOf, type Form, type Length } from '../../form';
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
}

export function viewOf(form: Form, unions: readonly Api.People.UnionChoice[], now: Api.Millis): FormView {
  const union = unions.find(({ id }) => id === form.audienceUnionId);
  return {
    starts: moment(form.startsAt, now),
    ends: moment(form.endsAt, now),
    length: lengthOf(form),
    signUpOpens: form.signUpOpensAt === null ? t.now : moment(form.signUpOpensAt, now),
    signUpCloses: form.signUpClosesAt === null ? t.atStart : moment(form.signUpClosesAt, now),
    union: union?.name ?? '',
    reach: union === undefined ? '' : t.reach(union.name, union.members),
  };
}

/** Unions whose name has the words; nearest first as they came. */
export function findUnions(unions: readonly Api.People.UnionChoice[], words: string): Api.People.UnionChoice[] {
  return unions.filter(({ name }) => name.includes(words.trim()));
}

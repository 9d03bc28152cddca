import { daysLeft } from '../../../../domain/people/outside';
import { dayWords, moment } from '../../../../format/when';
import { peopleTexts as t } from '../../texts';

/** Where a request is, since when, and by when it must be answered: a line each, oldest first. */
export function stepsOf({ at, since, dueAt, passed, unionName }: Api.People.JoinRequest, now: Api.Millis): string[] {
  return [
    t.askedOn(moment(at, now)),
    ...passed.map(t.late),
    ...(passed.length > 0 ? [t.sinceAt(moment(since, now), unionName)] : []),
    ...(dueAt === null ? [] : [t.dueBy(dayWords(dueAt - 1, now), daysLeft(dueAt, now))]),
  ];
}

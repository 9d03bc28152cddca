import { moment } from '../../../../format/when';
import { cadreTexts as t } from '../../texts';

export interface Fact {
  label: string;
  value: string;
}

/** What a roster's row says of somebody, in full. */
export function factsOf({ state, position, quota, at, checkedInAt, offerUntil, leave, team }: Api.Activity.RosterRow, now: Api.Millis): Fact[] {
  const standing = state === 'waiting' ? (position === null ? t.waiting : t.waitingIn(position)) : state === 'offered' ? t.offered : t.held;
  return [
    { label: t.facts.state, value: standing },
    { label: t.facts.at, value: moment(at, now) },
    ...(offerUntil === null ? [] : [{ label: t.facts.offer, value: moment(offerUntil, now) }]),
    ...(quota === null ? [] : [{ label: t.facts.quota, value: quota }]),
    ...(team === null ? [] : [{ label: t.facts.team, value: t.teamOf(team.name, team.people) }]),
    ...(leave === null ? [] : [{ label: t.facts.leave, value: `${leave.reason}（${moment(leave.at, now)}）` }]),
    ...(checkedInAt === null ? [] : [{ label: t.facts.in, value: moment(checkedInAt, now) }]),
  ];
}

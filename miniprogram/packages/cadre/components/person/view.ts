import { moment } from '../../../../format/when';
import { placeTexts as places } from '../../place-texts';
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

export type Act = keyof typeof places.acts;

/** What an organiser can do for somebody: until they have come, and it is over. */
export function actsFor({ state, checkedInAt, team }: Api.Activity.RosterRow, rules: Api.Activity.Rules, now: Api.Millis): { value: Act; label: string; note: string }[] {
  if (checkedInAt !== null) return [];
  const mayChange = state === 'held' && team === null && rules.substituteUntil !== null && now < rules.substituteUntil;
  const values: Act[] = [...(state === 'waiting' ? (['move'] as const) : []), ...(mayChange ? (['substitute'] as const) : []), 'withdraw'];
  return values.map((value) => ({ value, label: places.acts[value], note: places.actNotes[value] }));
}

/** Where a free place for somebody in line can come from; `from` undefined: from their own quota. */
export function sourcesFor(quota: string | null, buckets: readonly Api.Places.Bucket[]): { value: string; label: string; from: string | null | undefined }[] {
  return buckets.filter(({ left }) => left > 0).map(({ unionId, name, left }) => {
    if (name === quota) return { value: 'own', label: places.moveOwn(left), from: undefined };
    return { value: unionId ?? 'everybody', label: places.moveOther(name ?? places.everybody, left), from: unionId };
  });
}

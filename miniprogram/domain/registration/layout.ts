import { covers } from '../people/scope';
import { hour } from '../time/shanghai';
import { type Seats, waitCapFor } from './seats';

/** What all buckets of an activity have in common. */
export type Common = Pick<Seats, 'activityId' | 'scope' | 'mode' | 'opensAt' | 'closesAt' | 'startsAt' | 'endsAt' | 'offerFor' | 'returnAt' | 'substituteUntil' | 'teams' | 'asks' | 'series'>;

interface Schedule {
  startsAt: number;
  endsAt: number;
  signUpOpensAt: number;
  signUpClosesAt: number;
}

export function commonOf(activityId: string, scope: string, schedule: Schedule, rules: Api.Activity.Rules, asks: boolean, series?: Api.Series.Rule): Common {
  return {
    activityId,
    scope,
    mode: rules.mode,
    opensAt: schedule.signUpOpensAt,
    closesAt: schedule.signUpClosesAt,
    startsAt: schedule.startsAt,
    endsAt: schedule.endsAt,
    offerFor: rules.offerHours === null ? null : rules.offerHours * hour,
    returnAt: rules.quotasReturnAt,
    substituteUntil: rules.substituteUntil,
    teams: rules.team !== null,
    asks,
    ...(series ? { series } : {}),
  };
}

export interface Quota {
  unionId: string;
  name: string;
  path: string;
  places: number;
}

export const bucketId = (activityId: string, bucket: number) => (bucket === 0 ? activityId : `${activityId}.${bucket}`);

/** One bucket with nobody in it. */
export function emptySeats(
  common: Common,
  own: Pick<Seats, 'bucket' | 'quota' | 'audience' | 'inner' | 'cap' | 'batches'>,
): Seats {
  return {
    _id: bucketId(common.activityId, own.bucket),
    ...common,
    ...own,
    cancelled: false,
    left: own.cap - own.batches.reduce((sum, batch) => sum + batch.places, 0),
    waits: 0,
    waitCap: waitCapFor(own.cap),
    released: 0,
    held: [],
    waiting: [],
    last: [],
    gone: [],
    told: [],
    acts: [],
    gives: [],
    got: [],
  };
}

/** The buckets of a new activity: 0 for everybody without a quota, then one for each quota. */
export function bucketsFor(common: Common, audience: string, capacity: number, quotas: readonly Quota[], batches: Seats['batches']): Seats[] {
  const innerOf = (path: string) => quotas.filter((quota) => quota.path !== path && covers(path, quota.path)).map((quota) => quota.path);
  const kept = quotas.reduce((sum, quota) => sum + quota.places, 0);
  const inner = quotas.map((quota) => quota.path);
  const buckets = [
    emptySeats(common, { bucket: 0, quota: null, audience, inner, cap: capacity - kept, batches }),
    ...quotas.map(({ unionId, name, path, places }, index) =>
      emptySeats(common, { bucket: index + 1, quota: { unionId, name }, audience: path, inner: innerOf(path), cap: places, batches: [] }),
    ),
  ];
  // Places of others may come to a small quota: its line is as long as the whole activity's.
  return buckets.map((seats) => ({ ...seats, waitCap: waitCapFor(capacity) }));
}

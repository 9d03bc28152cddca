import type { Answer, Entry, Seats } from '../../../miniprogram/domain/registration/seats';
import { answerOf, isLapsed } from '../../../miniprogram/domain/registration/seats';
import type { Aggregate, Database } from '../../platform/database';
import type { ActivityDocument } from '../activity/store';
import { type SeatsDocument, seatsOf } from './store';

/** One bucket's counts. */
export interface BucketView extends Pick<Seats, 'bucket' | 'quota' | 'audience' | 'inner' | 'cap' | 'left' | 'waits' | 'waitCap' | 'batches' | 'released' | 'returnAt'> {
  /** People who hold a place; a team counts with all of its own. */
  holders: number;
  /** How many are last in line. */
  lasts: number;
}

/** An activity's places as one member sees them: the counts, and where they stand. */
export interface SeatsView extends Pick<SeatsDocument, 'scope' | 'endsAt' | 'cancelled' | 'cancel'> {
  activityId: string;
  buckets: BucketView[];
  standing: (Answer & { entry: Entry; bucket: number }) | null;
  /** Why the member is out who did not ask to; the latest. */
  parted: Seats['told'][number] | null;
}

/** What the database computes of a bucket. An entry is somebody else's, or missing, where its index is -1. */
interface Computed extends Omit<BucketView, 'holders'>, Pick<SeatsDocument, 'activityId' | 'scope' | 'endsAt' | 'cancelled' | 'cancel'> {
  heldAt: number;
  held?: Entry;
  waitsAt: number;
  waiting?: Entry;
  lastAt: number;
  last?: Entry;
  toldAt: number;
  told?: Seats['told'][number];
  /** Entries that hold a place, and those of them that are offers. */
  holds: number;
  offers: number;
  /** Of an activity in teams: the people of each team that holds a place; entries of teams that the member is in, and the leaders in line. */
  teams?: string[][] | null;
  teamHeld?: Entry[] | null;
  teamWaiting?: Entry[] | null;
  line?: string[] | null;
  /** Where it was asked for: the activity, if there is one. */
  activity?: ActivityDocument[];
}

/** No activity has more buckets. */
const bucketsAtMost = 31;

/** The places of these activities as one member sees them, by activity; '' is nobody. */
export async function viewsOf(db: Database, activityIds: string[], uid: string): Promise<Map<string, SeatsView>> {
  return viewsIn(await computeAll(db, activityIds, uid, []));
}

/** A member's view of an activity's places, with the activity. */
export interface ActivityView {
  view: SeatsView;
  activity: ActivityDocument;
}

/** The same in one request with the activities themselves; one that is gone is left out. */
export async function activityViews(db: Database, activityIds: string[], uid: string): Promise<Map<string, ActivityView>> {
  const found = await computeAll(db, [...new Set(activityIds)], uid, [{ from: 'activities', localField: 'activityId', foreignField: '_id', as: 'activity' }]);
  const activities = new Map(found.flatMap(({ activityId, activity }) => (activity ?? []).map((one) => [activityId, one] as const)));
  return new Map(
    [...viewsIn(found)].flatMap(([activityId, view]) => {
      const activity = activities.get(activityId);
      return activity ? [[activityId, { view, activity }] as const] : [];
    }),
  );
}

type Join = Parameters<Aggregate['lookup']>[0];

async function computeAll(db: Database, activityIds: string[], uid: string, joins: Join[]): Promise<Computed[]> {
  if (activityIds.length === 0) return [];
  return compute(db, { activityId: db.command.in(activityIds) }, activityIds.length * bucketsAtMost, uid, joins);
}

/** What one member sees of the buckets that fit. The arrays stay in the database, so that it is small however long the waitlist. */
async function compute(db: Database, fits: object, limit: number, uid: string, joins: Join[] = []): Promise<Computed[]> {
  const { arrayElemAt, indexOfArray, size, cond, filter, in: isIn, ifNull } = db.command.aggregate;
  const mine = (list: string) => {
    const index = indexOfArray([`$${list}.u`, uid]);
    return [index, arrayElemAt([`$${list}`, index])];
  };
  const team = (list: string) => cond(['$teams', filter({ input: `$${list}`, as: 'e', cond: isIn([uid, ifNull(['$$e.m', []])]) }), null]);
  const [[heldAt, held], [waitsAt, waiting], [lastAt, last], [toldAt, told]] = [mine('held'), mine('waiting'), mine('last'), mine('told')];
  const { list } = await joins
    .reduce((stages, join) => stages.lookup(join), seatsOf(db).aggregate().match(fits).limit(limit))
    .project({
      ...Object.fromEntries(joins.map((join) => [join.as, 1])),
      ...{ activityId: 1, scope: 1, endsAt: 1, cancelled: 1, cancel: 1 },
      ...{ bucket: 1, quota: 1, audience: 1, inner: 1, cap: 1, left: 1, waits: 1, waitCap: 1, batches: 1, released: 1, returnAt: 1, lasts: size('$last') },
      ...{ holds: size('$held'), offers: cond(['$offerFor', size(filter({ input: '$held', as: 'e', cond: ifNull(['$$e.o', false]) })), 0]), teams: cond(['$teams', '$held.m', null]) },
      ...{ heldAt, held, waitsAt, waiting, lastAt, last, toldAt, told },
      ...{ teamHeld: team('held'), teamWaiting: team('waiting'), line: cond(['$teams', '$waiting.u', null]) },
    })
    .end();
  // The projection above is the type's shape.
  return list as Computed[];
}

function viewsIn(list: readonly Computed[]): Map<string, SeatsView> {
  const byActivity = new Map<string, Computed[]>();
  for (const found of list) byActivity.set(found.activityId, [...(byActivity.get(found.activityId) ?? []), found]);
  return new Map([...byActivity].flatMap(([activityId, found]) => viewOf(activityId, found)));
}

function viewOf(activityId: string, found: Computed[]): [string, SeatsView][] {
  const buckets = found.sort((a, b) => a.bucket - b.bucket);
  const [first] = buckets;
  if (!first || first.bucket !== 0) return [];
  const { scope, endsAt, cancelled, cancel } = first;
  const told = buckets.flatMap((one) => (one.toldAt >= 0 && one.told ? [one.told] : [])).sort((a, b) => b.t - a.t);
  return [[activityId, { activityId, scope, endsAt, cancelled, cancel, buckets: buckets.map(countsOf), standing: buckets.flatMap(standingIn)[0] ?? null, parted: told[0] ?? null }]];
}

function countsOf({ bucket, quota, audience, inner, cap, left, waits, waitCap, batches, released, returnAt, lasts, holds, offers, teams }: Computed): BucketView {
  return { bucket, quota, audience, inner, cap, left, waits, waitCap, batches, released, returnAt, lasts, holders: teams ? teams.flat().length : holds - offers };
}

function standingIn(found: Computed): NonNullable<SeatsView['standing']>[] {
  const { bucket, waits } = found;
  const of = (list: 'held' | 'waiting', entry: Entry, index: number) => [{ ...answerOf(list, entry, index), entry, bucket }];
  const [teamHeld, teamWaiting] = [found.teamHeld?.[0], found.teamWaiting?.[0]];
  if (found.heldAt >= 0 && found.held) return of('held', found.held, found.heldAt);
  if (found.waitsAt >= 0 && found.waiting) return of('waiting', found.waiting, found.waitsAt);
  if (found.lastAt >= 0 && found.last) return of('waiting', found.last, waits + found.lastAt);
  if (teamHeld) return of('held', teamHeld, 0);
  if (teamWaiting) return of('waiting', teamWaiting, found.line?.indexOf(teamWaiting.u) ?? 0);
  return [];
}

export async function viewSeats(db: Database, activityId: string, uid: string): Promise<SeatsView | null> {
  return (await viewsOf(db, [activityId], uid)).get(activityId) ?? null;
}

/** Where a member stands in one bucket; null: not there. */
export async function standingAt(db: Database, bucketId: string, uid: string): Promise<Answer | null> {
  const [found] = (await compute(db, { _id: bucketId }, 1, uid)).flatMap(standingIn);
  return found ? { state: found.state, position: found.position, at: found.at } : null;
}

/** A standing as of `now`: an offer that has gone by is none, whether or not the line has moved on. */
export function standingNow({ standing }: SeatsView, now: number): SeatsView['standing'] {
  return standing && !isLapsed(standing.entry, now) ? standing : null;
}

/** How many people hold a place in an activity. */
export const holdersIn = ({ buckets }: SeatsView) => buckets.reduce((sum, bucket) => sum + bucket.holders, 0);

import type { Entry, Seats } from '../../../miniprogram/domain/registration/seats';
import { follow, noTeams, type TeamEntry, type Teams, withoutDeparted } from '../../../miniprogram/domain/registration/team';
import { type Database, insertOnce } from '../../platform/database';
import { seatsOf } from '../registration/store';

/** The teams of one activity; `_id` is the activity's. Every change is a compare-and-set on `v`. */
export interface TeamsDocument extends Teams {
  _id: string;
  /** Number of changes so far. */
  v: number;
}

const teamsOf = (db: Database) => db.collection<TeamsDocument>('teams');

/** What the teams need of a bucket of the places. */
export type TeamBucket = Pick<Seats, '_id' | 'activityId' | 'bucket' | 'cancelled' | 'closesAt' | 'endsAt' | 'held' | 'waiting' | 'last' | 'acts'>;

const bucketFields = { _id: true, activityId: true, bucket: true, cancelled: true, closesAt: true, endsAt: true, held: true, waiting: true, last: true, acts: true } as const;

/** Teams and places of an activity, as they stand together. */
export interface Standings {
  document: TeamsDocument | null;
  buckets: TeamBucket[];
  teams: Teams;
}

export async function readStandings(db: Database, activityId: string, now: number): Promise<Standings> {
  const [found, places] = await Promise.all([teamsOf(db).doc(activityId).get(), seatsOf(db).where({ activityId }).field(bucketFields).limit(40).get()]);
  const buckets = places.data;
  return { document: found.data, buckets, teams: follow(found.data ?? noTeams, buckets.flatMap(entriesIn), now) };
}

/** The entries of teams in a bucket, those who hold a place first. */
export function entriesIn({ held, waiting, last }: Pick<TeamBucket, 'held' | 'waiting' | 'last'>): (Entry & TeamEntry)[] {
  return [...held, ...waiting, ...last].flatMap((entry) => (entry.tid === undefined ? [] : [{ ...entry, tid: entry.tid, m: entry.m ?? [entry.u] }]));
}

/** @returns false: somebody has changed the teams since they were read */
export async function swapTeams(db: Database, activityId: string, before: TeamsDocument | null, { teams, acts }: Teams): Promise<boolean> {
  if (!before) return insertOnce(teamsOf(db), { _id: activityId, v: 1, teams, acts });
  const { set, inc } = db.command;
  const { stats } = await teamsOf(db)
    .where({ _id: activityId, v: before.v })
    .update({ data: { teams: set(teams), acts: set(acts), v: inc(1) } });
  return stats.updated === 1;
}

/** Takes somebody who is no member any more out of the drafts they are in. May be repeated. */
export async function leaveDrafts(db: Database, uid: string, now: number): Promise<void> {
  const { data } = await teamsOf(db).where({ 'teams.people.u': uid }).field({ _id: true }).limit(100).get();
  for (const { _id } of data) {
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const { document, teams } = await readStandings(db, _id, now);
      const next = withoutDeparted(teams, uid);
      if (!document || next === teams || (await swapTeams(db, _id, document, next))) break;
    }
  }
}

/** Writes down what the seats say of the teams. May be repeated. */
export async function keepFollowed(db: Database, activityId: string, now: number): Promise<void> {
  const { document, teams } = await readStandings(db, activityId, now);
  // Where somebody else has changed them meanwhile, their own reading has followed the seats too.
  if (document && teams.teams !== document.teams) await swapTeams(db, activityId, document, teams);
}

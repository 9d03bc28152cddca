import { rewritePath } from '../../../miniprogram/domain/people/union';
import type { Entry } from '../../../miniprogram/domain/registration/seats';
import type { Database } from '../../platform/database';
import { readBuckets, type SeatsDocument } from '../registration/store';
import { swapTeams, type TeamsDocument } from '../teams/store';
import type { MoveDocument } from './move-store';
import { below, page } from './store';

/** What of a union's path stands among places and teams. Each step may be repeated, as those of move-run.ts. */

/** Buckets for a union that moves, and what the other buckets of the activity know of it. The bucket itself comes last, for it is found by its audience. */
export async function moveSeats(db: Database, move: MoveDocument, step: () => void): Promise<void> {
  const seats = db.collection<SeatsDocument>('seats');
  const { set, inc } = db.command;
  const respell = (path: string) => rewritePath(path, move.from, move.to);
  for (let more = true; more; ) {
    step();
    const { data } = await seats.where({ audience: below(db, move.from) }).orderBy('audience', 'asc').limit(page).get();
    for (const bucket of data) {
      for (const other of await readBuckets(db, bucket.activityId)) {
        if (other.inner.some((path) => respell(path) !== path)) await seats.where({ _id: other._id, v: other.v }).update({ data: { inner: set(other.inner.map(respell)), v: inc(1) } });
      }
      const buckets = await readBuckets(db, bucket.activityId);
      const told = buckets.every(({ inner }) => inner.every((path) => respell(path) === path));
      // A quota opened while the merge was decided: nobody new comes into it, for the other union's people have a bucket already.
      const taken = buckets.some(({ _id, audience }) => _id !== bucket._id && audience === respell(bucket.audience));
      const audience = taken ? `/merged/${move.unionId}/${bucket.bucket}/` : respell(bucket.audience);
      // Where somebody signed up in between, the next round tells that bucket.
      if (told) await seats.where({ _id: bucket._id, audience: bucket.audience }).update({ data: { audience } });
    }
    more = data.length > 0;
  }
}

/** The unit that a team competes for: of drafts among the teams, of those sent in also with their entry. Few activities are in teams, so all are looked through. */
export async function moveTeams(db: Database, move: MoveDocument, step: () => void): Promise<void> {
  const respell = (path: string) => rewritePath(path, move.from, move.to);
  for (let after: string | null = ''; after !== null; ) {
    step();
    const { data }: { data: TeamsDocument[] } = await db.collection<TeamsDocument>('teams').where({ _id: db.command.gt(after) }).orderBy('_id', 'asc').limit(page).get();
    for (const document of data) {
      const teams = document.teams.map((team) => ({ ...team, unit: { ...team.unit, path: respell(team.unit.path) } }));
      // Where somebody acts in between, the next run finds the rest.
      if (teams.some(({ unit }, index) => unit.path !== document.teams[index]?.unit.path)) await swapTeams(db, document._id, document, { teams, acts: document.acts });
      await moveEntries(db, document._id, respell);
    }
    after = data.length < page ? null : (data[data.length - 1]?._id ?? null);
  }
}

async function moveEntries(db: Database, activityId: string, respell: (path: string) => string): Promise<void> {
  const { set, inc } = db.command;
  const moved = (entries: readonly Entry[]) => entries.map((entry) => (entry.unit === undefined ? entry : { ...entry, unit: respell(entry.unit) }));
  const differs = (entries: readonly Entry[]) => entries.some(({ unit }) => unit !== undefined && respell(unit) !== unit);
  for (const { _id, v, held, waiting, last } of await readBuckets(db, activityId)) {
    if (![held, waiting, last].some(differs)) continue;
    await db.collection<SeatsDocument>('seats').where({ _id, v }).update({ data: { held: set(moved(held)), waiting: set(moved(waiting)), last: set(moved(last)), v: inc(1) } });
  }
}

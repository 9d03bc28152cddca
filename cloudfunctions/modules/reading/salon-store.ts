import { pathsUpwards } from '../../../miniprogram/domain/people/scope';
import type { Database } from '../../platform/database';
import type { ActivityDocument } from '../activity/store';
import type { EditionDocument } from './documents';

const activities = (db: Database) => db.collection<ActivityDocument>('activities');
/** Called off is not held. */
const events = { programme: 'reading', cancelled: null } as const;

/** So many are listed. */
const listed = 20;
/** So many reading events of an edition are looked at. */
const most = 1000;

type Span = Pick<EditionDocument, '_id' | 'audience' | 'opensAt' | 'closesAt'>;

/** Reading activities for a member that are not over, soonest end first; an edition that runs is among them. */
export async function eventsFor(db: Database, unitPath: string, now: number): Promise<ActivityDocument[]> {
  const { gt, in: oneOf } = db.command;
  const { data } = await activities(db).where({ audience: oneOf(pathsUpwards(unitPath)), endsAt: gt(now), ...events }).orderBy('endsAt', 'asc').limit(listed).get();
  return data;
}

/** Reading events of an edition's time and audience, the edition itself apart: what counts for 书香企业. */
export async function eventsOf(db: Database, { _id, audience, opensAt, closesAt }: Span): Promise<ActivityDocument[]> {
  const { and, gte, lte } = db.command;
  const { data } = await activities(db).where({ scopes: audience, endsAt: and(gte(opensAt), lte(closesAt)), ...events }).limit(most).get();
  return data.filter((activity) => activity._id !== _id);
}

/** The same of one unit: how many are over, and how many are to come. */
export async function eventsHeld(db: Database, { _id, opensAt, closesAt }: Span, unit: string, now: number): Promise<[held: number, ahead: number]> {
  const own = await eventsOf(db, { _id, audience: unit, opensAt, closesAt });
  const held = own.filter(({ endsAt }) => endsAt <= now).length;
  return [held, own.length - held];
}

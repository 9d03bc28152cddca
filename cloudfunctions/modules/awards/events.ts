import type { Database } from '../../platform/database';
import type { ActivityDocument } from '../activity/store';
import type { EditionDocument } from '../reading/documents';

/** So many reading events of an edition are looked at. */
const most = 1000;

/** Reading events of an edition's time and audience, the edition itself apart: salons 读书沙龙, book fairs. Called off is not held. */
export async function eventsOf(db: Database, { _id, audience, opensAt, closesAt }: EditionDocument): Promise<ActivityDocument[]> {
  const { and, gte, lte } = db.command;
  const { data } = await db
    .collection<ActivityDocument>('activities')
    .where({ scopes: audience, endsAt: and(gte(opensAt), lte(closesAt)), programme: 'reading', cancelled: null })
    .limit(most)
    .get();
  return data.filter((activity) => activity._id !== _id);
}

import { peopleOf as peopleIn } from '../../../miniprogram/domain/registration/seats';
import { rosterPage } from '../../../miniprogram/domain/registration/roster';
import { needsSecond } from '../../../miniprogram/domain/export/second';
import type { Database } from '../../platform/database';
import { activityById } from '../activity/store';
import { peopleOf, unionById } from '../people/store';
import { readBuckets } from '../registration/store';

/** Members read at once. */
const batch = 500;

/**
 * Whose answers to the sign-up form (telephone, certificate and staff numbers, …) a file of this activity would hold: how many people.
 * Those of one union are looked for only where all together are enough to need a second person.
 * @param unionId members of this union and below it; null: all
 */
export async function filledInBy(db: Database, activityId: string, unionId: string | null): Promise<number> {
  const [activity, buckets] = await Promise.all([activityById(db, activityId), readBuckets(db, activityId)]);
  if (!activity || activity.fields.length === 0) return 0;
  const people = rosterPage(buckets, null, Infinity).rows.flatMap(({ entry }) => peopleIn(entry).map((uid) => ({ uid, unit: entry.unit })));
  if (unionId === null || !needsSecond(people.length)) return people.length;
  const union = await unionById(db, unionId);
  if (!union) return 0;
  let count = 0;
  for (let from = 0; from < people.length; from += batch) {
    const part = people.slice(from, from + batch);
    const found = await peopleOf(db, part.map(({ uid }) => uid));
    count += part.filter(({ uid, unit }) => (unit ?? found.get(uid)?.unitPath ?? '').startsWith(union.path)).length;
  }
  return count;
}

import type { Database } from '../../platform/database';
import { tell } from '../notice/tell';
import type { MeetDocument } from './documents';
import { delegationsInOrder } from './lists';
import { noteTold } from './meet-store';

/** Tells athletes and leaders of a meet what was decided about its timetable. Exactly once each; may be repeated. */
export async function tellAll(db: Database, meet: MeetDocument, now: number): Promise<void> {
  const { word } = meet;
  if (!word) return;
  const delegations = await delegationsInOrder(db, meet);
  const to = [...new Set(delegations.flatMap(({ leader, athletes }) => [leader, ...athletes.map(({ uid }) => uid)]))];
  await tell(db, { template: 'matter', to, about: { title: word.title, text: word.text, page: `packages/meet/pages/timetable/timetable?id=${meet._id}` }, key: word.key }, now);
  await noteTold(db, meet._id, word.key);
}

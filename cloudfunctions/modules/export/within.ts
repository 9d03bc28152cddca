import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { unionById } from '../people/store';
import type { Attendee } from './attendance';

/** Those of a union and below it; `unionId` null: all. */
export async function within(db: Database, people: readonly Attendee[], unionId: string | null): Promise<readonly Attendee[]> {
  if (unionId === null) return people;
  const union = await unionById(db, unionId);
  if (!union) throw new Refusal('NOT_FOUND', '没有找到这个工会');
  return people.filter(({ unitPath }) => unitPath.startsWith(union.path));
}

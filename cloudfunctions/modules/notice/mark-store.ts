import { type Database, insertOnce } from '../../platform/database';

/** How far a telling has come that goes on over several runs of the timer. */
interface MarkDocument {
  /** Names the telling. */
  _id: string;
  /** The last of those who were told; sorts before all at the beginning. */
  cursor: string;
  done: boolean;
}

const marks = (db: Database) => db.collection<MarkDocument>('notice_marks');

/** Where a telling goes on; null: everybody was told. */
export async function cursorOf(db: Database, id: string): Promise<string | null> {
  const mark = (await marks(db).doc(id).get()).data;
  return mark === null ? '' : mark.done ? null : mark.cursor;
}

/** Moves a telling on, unless another run has. */
export async function moveOn(db: Database, id: string, from: string, to: { cursor: string; done: boolean }): Promise<void> {
  if (from === '' && (await insertOnce(marks(db), { _id: id, ...to }))) return;
  await marks(db).where({ _id: id, cursor: from, done: false }).update({ data: to });
}

import { type Database, insertOnce } from '../../platform/database';
import type { Change, MarkDocument, ParticipantDocument } from './documents';

/** Who took part in what: written by the sources, read by the fold. */

const participants = (db: Database) => db.collection<ParticipantDocument>('participants');
const marks = (db: Database) => db.collection<MarkDocument>('participation_marks');

export const participantId = (year: number, uid: string) => `${year}:${uid}`;

/** Activities that somebody takes part in 人次: one of them counts once, however many kinds of doing there were. */
export const timesOf = ({ on }: Pick<ParticipantDocument, 'on'>): number =>
  new Set(Object.values(on).flatMap((one) => (one.in ? [one.a] : []))).size;

/** One change in a source: of which activity and year, and its number there. */
export interface Noted {
  year: number;
  activityId: string;
  /** Name of the field: kind and group. */
  field: string;
  n: number;
}

/** Notes that somebody takes part, or no longer does. Idempotent; an older change that comes late changes nothing. */
export async function note(db: Database, { year, activityId, field, n }: Noted, uid: string, joins: boolean): Promise<void> {
  const { exists, inc, lt, or, set } = db.command;
  const _id = participantId(year, uid);
  const change = () =>
    participants(db)
      .where({ _id, [`on.${field}.n`]: or(lt(n), exists(false)) })
      .update({ data: { [`on.${field}`]: set({ a: activityId, n, in: joins }), v: inc(1), dirty: true } });
  if ((await change()).stats.updated > 0) return;
  const first: ParticipantDocument = { _id, year, uid, on: { [field]: { a: activityId, n, in: joins } }, v: 1, dirty: true, folded: { batch: 0, v: 0, unit: '', cohort: '', times: 0 } };
  // Taken: there already, or put there by another source at this moment.
  if (!(await insertOnce(participants(db), first))) await change();
}

/** Whose unit is another one now, or who left: the fold looks at them anew. */
export async function lookAgain(db: Database, where: { ids: string[] } | { uid: string }): Promise<void> {
  const whose = 'uid' in where ? { uid: where.uid } : { _id: db.command.in(where.ids) };
  await participants(db).where(whose).update({ data: { v: db.command.inc(1), dirty: true } });
}

export async function dirtyParticipants(db: Database, year: number, limit: number): Promise<ParticipantDocument[]> {
  return (await participants(db).where({ year, dirty: true }).limit(limit).get()).data;
}

export async function participantsById(db: Database, ids: string[]): Promise<ParticipantDocument[]> {
  if (ids.length === 0) return [];
  return (await participants(db).where({ _id: db.command.in(ids) }).limit(ids.length).get()).data;
}

/** Notes what the boards have of somebody. Idempotent; who changed meanwhile stays for the next batch. */
export async function keepFolded(db: Database, id: string, folded: ParticipantDocument['folded']): Promise<void> {
  const { lt, set } = db.command;
  const older = { _id: id, 'folded.batch': lt(folded.batch) };
  const { stats } = await participants(db).where({ ...older, v: folded.v }).update({ data: { folded: set(folded), dirty: false } });
  if (stats.updated === 0) await participants(db).where(older).update({ data: { folded: set(folded) } });
}

/** Removes what is kept of people who are in no roster any more, once the boards are without them. */
export async function forget(db: Database, ids: string[]): Promise<void> {
  await participants(db).where({ _id: db.command.in(ids), 'folded.unit': '', dirty: false }).remove();
}

export async function marksById(db: Database, ids: string[]): Promise<Map<string, MarkDocument>> {
  const found = new Map<string, MarkDocument>();
  for (let from = 0; from < ids.length; from += 500) {
    const { data } = await marks(db).where({ _id: db.command.in(ids.slice(from, from + 500)) }).limit(500).get();
    for (const mark of data) found.set(mark._id, mark);
  }
  return found;
}

export async function firstMark(db: Database, id: string): Promise<MarkDocument> {
  const mark: MarkDocument = { _id: id, n: 0, stamp: '', people: [], next: null };
  await insertOnce(marks(db), mark);
  return mark;
}

/** Decides the next change of a source. @returns false: another run was faster */
export async function begin(db: Database, { _id, n }: MarkDocument, next: Change): Promise<boolean> {
  return (await marks(db).where({ _id, n, next: null }).update({ data: { next: db.command.set(next) } })).stats.updated === 1;
}

/** Notes that the next change is carried out. Idempotent. */
export async function finish(db: Database, { _id, n }: MarkDocument, { stamp, people }: Change): Promise<void> {
  const { set } = db.command;
  await marks(db).where({ _id, n }).update({ data: { n: n + 1, stamp, people: set(people), next: set(null) } });
}

import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { mostLikes, type Talk, type Talked, type TalkRefusal, waitsSince } from '../../../miniprogram/domain/reading/talk';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import type { Act, NoteDocument, NotePhoto } from './documents';

const notes = (db: Database) => db.collection<NoteDocument>('reading_notes');

export async function noteById(db: Database, id: string): Promise<NoteDocument | null> {
  return (await notes(db).doc(id).get()).data;
}

export interface PagePoint {
  at: number;
  id: string;
}

/** Notes that all who read in the edition see, latest first. `unit`, `book`: of these alone. A copy of an earlier note is in no feed. */
export async function feedOf(db: Database, edition: string, { unit, book }: { unit?: string; book?: string }, after: PagePoint | undefined, limit: number): Promise<NoteDocument[]> {
  const { and, lt, lte, or } = db.command;
  const wanted = { edition, state: 'shown', same: null, ...(unit === undefined ? {} : { unitIds: unit }), ...(book === undefined ? {} : { book }) };
  const conditions: object[] = after ? [{ ...wanted, at: lte(after.at) }, or({ at: lt(after.at) }, { at: after.at, _id: lt(after.id) })] : [wanted];
  return (await notes(db).where(and(...conditions)).orderBy('at', 'desc').orderBy('_id', 'desc').limit(limit).get()).data;
}

/** Notes of which something waits for a cadre, longest waiting first. `units`: of their readers alone; null: of all. */
export async function waitingNotes(db: Database, edition: string, units: readonly string[] | null, after: PagePoint | undefined, limit: number): Promise<NoteDocument[]> {
  const { and, gt, gte, in: oneOf, or } = db.command;
  const wanted = { edition, ...(units === null ? {} : { unitIds: oneOf([...units]) }), desk: after ? gte(after.at) : gt(0) };
  const conditions: object[] = after ? [wanted, or({ desk: gt(after.at) }, { desk: after.at, _id: gt(after.id) })] : [wanted];
  return (await notes(db).where(and(...conditions)).orderBy('desk', 'asc').orderBy('_id', 'asc').limit(limit).get()).data;
}

/** Notes in which something of this member's is held. */
export async function heldOf(db: Database, edition: string, uid: string, limit: number): Promise<NoteDocument[]> {
  return (await notes(db).where({ edition, helds: uid }).limit(limit).get()).data;
}

/** Notes with photos that had no verdict when they were last looked at, due by now. */
export async function notesWithOpenPhotos(db: Database, now: number, limit: number): Promise<NoteDocument[]> {
  const { and, gt, lte } = db.command;
  return (await notes(db).where({ photosAt: and(gt(0), lte(now)) }).orderBy('photosAt', 'asc').limit(limit).get()).data;
}

/** What is known of a note's photos now. A cadre who looked at them meanwhile has decided. */
export async function keepPhotos(db: Database, { _id, v }: NoteDocument, photos: readonly NotePhoto[], photosAt: number): Promise<void> {
  await notes(db).where({ _id, v }).update({ data: { photos: db.command.set([...photos]), photosAt } });
}

/** Likes a note that others see, or no longer: one write, and a repeat changes nothing. @returns whether it did */
export async function keepLike(db: Database, id: string, audiences: readonly string[], uid: string, on: boolean): Promise<boolean> {
  const { exists, in: oneOf, neq, pull, push } = db.command;
  const found = { _id: id, audience: oneOf([...audiences]), state: 'shown' };
  const { stats } = on
    ? await notes(db).where({ ...found, likes: neq(uid), [`likes.${mostLikes - 1}`]: exists(false) }).update({ data: { likes: push([uid]) } })
    : await notes(db).where({ ...found, likes: uid }).update({ data: { likes: pull(uid) } });
  return stats.updated === 1;
}

/** What a cadre's decision writes beside the talk. */
export interface Decided {
  photos: NotePhoto[];
  act: Act;
  record: AuditRecord;
}

async function keepTalk(db: Database, before: NoteDocument, next: Talk, decided: Decided | null): Promise<boolean> {
  const { push, set } = db.command;
  const { state, why, replies, reports, v } = next;
  const helds = [...(state === 'held' ? [before.uid] : []), ...replies.filter((one) => one.state === 'held').map(({ uid }) => uid)];
  const beside = decided ? { photos: set(decided.photos), photosAt: 0, acts: push([decided.act]), audit: push([decided.record]) } : {};
  const { stats } = await notes(db)
    .where({ _id: before._id, v: before.v })
    .update({ data: { state, why, replies: set([...replies]), reports: set([...reports]), v, desk: waitsSince(next), helds: set([...new Set(helds)]), ...beside } });
  return stats.updated === 1;
}

/** Many may talk about one note at once: whoever finds it changed decides anew. */
const tries = 12;

/**
 * One change of what is said of a note. @param decide gets the note as it is now; null: there is nothing to write
 * @returns the note as it is after it. Throws what `words` has for a refusal; SLOW_DOWN
 */
export async function changeTalk(
  db: Database,
  find: () => Promise<NoteDocument>,
  decide: (note: NoteDocument) => Talked | null,
  words: (reason: TalkRefusal) => Refusal,
  decided: (note: NoteDocument) => Decided | null = () => null,
): Promise<NoteDocument> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const note = await find();
    const talked = decide(note);
    if (talked === null) return note;
    if (talked.do === 'refuse') throw words(talked.reason);
    // `talk` is made of the document itself, whose other fields it carries along.
    if (await keepTalk(db, note, talked.talk, decided(note))) return { ...note, ...talked.talk, replies: [...talked.talk.replies], reports: [...talked.talk.reports] };
  }
  throw new Refusal('SLOW_DOWN');
}

import { reverse } from '../../../miniprogram/domain/points/ledger';
import { maskName } from '../../../miniprogram/domain/people/names';
import { bandsOf, nearestOf, shinglesOf } from '../../../miniprogram/domain/text/near-duplicates';
import type { Database } from '../../platform/database';
import { unseal } from '../../platform/secrets';
import { tell } from '../notice/tell';
import type { NoteDocument, ReaderDocument } from './documents';
import { noticeTexts, pageOfNote } from './notice-texts';
import { keepBands, keepSame, keepWatched, notesInBands, unwatchedNotes } from './note-store';
import { editionById, keepReader, readerId, readerOf } from './store';

/** Notes a run at most: the next run takes the rest. */
const notesARun = 300;
/** A member who checks in at the same moment: the reversal is decided anew. */
const tries = 12;

const isLater = (a: NoteDocument, b: NoteDocument): boolean => a.at > b.at || (a.at === b.at && a._id > b._id);

/** The earlier note, in the words of whose note is nearly the same: their own by its day, another's by unit and masked name. */
function wordsFor(earlier: NoteDocument, writer: ReaderDocument | null, own: boolean): string {
  const [, month = '', date = ''] = earlier.day.split('-');
  const when = `${Number(month)}月${Number(date)}日`;
  if (own) return `与您${when}的读后感基本相同`;
  const name = writer && writer.name !== '' ? maskName(unseal(writer.name)) : '';
  return `与${when}${writer?.unitName ?? ''}${name}的读后感基本相同`;
}

/** Takes back the points of a note, if it earned any: one conditional write, once. */
export async function takeBack(db: Database, note: Pick<NoteDocument, '_id' | 'edition' | 'uid' | 'day'>, words: string, now: number): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const reader = await readerOf(db, readerId(note.edition, note.uid));
    const earned = reader?.entries.find(({ id, of }) => id === `note:day:${note.day}` && of === note._id);
    const ledger = reader && earned ? reverse(reader, earned.id, now, words) : null;
    if (!reader || !ledger || ledger === reader) return;
    if (await keepReader(db, reader, { ...reader, ...ledger, v: reader.v + 1 })) return;
  }
  throw new Error('a reader who never stands still');
}

/** Flags a copy: its points first, then its writer is told, then the note. May be repeated. */
async function flag(db: Database, copy: NoteDocument, first: NoteDocument, now: number): Promise<void> {
  const words = wordsFor(first, await readerOf(db, readerId(first.edition, first.uid)), first.uid === copy.uid);
  await takeBack(db, copy, words, now);
  const about = { title: noticeTexts.same, text: noticeTexts.sameText(copy.title, words), page: pageOfNote(copy) };
  await tell(db, { template: 'matter', to: [copy.uid], key: `same:${copy._id}`, about }, now);
  await keepSame(db, copy._id, { note: first._id, words });
}

/**
 * Compares one note with the others. Every step may be repeated, runs may overlap: a note can be found by others before it looks for them,
 * so that of two that are compared at once at least one finds the other; it is noted as compared last of all.
 */
async function watch(db: Database, note: NoteDocument, now: number): Promise<void> {
  const shingles = shinglesOf(note.text);
  const bands = bandsOf(shingles);
  if (bands.length > 0) {
    await keepBands(db, note._id, bands);
    const met = (await notesInBands(db, note.edition, bands))
      .filter(({ _id }) => _id !== note._id)
      .flatMap((other) => {
        const one = { note: other, shingles: shinglesOf(other.text) };
        return other.bands.filter((band) => bands.includes(band)).map(() => one);
      });
    const first = nearestOf(shingles, met.filter((other) => isLater(note, other.note)));
    if (first) await flag(db, note, first.note, now);
    // Notes arrive out of turn: later ones that were there before are copies of this.
    let later = met.filter((other) => isLater(other.note, note) && other.note.same === null);
    for (let copy = nearestOf(shingles, later); copy; copy = nearestOf(shingles, later)) {
      const { note: found } = copy;
      await flag(db, found, note, now);
      later = later.filter((other) => other.note !== found);
    }
  }
  await keepWatched(db, note._id);
}

/** The timer's work: near-duplicates are found, their points taken back with the match named. @returns notes compared */
export async function watchNotes(db: Database, now: number): Promise<number> {
  const open = new Map<string, boolean>();
  const notes = await unwatchedNotes(db, notesARun);
  // One after another: of two copies that came together the second must find the first.
  for (const note of notes) {
    if (!open.has(note.edition)) open.set(note.edition, (await editionById(db, note.edition))?.state === 'open');
    // After the freezing rankings stand: such a note is too late to be looked at.
    if (open.get(note.edition) === true) await watch(db, note, now);
    else await keepWatched(db, note._id);
  }
  return notes.length;
}

import { bandsOf, nearestOf, shinglesOf } from '../../miniprogram/domain/text/near-duplicates';
import type { MadeNote } from './made-notes';

export interface Watched {
  notes: number;
  /** Notes that are copies, and notes that were flagged. */
  copies: number;
  flagged: number;
  precision: number;
  recall: number;
  us_per_note: number;
}

/** Latest notes of one band that a new one is compared with. */
const perBand = 60;

/** Goes through notes in their order as the job does: each is looked up by its bands, then judged against those it met. */
export function watchNotes(notes: readonly MadeNote[]): Watched {
  const byBand = new Map<string, { note: MadeNote; shingles: number[] }[]>();
  let [copies, flagged, right, found] = [0, 0, 0, 0];
  const begun = performance.now();
  for (const note of notes) {
    const shingles = shinglesOf(note.text);
    const bands = bandsOf(shingles);
    const match = nearestOf(shingles, bands.flatMap((band) => byBand.get(band) ?? []));
    const isCopy = note.family !== note.id;
    if (isCopy) copies += 1;
    if (match) {
      flagged += 1;
      if (match.note.family === note.family) right += 1;
      if (isCopy) found += 1;
    }
    for (const band of bands) {
      const held = byBand.get(band) ?? [];
      held.push({ note, shingles });
      if (held.length > perBand) held.shift();
      byBand.set(band, held);
    }
  }
  const share = (part: number, of: number) => Math.floor((part * 10_000) / Math.max(1, of)) / 10_000;
  return { notes: notes.length, copies, flagged, precision: share(right, flagged), recall: share(found, copies), us_per_note: Math.round(((performance.now() - begun) * 1000) / notes.length) };
}

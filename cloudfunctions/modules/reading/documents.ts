import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import type { Histogram } from '../../../miniprogram/domain/points/histogram';
import type { CheckIn, ReaderRecord } from '../../../miniprogram/domain/reading/record';
import type { Reply, Report } from '../../../miniprogram/domain/reading/talk';
import type { UnitSum } from '../../../miniprogram/domain/reading/units';

export interface Act {
  k: string;
  h: string;
  t: number;
  by: string;
}

/** An edition 届 of a reading month. `_id` = its activity's. */
export interface EditionDocument {
  _id: string;
  title: string;
  organiser: string;
  scope: string;
  audience: string;
  /** First and last day. */
  from: string;
  until: string;
  opensAt: number;
  /** The end of the last day, night shifts included. */
  closesAt: number;
  rules: Api.Reading.Rules;
  /** frozen: the rankings stand. */
  state: 'open' | 'frozen';
  /** Number of changes before its beginning; absent: none. */
  v?: number;
  /** Books are there for readers once 宣教部 has approved them; absent: at once. */
  approval?: true;
  /** The edition before it of the same union; absent: none. */
  previous?: string;
  acts: Act[];
  audit?: AuditRecord[];
}

/** The approval of a book 审定. */
export interface BookApproval {
  /** Such as 市总工会宣教部. */
  department: string;
  /** Number of its paper, or the day of the meeting. */
  paper: string;
  at: number;
  by: string;
}

/** A book of an edition's list. `_id` comes from edition and ISBN: no book is on it twice. */
export interface BookDocument {
  _id: string;
  edition: string;
  isbn: string;
  title: string;
  author: string;
  theme: string;
  link: string;
  /** Search terms of title and author, and the ISBN. */
  terms: string[];
  /** 0: on the list. */
  removedAt: number;
  /** Who approved it, and by which paper; absent or null: nobody yet. */
  approved?: BookApproval | null;
  acts: Act[];
  audit?: AuditRecord[];
}

/** A check-in as it is kept: what a repeat's answer is made of. */
export interface KeptCheckIn extends CheckIn {
  /** Number of ledger entries right after it. */
  upTo: number;
  /** null: no note. */
  state: Api.Reading.NoteState | null;
}

/** The text of a note on its way to `reading_notes`. */
export interface NoteText {
  /** Its check-in's. */
  id: string;
  text: string;
  state: Api.Reading.NoteState;
  /** Of its book. */
  title: string;
  photos: NotePhoto[];
}

/** A kept photo of a note. Others see it once it passed. */
export interface NotePhoto {
  id: string;
  fileId: string;
  state: Api.Media.State;
}

/** What the rankings have of a reader; `v` 0: nothing yet. */
export interface Folded {
  batch: number;
  v: number;
  points: number;
  days: number;
  /** Entries of the ledger. */
  n: number;
}

/** A member's edition: the one document that decides their points. `_id` = `edition:uid`. */
export interface ReaderDocument extends ReaderRecord {
  _id: string;
  edition: string;
  uid: string;
  /** Sealed, empty where they left; of the first check-in, as are the units: one competes for one unit in an edition. */
  name: string;
  unitName: string;
  /** Ids of the unit and of all above. */
  unitIds: string[];
  checkIns: readonly KeptCheckIn[];
  /** Has changes that the rankings do not have. */
  dirty: boolean;
  folded: Folded;
  out: NoteText[];
  /** Records of 代录 that are not in the chain yet; absent: none. */
  audit?: AuditRecord[];
}

/** A note 读后感 with all that is said of it. `_id` = its check-in's id. */
export interface NoteDocument {
  _id: string;
  edition: string;
  /** Of its edition: who may read it, and whose cadres look at it. */
  audience: string;
  scope: string;
  uid: string;
  /** Sealed; empty: they left. */
  name: string;
  unitName: string;
  unitIds: string[];
  book: string;
  title: string;
  day: string;
  at: number;
  text: string;
  photos: NotePhoto[];
  /** When to look for verdicts on its photos; 0: all have one. */
  photosAt: number;
  /** Has it been compared with others? `bands` finds it from then on. */
  watched: boolean;
  bands: string[];
  /** The earlier note that it is nearly the same as, and the words that its writer reads; null: none. */
  same: { note: string; words: string } | null;
  /** Who likes it. */
  likes: string[];
  state: Api.Reading.Sight;
  /** Why a cadre hid it; else empty. */
  why: string;
  replies: Reply[];
  reports: Report[];
  v: number;
  /** Since when something of it waits for a cadre; 0: nothing does. */
  desk: number;
  /** Who wrote what of it is held: asked about again when they come back. */
  helds: string[];
  acts: Act[];
  audit?: AuditRecord[];
}

/** A member's books in an edition, ids in the order in which they were put there; a book is on one shelf at most. `_id` = `edition:uid`. */
export interface ShelfDocument extends Record<Api.Reading.Shelf, string[]> {
  _id: string;
  edition: string;
  uid: string;
}

/** How far the counting is, and the histogram. `_id` = the edition's. */
export interface StandingDocument extends Histogram {
  _id: string;
  /** Number of the last batch in it. */
  batch: number;
  readers: number;
  points: number;
  /** Frozen units are written down up to this path; null: all are. */
  units: string | null;
  /** Batch and instant of the last boards. */
  boards: { batch: number; at: number };
}

/** Readers whose changes are counted together. `_id` = `edition:number`. */
export interface BatchDocument {
  _id: string;
  edition: string;
  number: number;
  moves: { reader: string; unitIds: string[]; from: Folded; to: Omit<Folded, 'batch'> }[];
}

/** A unit's sums in an edition. `_id` = `edition:union`. */
export interface UnitDocument extends UnitSum {
  _id: string;
  edition: string;
  /** Of the union when the edition began: what cadres' views go by. */
  path: string;
  name: string;
  /** Id of the union above it where that is a district or an industry; empty: none. */
  district: string;
  batch: number;
}

/** A member's points of a day, a week or a month. `_id` = `edition:period:uid`. */
export interface ScoreDocument {
  _id: string;
  edition: string;
  period: string;
  uid: string;
  /** Sealed. */
  name: string;
  unitName: string;
  points: number;
  lastAt: number;
  /** Of the member's document that it was made of. */
  v: number;
}

/** A published ranking. `_id` = `edition:people`, `edition:` and a day, week or month, `edition:units:0` … `3`, `edition:districts`. */
export interface BoardDocument {
  _id: string;
  /** Of people: places, sealed names (empty: they left). */
  people: { place: number; uid: string; name: string; unitName: string; points: number; lastAt: number }[];
  units: Api.Reading.RankedUnit[];
  /** All that were ranked, of which the first hundred are listed. */
  count: number;
  at: number;
  digest: string;
}

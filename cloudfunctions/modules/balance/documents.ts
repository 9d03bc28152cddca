import type { Board, Cell } from '../../../miniprogram/domain/balance/cell';

/** Somebody's year: everything they took part in. `_id` = `year:uid`. Holds no name. */
export interface ParticipantDocument {
  _id: string;
  year: number;
  uid: string;
  /** By kind and group of the source: of which activity, do they take part, and the number of the change that said so, for an older one may come late. */
  on: Record<string, { a: string; n: number; in: boolean }>;
  /** Number of changes. */
  v: number;
  /** Has changes that the boards do not have. */
  dirty: boolean;
  folded: Folded;
}

/** What the boards have of somebody; `unit` empty: nothing. */
export interface Folded {
  batch: number;
  v: number;
  unit: string;
  cohort: string;
  /** Activities taken part in 人次. */
  times: number;
}

/** How far a source was read: one document a kind and group, such as a bucket of places. `_id` = `kind:group`. */
export interface MarkDocument {
  _id: string;
  /** Number of the last change that is carried out. */
  n: number;
  /** Of the state that is carried out; empty: none. */
  stamp: string;
  /** Of a listed source: who takes part. */
  people: string[];
  /** The change that is being carried out: whoever comes next finishes it first. */
  next: null | Change;
}

export interface Change {
  stamp: string;
  joined: string[];
  left: string[];
  /** What the mark keeps of them. */
  people: string[];
}

/** A union's own members in a year. `_id` = `year:union`. */
export interface CellDocument {
  _id: string;
  cell: Cell;
  seen: Seen;
  batch: number;
}

/** Of the union and its employer when the cell was made: another one makes the cell anew. */
export interface Seen {
  members: number;
  roster: number;
  size: number;
}

/** The sums at and below a union in a year. `_id` = `year:union`. */
export interface BoardDocument extends Board {
  _id: string;
  path: string;
  name: string;
  level: number;
  batch: number;
  at: number;
  /** The year before it, as it stood when the year after it began: what is shown beside it then. */
  before?: { year: number; members: number; joined: number; times: number };
}

/** How far a year is: its last batch, and up to where unions and transfers were looked at. `_id` = the year. */
export interface HeadDocument {
  _id: string;
  year: number;
  batch: number;
  /** Path of the last union looked at in this pass, and how many passes were made. */
  union: string;
  passes: number;
  /** The last transfer that was looked at. */
  transfer: { at: number; id: string };
}

/** Changes that go into the boards together. `_id` = `year:number`. */
export interface BatchDocument {
  _id: string;
  year: number;
  number: number;
  at: number;
  cells: { from: Cell | null; to: Cell; seen: Seen }[];
  people: { id: string; to: Omit<Folded, 'batch'> }[];
}

/** Up to which activity the sources were read in this pass. */
export interface CursorDocument {
  _id: string;
  at: number;
  id: string;
}

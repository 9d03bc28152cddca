import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import type { Act } from '../../platform/acts';

/** A call for works. `_id` comes from its cadre and the act's key. */
export interface CallDocument extends Api.Works.Plan {
  _id: string;
  activityId: string;
  scope: string;
  organiser: string;
  audience: string;
  approval: (Api.Works.Approval & { at: number; by: string }) | null;
  /** As far as acts have brought it; the clock tells the rest. */
  state: 'open' | 'judging' | 'sealing' | 'sealed' | 'published';
  createdAt: number;
  /** When it was closed to marks, and why where sheets were missing; null: not yet. */
  sealing: { at: number; reason: string } | null;
  /** The timer has something to finish: the result is to be made, or writers are to be told. */
  busy: boolean;
  v: number;
  acts: Act[];
  audit: AuditRecord[];
}

export interface WorkPhoto {
  id: string;
  fileId: string;
  state: Api.Media.State;
}

/** A judge's marks: given once. `k`, `h`: of the act. */
export interface SheetMarks {
  judge: string;
  marks: Record<string, number>;
  at: number;
  k: string;
  h: string;
}

/**
 * A work with all that judges say of it: this one document decides what its writer and its judges do. `_id` comes from call, kind and writer, so that
 * nobody has two of a kind.
 */
export interface WorkDocument {
  _id: string;
  callId: string;
  kind: string;
  uid: string;
  /** Sealed; empty: they left. */
  name: string;
  unitName: string;
  unitPath: string;
  title: string;
  text: string;
  photos: WorkPhoto[];
  at: number;
  state: Api.Works.State;
  /** Why it does not take part; else empty. */
  why: string;
  /** Words that tell who wrote it. */
  words: string[];
  /** WeChat's verdict on the text where there is something amiss. */
  verdict: 'held' | 'review' | null;
  vet: Api.Works.DeskWork['vet'];
  /** When to look for verdicts on its photos; 0: all have one. */
  photosAt: number;
  /** The anonymous number; 0: none yet. */
  number: number;
  /** Who judges it. */
  judges: string[];
  recused: { judge: string; reason: string; at: number }[];
  sheets: SheetMarks[];
  /** Sheets that are missing. */
  open: number;
  /** From then on no marks are taken; 0: they are. */
  closedAt: number;
  result: { announced: number; place: number; prize: string } | null;
  v: number;
  acts: Act[];
  audit?: AuditRecord[];
}

export interface PanelJudge {
  uid: string;
  /** Sealed. */
  name: string;
  unitName: string;
}

/** Who judges what: decided once, spread to the works after. `_id` = the call's. */
export interface HandingDocument {
  _id: string;
  panel: PanelJudge[];
  perWork: number;
  /** Of the lot, base64url: with the ids of the works it gives the numbers again. */
  seed: string;
  /** In the order of numbers, from 1; judges as places in the panel. */
  works: { id: string; judges: number[] }[];
  short: number;
  /** Every work knows its judges, and they were told. */
  spread: boolean;
  /** What is being handed on: works that `from` has not marked, or those with too few judges (null); null: nothing. */
  shift: { from: string | null; to: string[]; k: string } | null;
  acts: Act[];
  audit: AuditRecord[];
}

/** A sealed result. `_id` = the call's. */
export interface ResultDocument {
  _id: string;
  /** Number, place and score of every work. */
  rows: (readonly [number: number, place: number, announced: number])[];
  digest: string;
  works: Record<string, number>;
  /** Who marked any of them. */
  judges: string[];
  at: number;
}

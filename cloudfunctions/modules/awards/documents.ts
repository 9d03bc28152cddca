import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import type { Candidate, Selection } from '../../../miniprogram/domain/awards/selection';

export interface Act {
  k: string;
  h: string;
  t: number;
  by: string;
}

export interface KeptCandidate extends Candidate {
  /** The member; empty: a unit. */
  uid: string;
  evidence: Api.Awards.Evidence;
}

/** A selection 评选 of an edition. `_id` comes from edition and kind. Names are sealed in storage. */
export interface SelectionDocument extends Selection<KeptCandidate> {
  _id: string;
  edition: string;
  editionTitle: string;
  scope: string;
  /** Path of those it is for. */
  audience: string;
  organiser: string;
  places: number;
  quotas: { id: string; name: string; weight: number; places: number }[];
  short: { share: number; events: number; chosen: number };
  /** Acts on it; those of objectors without a name. */
  acts: Act[];
  v: number;
  audit?: AuditRecord[];
}

/** What an objection 异议 says. `_id` = the objection's: a keyed digest of notice and person, which says nothing of who it is. */
export interface ObjectionDocument {
  _id: string;
  selection: string;
  notice: string;
  /** Sealed. */
  words: string;
  k: string;
  h: string;
  at: number;
}

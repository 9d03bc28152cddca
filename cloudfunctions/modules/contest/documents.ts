import type { Adjustment } from '../../../miniprogram/domain/contest/scores';
import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';

/** What an act leaves in the document that it decided: a repeat answers from it, another body under its key is KEY_REUSED. */
export interface Act {
  k: string;
  h: string;
  t: number;
  by: string;
}

/** A contest: the rulebook of an activity. `_id` = the activity's. */
export interface ContestDocument {
  _id: string;
  scope: string;
  rulebook: Api.Contest.Rulebook;
  /** Entries are taken before this instant; absent: until the first round begins. */
  entriesUntil?: number;
  /** When the first entry was accepted: from then on edits keep what was promised. Absent: none was. */
  frozenAt?: number;
  /** Counts acts: an edit is conditional on it. */
  v: number;
  acts: Act[];
  audit?: AuditRecord[];
}

/** An entry 参赛节目. `_id` = `contestId:n` with n from the key of the submission. Names of performers and `contact` are sealed in storage: read it through entry-store. */
export interface EntryDocument {
  _id: string;
  contestId: string;
  /** Unit it competes for. */
  unitId: string;
  unitPath: string;
  unitName: string;
  title: string;
  form: Api.Contest.Form;
  songs: Api.Contest.Song[];
  performers: Api.Contest.Performer[];
  /** 伴奏: a file, live, or none; photos and the video's link; words of the songs for the review 节目审查. */
  accompaniment: { kind: 'file' | 'live' | 'none'; fileId: string };
  photos: string[];
  video: string;
  lyrics: string;
  /** Who sent it: the unit's 领队. */
  leader: string;
  contact: string;
  state: Api.Contest.EntryState;
  /** Why it was returned, or withdrawn. */
  reason: string;
  at: number;
  /** Claims on songs that the entry has given up and that are not let go for certain: `names` (a song's key; empty: the unit's place), before this instant. */
  loose?: { names: string[]; until: number };
  /** There are such. */
  unreleased?: boolean;
  v: number;
  acts: Act[];
  audit?: AuditRecord[];
}

/** Where an entry is on the day 催场: signed 签到 → waiting 候场 → stage 上台 → done 演毕; absent 弃权 */
export type StageState = 'expected' | 'signed' | 'waiting' | 'stage' | 'done' | 'absent';

/** A share as documents hold it: two whole numbers. */
export interface Share {
  n: number;
  d: number;
}

/** A score as it was released: what the board tells and the standings rank by. Ten-thousandths of a point, `announced` in hundredths. */
export interface ReleasedScore {
  announced: number;
  exact: Share;
  untrimmed: Share;
  /** Mean marks by criterion, hundredths. */
  criteria: Record<string, Share>;
  /** All sheets, ascending, and those left out. */
  values: number[];
  highest: number[];
  lowest: number[];
}

/** One performance of a round, in its place in the running order. */
export interface Performance {
  entryId: string;
  state: StageState;
  /** When it came on stage and when it ended, by the timekeeper; null: not yet. */
  startedAt: number | null;
  endedAt: number | null;
  adjustments: Adjustment[];
  /** When its score was released 公布; null: not yet. Nobody is told a score before. */
  releasedAt: number | null;
  score: ReleasedScore | null;
}

export interface PanelJudge {
  uid: string;
  name: string;
  /** Path of the judge's unit; null: from outside. */
  unit: string | null;
  reserve: boolean;
}

/** A round: the ONE document of its running order, its panel and what happens on stage. `_id` = `contestId:roundId`. */
export interface RoundDocument {
  _id: string;
  contestId: string;
  roundId: string;
  scope: string;
  /** open: entries come in · drawn: the order stands · running · closed: every score is released · signed: the result is signed */
  state: 'open' | 'drawn' | 'running' | 'closed' | 'signed';
  /** How the order came about; null: not drawn. */
  draw: RoundDraw | null;
  performances: Performance[];
  panel: PanelJudge[];
  /** Recusals 回避 beyond the own unit: judge and entry, with the reason. */
  recusals: { uid: string; entryId: string; reason: string; by: string; at: number }[];
  /** Swaps and late arrivals 调序: what was exchanged, why, and who with. */
  changes: { kind: 'swap' | 'late' | 'absent'; entries: string[]; reason: string; by: string; at: number }[];
  /** Sheets of the first `heldSheets` entries were released (基准). */
  baselineAt: number | null;
  /** Who signs the result: 计分员, 监督员. */
  signatures: { uid: string; name: string; role: string; at: number }[];
  v: number;
  acts: Act[];
  audit?: AuditRecord[];
}

/** All that anybody needs to do the draw again, or the photo of the slips and two names. */
export type RoundDraw =
  | { kind: 'lot'; rosterHash: string; seed: string; shares: { unit: string; commitment: string; share: string }[]; publicValue: string; drawn: string[]; at: number }
  | { kind: 'paper'; photo: string; by: [string, string]; numbers: { entryId: string; number: number; drawnFor: boolean }[]; at: number };

/** A judge's sheet 评分表. `_id` = `contestId:roundId:entryId:judge`. */
export interface SheetDocument {
  _id: string;
  roundKey: string;
  entryId: string;
  judge: string;
  /** Hundredths by criterion. */
  marks: Record<string, number>;
  remark: string;
  /** When it was signed and submitted; null: a draft that is kept as it is typed. */
  signedAt: number | null;
  /** Corrections after signing: what it was, why, who and the witness. */
  corrections: { marks: Record<string, number>; reason: string; by: string; witness: string; at: number }[];
  v: number;
  acts: Act[];
  audit?: AuditRecord[];
}

import type { Adjustment } from '../../../miniprogram/domain/contest/scores';
import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import type { Act } from '../../platform/acts';

export type { Act };

/** A contest: the rulebook of an activity. `_id` = the activity's. */
export interface ContestDocument {
  _id: string;
  scope: string;
  rulebook: Api.Contest.Rulebook;
  /** Entries are taken before this instant; absent: until the first round begins. */
  entriesUntil?: number;
  /** When the first entry was accepted: from then on edits keep what was promised. Absent: none was. */
  frozenAt?: number;
  /** Since when the first round is being laid out: no act changes an entry any more. Absent or null: it is not. */
  sealedAt?: number | null;
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
  /** What WeChat's check of its words found amiss; null or absent: they passed. */
  text?: Api.Contest.TextState | null;
  /** Claims on songs that the entry has given up and that are not let go for certain: `names` (a song's key; empty: the unit's place), before this instant. */
  loose?: { names: string[]; until: number };
  /** There are such. */
  unreleased?: boolean;
  /** Its leader was not told for certain what the review said, by the act's key; absent or null: nothing is owed. */
  news?: { k: string; t: number } | null;
  v: number;
  acts: Act[];
  audit?: AuditRecord[];
}

export type StageState = Api.Contest.StageState;

/** 加减分 that waits for a second official: nothing counts it yet. */
export interface Proposal {
  id: string;
  hundredths: number;
  reason: string;
  by: string;
  at: number;
}

/** One performance of a round, in its place in the running order. What it is of the entry was fixed when the round was opened. */
export interface Performance {
  /** `contestId:n` */
  entryId: string;
  title: string;
  unitId: string;
  /** For recusals: a judge of this unit, or below it, steps back. */
  unitPath: string;
  unitName: string;
  form: Api.Contest.Form;
  songs: { title: string; author: string }[];
  /** Tags of people who are in several entries of the round; they name nobody. */
  shared: string[];
  /** Number that was drawn 出场号; 0: none yet. */
  number: number;
  state: StageState;
  /** When it came on stage and when it ended, by the server's clock at the timekeeper's tap; null: not yet. */
  startedAt: number | null;
  endedAt: number | null;
  /** The same by the timekeeper's own device, uncorrected: the difference is the time on stage. */
  deviceStartedAt: number | null;
  deviceEndedAt: number | null;
  proposals: Proposal[];
  /** Confirmed by two: these count. None comes after the release. */
  adjustments: Adjustment[];
  /** When its score was released 公布; null: not yet. Nobody is told a score before. */
  releasedAt: number | null;
  /** The released score. */
  score: Api.Contest.ReleasedScore | null;
  /** It came in after the draw, for a correction of the round before 补入: it is not in the roster that was drawn. */
  joined?: true;
  /** Counts acts on adjustments and the score. Whoever corrects a signed sheet counts up after writing the sheet, released or not: a release that has read the old one fails on it and reads again. */
  edits: number;
}

export interface PanelJudge {
  uid: string;
  /** Sealed in storage, as names of members are. */
  name: string;
  unitName: string;
  /** Path of the judge's unit; null: from outside. */
  unit: string | null;
  reserve: boolean;
}

/** A recusal 回避 beyond the own unit. */
export interface Recusal {
  uid: string;
  entryId: string;
  reason: string;
  /** Empty: nobody's act, the judge's role was over. */
  by: string;
  at: number;
  /** It was taken back; absent: it stands. */
  back?: { reason: string; by: string; at: number };
}

/** A round: the ONE document of its running order, its panel and what happens on stage. `_id` = `contestId:roundId`. */
export interface RoundDocument {
  _id: string;
  contestId: string;
  roundId: string;
  scope: string;
  scopeName: string;
  /** The contest's title and the round's name when it was opened. */
  title: string;
  name: string;
  order: 'lot' | 'paper';
  openedAt: number;
  /** What of the rulebook the day needs: none of it changes once entries were accepted, or it only widened before. */
  rules: Pick<Api.Contest.Rulebook, 'criteria' | 'maximum' | 'trim' | 'trimNeeds' | 'ties' | 'heldSheets' | 'duration'>;
  /** Who goes on from this round. */
  cut: Api.Contest.RoundRule['cut'];
  /** Hash of the roster as it was opened. */
  rosterHash: string;
  /** The published result whose 晋级 made the roster, by its digest; absent: the first round. */
  from?: { roundId: string; digest: string };
  /** A correction of that result, by its digest, changes who goes on: nothing is drawn before the roster follows. Absent or null: none. */
  renew?: { digest: string; at: number } | null;
  state: Api.Contest.RoundState;
  /** The draw by lot while it goes on. */
  lot: LotState | null;
  /** Tries that came to nothing, in public. */
  voids: { drawId: string; units: string[]; why: 'share' | 'absent' | 'roster'; at: number }[];
  /** Slips that were entered and wait for the second signature. */
  slips: { photo: string; numbers: { entryId: string; number: number; drawnFor: boolean }[]; by: string; at: number } | null;
  /** How the order came about; null: not drawn. */
  draw: RoundDraw | null;
  performances: Performance[];
  panel: PanelJudge[];
  recusals: Recusal[];
  /** Swaps and late arrivals 调序: what was exchanged, why, and who with. */
  changes: { kind: Api.Contest.ChangeRow['kind']; entries: string[]; reason: string; by: string; at: number }[];
  /** Sheets of the first `heldSheets` entries were released (基准). */
  baselineAt: number | null;
  /** Big screens: digests of their tokens. */
  screens: { id: string; digest: string; name: string; by: string; at: number; revokedAt: number | null }[];
  /** Counts every write: acts on one field are conditional on that field, acts on the order on this. */
  v: number;
  acts: Act[];
  audit?: AuditRecord[];
}

/** Shares of a draw as they come in, each by one conditional write: nobody's is overwritten. */
export interface LotState {
  /** Names this try in every commitment: `contestId:roundId:n`. */
  id: string;
  beganAt: number;
  /** Outside units that take part, by id, sorted. */
  units: string[];
  leftOut: string[];
  commitments: Record<string, { commitment: string; at: number }>;
  shares: Record<string, string>;
  /** With fewer than two outside units: the organiser's share, sealed until the draw, and the public value's name. */
  value: { name: string; commitment: string; secret: string } | null;
}

/** All that anybody needs to do the draw again, or the photo of the slips and two names. */
export type RoundDraw =
  | { kind: 'lot'; drawId: string; seed: string; contributions: string[]; publicValue: string; drawn: string[]; running: string[]; at: number }
  | { kind: 'paper'; photo: string; by: [string, string]; numbers: { entryId: string; number: number; drawnFor: boolean }[]; drawn: string[]; running: string[]; at: number };

/** A judge's sheet 评分表. `_id` = `contestId:roundId:entryId:judge`. Once signed its marks change by a witnessed correction only. */
export interface SheetDocument {
  _id: string;
  roundKey: string;
  entryId: string;
  judge: string;
  /** Hundredths by criterion. */
  marks: Record<string, number>;
  /** When it was signed and submitted; null: a draft that is kept as it is typed. */
  signedAt: number | null;
  /** A correction that the judge asked for and nobody has witnessed; null: none. */
  asked: { marks: Record<string, number>; reason: string; at: number } | null;
  /** It waits for a witness. */
  waits: boolean;
  /** Corrections after signing: what it was, why, who and the witness. */
  corrections: { marks: Record<string, number>; reason: string; by: string; witness: string; at: number }[];
  /** The correction that the round does not know of for certain; null: none. */
  untold: Act | null;
  v: number;
  /** The latest ones. */
  acts: Act[];
  audit?: AuditRecord[];
}

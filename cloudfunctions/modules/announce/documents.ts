import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';

/** An announcement 通知, in one document that decides everything about it. What comes of it is in `inbox`, and counted in `announcement_units`. */
export interface AnnouncementDocument extends Omit<Api.Announce.Draft, 'sendAt'> {
  _id: string;
  /** Key and input hash of the act that made it, and who did. */
  k: string;
  h: string;
  by: string;
  at: number;
  /** Path and name of the union in whose name; its cadres and those above see it. */
  scope: string;
  scopes: string[];
  scopeName: string;
  /** The audience in words. */
  words: string;
  state: Api.Announce.State;
  /** From then on it goes out. */
  sendAt: number;
  /** People at the time of writing. */
  expected: number;
  /** The timer has work with it, and from when on. */
  open: boolean;
  due: number;
  /** The number of the last batch that was carried out. */
  batch: number;
  /** Where the next recipients begin; null: all have it. */
  cursor: string | null;
  /** Of whom the top is kept: path of the audience where it is pinned, else empty. */
  pinScope: string;
  pinnedUntil: number;
  /** Why it was taken back, and when. */
  recall: null | { reason: string; at: number };
  reminders: { at: number; cursor: string | null }[];
  /** Acts after the first: key, input hash, who. */
  acts: { k: string; h: string; by: string; do: string }[];
  v: number;
  audit: AuditRecord[];
}

/** A step that may be carried out again: who gets it, or what of the reading is counted. Its number is its id, so that no two can be the same. */
export interface BatchDocument {
  /** `announcement:number` */
  _id: string;
  announcement: string;
  number: number;
  /** tell: people get it. count: what they read is counted. */
  kind: 'tell' | 'count';
  to: Recipient[];
  /** Where the next begin; null: that was all, or nobody is told. */
  next: string | null;
  /** Rows of the inbox whose reading is counted: what was counted before, and what is now. */
  seen: { id: string; path: string; from: Seen; to: Seen }[];
}

/** 0 not opened, 1 opened, 2 done. */
export type Seen = 0 | 1 | 2;

export interface Recipient {
  uid: string;
  /** Of their unit. */
  path: string;
  /** Without WeChat. */
  paper: boolean;
}

/** What has come to one union and all below it. */
export interface UnitDocument extends Api.Announce.Counts {
  /** `announcement:union` */
  _id: string;
  announcement: string;
  union: string;
  /** Id of the union above in the trace; empty: it is the top. */
  parent: string;
  path: string;
  /** Delivered and not opened: the order of lists. */
  left: number;
  /** The last batch that was counted. */
  batch: number;
}

export const inboxKey = (id: string) => `announcement:${id}`;

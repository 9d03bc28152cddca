import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { toUtf8 } from '../text/utf8';

/** A ballot 选票 as it was cast. Append-only; the hash covers all of it. */
export interface Ballot {
  /** `vote:voter:day:slot` */
  _id: string;
  choices: readonly string[];
  /** The voter's unit then. */
  unit: string;
  /** The voter had joined less than a week before. */
  fresh: boolean;
  at: number;
}

const hash = (value: unknown): string => bytesToHex(sha256(toUtf8(JSON.stringify(value))));

/** What the first ballot of a vote follows: bound to the vote, so that no chain can stand for another's. */
export const beginningOf = (voteId: string): string => hash(['vote', voteId]);

/** The chain's head after one more ballot. */
export const headAfter = (head: string, { _id, choices, unit, fresh, at }: Ballot): string => hash([head, _id, choices, unit, fresh, at]);

/** A mark of one ballot's content, 16 hex digits: where a batch's head does not fit, it tells which ballot was altered. */
export const markOf = ({ _id, choices, unit, fresh, at }: Ballot): string => hash([_id, choices, unit, fresh, at]).slice(0, 16);

/** In the order in which a batch is chained. */
export const inBatchOrder = <B extends { _id: string }>(ballots: readonly B[]): B[] => [...ballots].sort((a, b) => (a._id < b._id ? -1 : 1));

/** Votes by candidate. */
export type Counts = Readonly<Record<string, number>>;

export function countOf(ballots: readonly Pick<Ballot, 'choices'>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { choices } of ballots) for (const id of choices) counts[id] = (counts[id] ?? 0) + 1;
  return counts;
}

export function addCounts(a: Counts, b: Counts): Record<string, number> {
  const sum: Record<string, number> = { ...a };
  for (const [id, votes] of Object.entries(b)) sum[id] = (sum[id] ?? 0) + votes;
  return sum;
}

/** A batch of the chain as the fold wrote it down: numbered from 1 without a gap. */
export interface Batch {
  number: number;
  /** Ballot ids in their order. */
  ids: readonly string[];
  /** A mark of each, in the same order. */
  marks: readonly string[];
  /** Head before and after. */
  prev: string;
  head: string;
}

/**
 * Checks one batch against the ballots themselves.
 * @returns the id of the first ballot that is altered, missing or in excess (or the batch's number as text where its own record is), null: all is well
 */
export function brokenIn(batch: Batch, ballots: readonly Ballot[], prev: string): string | null {
  if (batch.prev !== prev) return `batch ${batch.number}`;
  const sorted = inBatchOrder(ballots);
  let head = prev;
  for (let index = 0; index < Math.max(batch.ids.length, sorted.length); index += 1) {
    const [id, ballot] = [batch.ids[index], sorted[index]];
    if (!ballot || id !== ballot._id) return [id, ballot?._id].filter((one) => one !== undefined).sort()[0] ?? `batch ${batch.number}`;
    head = headAfter(head, ballot);
  }
  if (head === batch.head) return null;
  return sorted.find((ballot, index) => markOf(ballot) !== batch.marks[index])?._id ?? `batch ${batch.number}`;
}

/** Hash of one chunk of the published list. */
export const chunkHash = (ballots: readonly { receipt: string; choices: readonly number[] }[]): string => hash(ballots.map(({ receipt, choices }) => [receipt, choices]));

/** Digest of the whole list from its chunks' hashes, bound to the vote and its candidates: what is frozen at the closing. */
export const digestOf = (voteId: string, candidates: readonly string[], hashes: readonly string[]): string => hash(['list', voteId, candidates, hashes]);

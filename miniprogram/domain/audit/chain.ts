import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { toUtf8 } from '../text/utf8';

/** What a cadre did, as the deciding write of the act holds it: ids and hashes, nothing personal. */
export interface AuditRecord {
  id: string;
  at: number;
  /** Who acted. */
  by: string;
  act: AuditAct;
  /** Id of what it was done to: a member or an activity. */
  subject: string;
  /** Path of the union in whose name. */
  scope: string;
  scopeName: string;
  /** Of a grant; else empty. */
  role: string;
  /** End of a grant; else 0. */
  until: number;
  /** SHA-256 of all details of the act. */
  digest: string;
}

export type AuditAct = Api.Audit.Act;

/** A record in the chain: each holds the hash of the one before, so that none can be altered, left out or put in afterwards. */
export interface AuditLink extends AuditRecord {
  /** 1, 2, 3 … without a gap. */
  seq: number;
  prev: string;
  hash: string;
}

export interface Head {
  seq: number;
  hash: string;
}

/** What the first record follows. */
export const beginning: Head = { seq: 0, hash: '0'.repeat(64) };

function hashOf(prev: string, seq: number, record: AuditRecord): string {
  const { id, at, by, act, subject, scope, scopeName, role, until, digest } = record;
  return bytesToHex(sha256(toUtf8(JSON.stringify([seq, prev, id, at, by, act, subject, scope, scopeName, role, until, digest]))));
}

/** The next link after `head`. */
export function linkOf(head: Head, record: AuditRecord): AuditLink {
  const seq = head.seq + 1;
  return { ...record, seq, prev: head.hash, hash: hashOf(head.hash, seq, record) };
}

/**
 * Hashes a stretch of the chain again.
 * @param links in order
 * @param before what the first of them follows
 * @returns the number of the first record that is altered, missing or in excess; null: all is as it was written
 */
export function firstBroken(links: readonly AuditLink[], before: Head = beginning): number | null {
  let head = before;
  for (const link of links) {
    const seq = head.seq + 1;
    if (link.seq !== seq || link.prev !== head.hash || link.hash !== hashOf(head.hash, seq, link)) return seq;
    head = link;
  }
  return null;
}

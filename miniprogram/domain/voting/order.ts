import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { toUtf8 } from '../text/utf8';

/**
 * Candidates in an order of the voter's own, so that nobody gains by standing first: sorted by SHA-256 of seed and id.
 * The same seed gives the same order, whatever the order of the list.
 */
export function inOwnOrder<C extends { id: string }>(candidates: readonly C[], seed: string): C[] {
  return candidates
    .map((candidate) => ({ candidate, lot: bytesToHex(sha256(toUtf8(`${seed}:${candidate.id}`))) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .map(({ candidate }) => candidate);
}

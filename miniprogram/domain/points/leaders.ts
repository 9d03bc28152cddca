import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { toUtf8 } from '../text/utf8';

/** One line of a published ranking of people. */
export interface Leader {
  uid: string;
  points: number;
  /** Instant of the last point. */
  lastAt: number;
}

/** More points first; of equal ones the earlier last point, then the id, so that the order is one. */
export const beforeInRanking = (a: Leader, b: Leader): number => b.points - a.points || a.lastAt - b.lastAt || (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0);

/** So many are published. */
export const published = 100;

/** The published list of all these; who has no points is in none. */
export const leadersOf = (members: readonly Leader[], most = published): Leader[] => members.filter(({ points }) => points > 0).sort(beforeInRanking).slice(0, most);

/** Places 1, 2, 2, 4: equal ones share a place. @param equal are these neighbours in the order equal? */
export function sharedPlaces<T>(inOrder: readonly T[], equal: (a: T, b: T) => boolean): { place: number; item: T }[] {
  const placed: { place: number; item: T }[] = [];
  for (const item of inOrder) {
    const before = placed[placed.length - 1];
    placed.push({ place: before && equal(before.item, item) ? before.place : placed.length + 1, item });
  }
  return placed;
}

/** Digest of a ranking as it is frozen at the end, bound to its edition and kind: any phone can compute it again from the list. */
export const rankingDigest = (edition: string, kind: string, lines: readonly (readonly (string | number)[])[]): string => bytesToHex(sha256(toUtf8(JSON.stringify(['ranking', edition, kind, lines]))));

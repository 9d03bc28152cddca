import { chunkHash, digestOf } from './chain';

/** How far a recount of the published list has come. */
export interface ListCount {
  hashes: string[];
  ballots: number;
  /** Votes by candidate on all ballots, and of these on voided ones. */
  counts: Record<string, number>;
  voided: Record<string, number>;
  /** The last receipt: the list rises, so that none is in it twice. */
  last: string;
  /** Own receipts that were found; true: the ballot is voided. */
  found: Record<string, boolean>;
  /** Receipts marked as voided that were found. */
  marked: number;
  /** What does not fit, in the words of the chunk; null: nothing so far. */
  broken: { chunk: number } | null;
}

export const uncounted: ListCount = { hashes: [], ballots: 0, counts: {}, voided: {}, last: '', found: {}, marked: 0, broken: null };

export interface Chunk {
  candidates: readonly string[];
  ballots: readonly { receipt: string; choices: readonly number[] }[];
  hash: string;
}

/** Hashes and counts one more chunk. */
export function countChunk(before: ListCount, { candidates, ballots, hash }: Chunk, own: ReadonlySet<string>, voided: ReadonlySet<string>): ListCount {
  const next: ListCount = { ...before, counts: { ...before.counts }, voided: { ...before.voided }, found: { ...before.found }, hashes: [...before.hashes, chunkHash(ballots)] };
  let fits = next.hashes[next.hashes.length - 1] === hash;
  for (const { receipt, choices } of ballots) {
    fits &&= receipt > next.last && new Set(choices).size === choices.length;
    next.last = receipt;
    const out = voided.has(receipt);
    if (out) next.marked += 1;
    if (own.has(receipt)) next.found[receipt] = out;
    for (const at of choices) {
      const id = candidates[at];
      if (id === undefined) fits = false;
      else {
        next.counts[id] = (next.counts[id] ?? 0) + 1;
        if (out) next.voided[id] = (next.voided[id] ?? 0) + 1;
      }
    }
  }
  next.ballots += ballots.length;
  next.broken = before.broken ?? (fits ? null : { chunk: before.hashes.length });
  return next;
}

/** Does the whole list say what the board says? list: altered · digest: not the frozen one · ballots, counts: other sums · voided: other ballots are voided than said */
export function differsFrom(count: ListCount, candidates: readonly string[], board: Pick<Api.Voting.Board, 'voteId' | 'digest' | 'ballots' | 'counts' | 'voids'>): 'list' | 'digest' | 'ballots' | 'counts' | 'voided' | null {
  if (count.broken !== null) return 'list';
  if (digestOf(board.voteId, candidates, count.hashes) !== board.digest) return 'digest';
  if (count.ballots !== board.ballots) return 'ballots';
  const said = board.voids.reduce((sum, { state, ballots }) => sum + (state === 'voided' ? (ballots ?? 0) : 0), 0);
  if (said !== count.marked || (board.counts ?? []).some(({ id, voided }) => voided !== (count.voided[id] ?? 0))) return 'voided';
  return (board.counts ?? []).every(({ id, votes, voided }) => votes + voided === (count.counts[id] ?? 0)) ? null : 'counts';
}

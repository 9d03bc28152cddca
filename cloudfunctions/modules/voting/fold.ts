import { type Ballot, beginningOf, countOf, headAfter, inBatchOrder, markOf } from '../../../miniprogram/domain/voting/chain';
import { evidenceOf } from '../../../miniprogram/domain/voting/evidence';
import type { Database } from '../../platform/database';
import { publish } from './publish';
import { settleVoids } from './voids';
import { watchVote } from './watch';
import { addToTally, batchOf, type BatchDocument, insertBatch, markFolded, tallyOf, unfolded, votesToFold } from './store';

/** A call may run this long, and its ballot may come this much later still: before then the list is not final, ms. */
export const settleAfter = 20_000 + 30_000;

/** At most this many batches of one vote a run: the next run takes the rest. */
const batchesARun = 40;

/** A batch of these ballots, in their order. @param head of the chain before it; empty for the first */
export function batchFrom(voteId: string, number: number, head: string, ballots: readonly Ballot[]): Omit<BatchDocument, '_id'> {
  const prev = number === 1 ? beginningOf(voteId) : head;
  const ids = ballots.map(({ _id }) => _id);
  return { vote: voteId, number, ids, marks: ballots.map(markOf), prev, head: ballots.reduce(headAfter, prev), counts: countOf(ballots), evidence: evidenceOf(ballots) };
}

/**
 * Puts the next ballots into the chain and the tally. Every step may be repeated, runs may overlap: the number of a batch is its id, so whoever
 * comes second takes the batch that is there; what a crash left open is finished first.
 * @returns ballots in the batch; 0: there was none to fold
 */
export async function foldBatch(db: Database, voteId: string): Promise<number> {
  const tally = await tallyOf(db, voteId);
  if (!tally) return 0;
  const number = tally.batch + 1;
  let batch: BatchDocument | null = await batchOf(db, voteId, number);
  if (!batch) {
    const ballots = inBatchOrder(await unfolded(db, voteId));
    if (ballots.length === 0) return 0;
    await insertBatch(db, batchFrom(voteId, number, tally.head, ballots));
    batch = await batchOf(db, voteId, number);
  }
  if (!batch) return 0;
  // Marked before the tally goes on: the next batch is looked for only among those without a mark.
  await markFolded(db, batch);
  await addToTally(db, batch);
  return batch.ids.length;
}

/** Folds all votes that run, watches what came in, looks up what is in review, and freezes those whose last ballot can have come. @returns ballots folded */
export async function foldVotes(db: Database, now: number): Promise<number> {
  let folded = 0;
  for (const vote of await votesToFold(db, now)) {
    let last = 1;
    for (let run = 0; run < batchesARun && last > 0; run += 1) {
      last = await foldBatch(db, vote._id);
      folded += last;
    }
    const watched = await watchVote(db, vote);
    if (last === 0 && watched && now >= vote.closesAt + settleAfter) await publish(db, vote);
  }
  await settleVoids(db);
  return folded;
}

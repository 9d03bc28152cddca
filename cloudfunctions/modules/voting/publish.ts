import { chunkHash, digestOf } from '../../../miniprogram/domain/voting/chain';
import type { Database } from '../../platform/database';
import { receiptOf } from '../../platform/secrets';
import { ballotsOfBatch, insertChunk, keepDigest, keepPublished, tallyOf, type VoteDocument } from './store';

export const chunkSize = 2000;
/** So many ballots are sorted in memory at once; more are taken in several passes over stretches of receipts. */
const sortedAtOnce = 100_000;

/**
 * Publishes the list of ballots by receipt, in chunks, and freezes its digest. To be called when no ballot can come any more and all are folded.
 * A run does one pass; chunk numbers and contents follow from the ballots alone, so that a repeat after a crash makes the same.
 */
export async function publish(db: Database, vote: VoteDocument): Promise<void> {
  const tally = await tallyOf(db, vote._id);
  if (!tally) return;
  const candidates = vote.candidates.map(({ id }) => id);
  const passes = Math.max(1, Math.ceil(tally.ballots / sortedAtOnce));
  const { pass, hashes } = tally.published;
  if (pass < passes) {
    const found = await receiptsOf(db, vote._id, tally.batch, candidates, (receipt) => Math.floor((parseInt(receipt.slice(0, 8), 16) * passes) / 0x1_0000_0000) === pass);
    found.sort((a, b) => (a.receipt < b.receipt ? -1 : 1));
    const added: string[] = [];
    for (let from = 0; from < found.length; from += chunkSize) {
      const ballots = found.slice(from, from + chunkSize);
      const hash = chunkHash(ballots);
      await insertChunk(db, vote._id, hashes.length + added.length, { ballots, hash });
      added.push(hash);
    }
    await keepPublished(db, vote._id, pass, added);
  }
  const after = await tallyOf(db, vote._id);
  if (after && after.published.pass >= passes) await keepDigest(db, vote._id, digestOf(vote._id, candidates, after.published.hashes));
}

async function receiptsOf(db: Database, voteId: string, batches: number, candidates: readonly string[], wanted: (receipt: string) => boolean) {
  const found: { receipt: string; choices: number[] }[] = [];
  for (let number = 1; number <= batches; number += 1) {
    for (const { _id, choices } of await ballotsOfBatch(db, voteId, number)) {
      const receipt = receiptOf(_id);
      if (wanted(receipt)) found.push({ receipt, choices: choices.map((id) => candidates.indexOf(id)).sort((a, b) => a - b) });
    }
  }
  return found;
}

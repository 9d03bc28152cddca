import type { Evidence } from '../../../miniprogram/domain/voting/evidence';
import { unwatched, watchAfter } from '../../../miniprogram/domain/voting/watch';
import type { Database } from '../../platform/database';
import { keepWatch, keepWatched, watchesOf } from './review-store';
import { batchOf, tallyOf, type VoteDocument } from './store';

/** At most this many batches of one vote a run: the next run takes the rest. */
const batchesARun = 40;

/** Adds what the batches since the last run show to what is known of each candidate. Each goes on from its own batch, so that a run that broke off is made good by the next. @returns are all batches seen? */
export async function watchVote(db: Database, vote: VoteDocument): Promise<boolean> {
  const tally = await tallyOf(db, vote._id);
  if (!tally || tally.watched >= tally.batch) return true;
  const to = Math.min(tally.batch, tally.watched + batchesARun);
  const known = new Map((await watchesOf(db, vote._id)).map((watch) => [watch.candidate, watch]));
  const numbers = Array.from({ length: to - tally.watched }, (_, index) => tally.watched + 1 + index);
  const batches = await Promise.all(numbers.map((number) => batchOf(db, vote._id, number)));
  const evidence = batches.flatMap((batch): { number: number; evidence: Evidence }[] => (batch ? [batch] : []));
  for (const { id } of vote.candidates) {
    const before = known.get(id);
    const from = before?.batch ?? 0;
    if (from >= to) continue;
    const after = watchAfter(before ?? unwatched, id, evidence.filter(({ number }) => number > from).map((batch) => batch.evidence));
    await keepWatch(db, before ? from : null, { ...after, _id: `${vote._id}:${id}`, vote: vote._id, candidate: id, batch: to });
  }
  await keepWatched(db, vote._id, to);
  return to === tally.batch;
}

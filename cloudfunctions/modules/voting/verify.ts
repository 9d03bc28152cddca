import * as v from 'valibot';
import { holds } from '../../../miniprogram/domain/people/scope';
import { addCounts, beginningOf, brokenIn, type Counts, countOf } from '../../../miniprogram/domain/voting/chain';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { ballotsOfBatch, batchOf, tallyOf, voteById } from './store';

/** How far a recount has come. */
export interface Recount {
  /** Batches done. */
  batch: number;
  head: string;
  ballots: number;
  counts: Counts;
  /** What does not fit; null: nothing so far. */
  broken: string | null;
}

export const fromTheFirst = (voteId: string): Recount => ({ batch: 0, head: beginningOf(voteId), ballots: 0, counts: {}, broken: null });

/**
 * Counts the next batches again from the ballots themselves, and hashes their chain. Holds one batch in memory.
 * @returns how far it came: it stops at what is broken, and where the chain ends
 */
export async function recount(db: Database, voteId: string, from: Recount, batches: number): Promise<Recount> {
  let done = from;
  for (let step = 0; step < batches && done.broken === null; step += 1) {
    const number = done.batch + 1;
    const [batch, ballots] = await Promise.all([batchOf(db, voteId, number), ballotsOfBatch(db, voteId, number)]);
    if (!batch) return ballots[0] ? { ...done, broken: ballots[0]._id } : done;
    done = { batch: number, head: batch.head, ballots: done.ballots + ballots.length, counts: addCounts(done.counts, countOf(ballots)), broken: brokenIn(batch, ballots, done.head) };
  }
  return done;
}

/** Do a recount and the tally say the same, batch, head, number and every count? */
export function sameAs(tally: { batch: number; head: string; ballots: number; counts: Counts }, { batch, head, ballots, counts }: Recount): boolean {
  const ids = new Set([...Object.keys(tally.counts), ...Object.keys(counts)]);
  return batch === tally.batch && (batch === 0 || head === tally.head) && ballots === tally.ballots && [...ids].every((one) => (tally.counts[one] ?? 0) === (counts[one] ?? 0));
}

const batchesACall = 5;

const cursor = v.pipe(v.string(), v.maxLength(8000));
const cursorSchema = v.strictObject({
  batch: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  head: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  ballots: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  counts: v.record(v.pipe(v.string(), v.regex(/^c\d{1,3}$/)), v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
});

/** The cursor carries the sums so far; a forged one deceives nobody but its author. */
function readRecount(text: string): Recount {
  try {
    return { ...v.parse(cursorSchema, JSON.parse(text)), broken: null };
  } catch {
    throw new Refusal('BAD_INPUT');
  }
}

const verify = defineAction('voting.verify', 'member', v.strictObject({ voteId: id, cursor: v.exactOptional(cursor) }), async ({ db, input, member, now }) => {
  const [vote, tally] = await Promise.all([voteById(db, input.voteId), tallyOf(db, input.voteId)]);
  const may = vote && (holds(member.grants, 'supervisor', vote.scope, now) || holds(member.grants, 'cadre', vote.scope, now));
  if (!vote || !tally || !may) throw new Refusal('NOT_FOUND', '没有找到这次投票');
  const from = input.cursor === undefined ? fromTheFirst(vote._id) : readRecount(input.cursor);
  // Not past the tally as it was read: what the fold adds meanwhile is in neither.
  const to = await recount(db, vote._id, from, Math.min(batchesACall, Math.max(0, tally.batch - from.batch)));
  const last = to.broken !== null || to.batch >= tally.batch;
  const { batch, head, ballots, counts } = to;
  return {
    broken: to.broken,
    ballots,
    counts: { ...counts },
    total: tally.ballots,
    equal: last ? to.broken === null && sameAs(tally, to) : null,
    next: last ? null : JSON.stringify({ batch, head, ballots, counts }),
  };
});

export const verifyActions: readonly Action[] = [verify];

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { batchFrom } from '../../cloudfunctions/modules/voting/fold';
import { type BallotDocument, batchSize, insertBatch } from '../../cloudfunctions/modules/voting/store';
import { fromTheFirst, recount, type Recount, sameAs } from '../../cloudfunctions/modules/voting/verify';
import { addCounts, type Counts, inBatchOrder } from '../../miniprogram/domain/voting/chain';
import { openFaultyDatabase, type FaultyDatabase } from '../../tests/faults/database';

const voteId = 'vote-million';
/** Batches between two words of progress. */
const stretch = 50;

interface Tally {
  batch: number;
  head: string;
  ballots: number;
  counts: Counts;
}

const ballotOf = (voter: number): BallotDocument => {
  const who = `${voteId}:m${String(voter).padStart(9, '0')}`;
  const choices = [`c${1 + (voter % 20)}`, `c${21 + (voter % 17)}`];
  return { _id: `${who}:all:0`, vote: voteId, who, day: 'all', slot: 0, choices, unit: `u${voter % 500}`, fresh: voter % 50 === 0, at: 1_800_000_000_000 + voter * 40, k: `k${voter}`, h: 'h' };
};

/** Ballots in their batches, as the fold leaves them. */
async function lay({ db, engine }: FaultyDatabase, ballots: number): Promise<Tally> {
  let tally: Tally = { batch: 0, head: '', ballots: 0, counts: {} };
  const collection = engine.db().collection('ballots');
  for (let from = 0; from < ballots; from += batchSize) {
    const some = inBatchOrder(Array.from({ length: Math.min(batchSize, ballots - from) }, (_, index) => ballotOf(from + index)));
    const batch = batchFrom(voteId, tally.batch + 1, tally.head, some);
    await collection.insertMany(some.map((ballot) => ({ ...ballot, seq: batch.number })));
    await insertBatch(db, batch);
    tally = { batch: batch.number, head: batch.head, ballots: tally.ballots + some.length, counts: addCounts(tally.counts, batch.counts) };
  }
  return tally;
}

async function recountAll({ db }: FaultyDatabase): Promise<{ done: Recount; seconds: number }> {
  const started = performance.now();
  let done = fromTheFirst(voteId);
  for (;;) {
    const next = await recount(db, voteId, done, stretch);
    if (next.broken !== null || next.batch === done.batch) return { done: next, seconds: (performance.now() - started) / 1000 };
    done = next;
    process.stderr.write(`\r${done.ballots} `);
  }
}

/** Ballots in a file, their chain hashed and counted again; then one of them is altered in the file. */
async function recountFigure(ballots: number): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), 'gongyun-recount-'));
  const faulty = await openFaultyDatabase(join(folder, 'recount.sqlite'));
  try {
    const tally = await lay(faulty, ballots);
    const { done, seconds } = await recountAll(faulty);
    const altered = ballotOf(Math.floor(ballots * 0.1))._id;
    await faulty.engine.db().collection('ballots').updateOne({ _id: altered }, { $set: { choices: ['c1', 'c2'] } });
    const after = (await recountAll(faulty)).done;
    process.stderr.write('\n');
    return {
      ballots: done.ballots,
      s: Number(seconds.toFixed(1)),
      peak_mb: Math.round(process.resourceUsage().maxRSS / 1024),
      chain_ok: done.broken === null && sameAs(tally, done),
      tamper_found: after.broken === altered,
    };
  } finally {
    await faulty.close();
    await rm(folder, { recursive: true, force: true });
  }
}

recountFigure(Number(process.argv[2])).then(
  (figure) => {
    console.log(JSON.stringify(figure));
    process.exit(0);
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);

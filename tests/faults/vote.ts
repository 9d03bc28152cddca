import { castBallot, type VoterIdentity } from '../../cloudfunctions/modules/voting/cast';
import { foldBatch } from '../../cloudfunctions/modules/voting/fold';
import { type BallotDocument, emptyTally, insertTally, insertVote, tallyOf } from '../../cloudfunctions/modules/voting/store';
import { fromTheFirst, recount, sameAs } from '../../cloudfunctions/modules/voting/verify';
import { type Database, insertOnce } from '../../cloudfunctions/platform/database';
import { Refusal } from '../../cloudfunctions/platform/errors';
import { openFaultyDatabase, type FaultyDatabase } from './database';
import { type FaultRates, Scheduler } from './scheduler';
import type { FaultReport } from './signup';

const voters = 8;
const ballots = 3;
const rates: FaultRates = { failBefore: 0.06, timeoutAfterCommit: 0.08, crashBefore: 0.03, crashAfter: 0.05 };
const candidates = ['c1', 'c2', 'c3', 'c4'];

/** How a ballot is cast and counted: as the product does, or as the negative control does. */
interface Way {
  cast(db: Database, voteId: string, voter: VoterIdentity, choices: string[], key: string): Promise<string>;
  fold(db: Database, voteId: string): Promise<unknown>;
}

const product: Way = {
  cast: async (db, voteId, voter, choices, key) => (await castBallot(db, voteId, voter, choices, { key, hash: 'h', now: 50 })).receipt,
  fold: foldBatch,
};

/** The ballot by the act's key, then the counter: two writes, and a repeat does both again. */
const insertThenIncrement: Way = {
  cast: async (db, voteId, voter, choices, key) => {
    const who = `${voteId}:${voter.uid}`;
    const ballot: BallotDocument = { _id: `${who}:all:${key}`, vote: voteId, who, day: 'all', slot: 0, choices, unit: voter.unitId, fresh: false, at: 50, k: key, h: 'h', seq: 1 };
    await insertOnce(db.collection<BallotDocument>('ballots'), ballot);
    const votes = Object.fromEntries(choices.map((id) => [`counts.${id}`, db.command.inc(1)]));
    await db.collection('tallies').where({ _id: voteId }).update({ data: { ballots: db.command.inc(1), ...votes } });
    return ballot._id;
  },
  fold: () => Promise.resolve(),
};

async function insist<T>(act: () => Promise<T>): Promise<T | null> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (error instanceof Refusal && error.code !== 'SLOW_DOWN') return null;
    }
  }
  throw new Error('200 tries in vain: this is no fault of chance');
}

/** One voter with two phones: every act is repeated until it is certain, some arrive twice, some once more and late. */
async function voter(db: Database, { random }: Scheduler, way: Way, voteId: string, uid: string): Promise<string[]> {
  const identity: VoterIdentity = { uid, unitId: 'u', unitPath: '/1/', since: 0 };
  const told: string[] = [];
  const phone = async (name: string, count: number) => {
    for (let round = 0; round < count; round += 1) {
      const key = `${name}-${uid}-${round}`;
      const choices = candidates.filter(() => random() < 0.5).slice(0, 2);
      if (choices.length === 0) choices.push('c1');
      const act = () => way.cast(db, voteId, identity, choices, key);
      if (random() < 0.3) void act().catch(() => undefined);
      const receipt = await insist(act);
      if (receipt !== null) told.push(receipt);
      if (random() < 0.3) void act().catch(() => undefined);
    }
  };
  await Promise.all([phone('a', 2), phone('b', 2)]);
  return told;
}

/** Runs one seed. @returns what broke, in words */
async function voteSeed(faulty: FaultyDatabase, seed: number, way: Way): Promise<string[]> {
  const { db } = faulty;
  const voteId = `vote-${seed}${way === product ? '' : '-x'}`;
  faulty.use(null);
  const rules: Api.Voting.Rules = { least: 1, most: 2, ballots, per: 'all', perCandidate: null, ownUnit: null, joinedBefore: null, open: true };
  await insertVote(db, {
    ...{ _id: voteId, activityId: 'a', scope: '/1/', organiser: '', audience: '/1/', title: '', summary: '', opensAt: 10, closesAt: 100, rules, createdAt: 1, state: 'open', acts: [] },
    candidates: candidates.map((id) => ({ id, title: id, unitName: '', note: '', image: '', video: '', unit: null, withdrawnAt: null })),
  });
  await insertTally(db, emptyTally(voteId));
  const scheduler = new Scheduler(seed, rates);
  faulty.use(scheduler);
  // The fold's timer runs beside the voters, twice at once.
  const timer = async () => {
    for (let run = 0; run < 6; run += 1) await way.fold(db, voteId).catch(() => undefined);
  };
  const [, , ...told] = await Promise.all([timer(), timer(), ...Array.from({ length: voters }, (_, index) => voter(db, scheduler, way, voteId, `u${index}`))]);
  await scheduler.idle();
  faulty.use(null);
  while (((await way.fold(db, voteId)) ?? 0) !== 0) continue;

  const broken: string[] = [];
  const acknowledged = told.flatMap((receipts) => receipts ?? []);
  const tally = await tallyOf(db, voteId);
  const cast = await faulty.engine.db().collection('ballots').find({ vote: voteId }).toArray();
  if (!tally) return ['the tally is gone'];
  if (new Set(acknowledged).size !== acknowledged.length) broken.push('two acts were told one ballot');
  if (way === product) {
    if (acknowledged.length !== voters * ballots) broken.push(`${acknowledged.length} acknowledged of ${voters * ballots}`);
    const counted = await recount(db, voteId, fromTheFirst(voteId), 1000);
    if (counted.broken !== null) broken.push(`broken at ${counted.broken}`);
    if (!sameAs(tally, counted)) broken.push('the tally is not the recount');
  }
  if (cast.length !== acknowledged.length) broken.push(`${cast.length} ballots, ${acknowledged.length} acknowledged`);
  if (tally.ballots !== cast.length) broken.push(`the tally has ${tally.ballots} of ${cast.length} ballots`);
  return broken;
}

/** Runs many seeds, and a tenth as many of the negative control. */
export async function voteFaults(seeds: number): Promise<FaultReport> {
  process.env['GONGYUN_KEY_RECEIPT'] ??= Buffer.alloc(32, 7).toString('base64url');
  const faulty = await openFaultyDatabase();
  const report: FaultReport = { seeds, violations: 0, control_violations: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const broken = await voteSeed(faulty, seed, product);
    if (broken.length > 0) {
      report.violations += 1;
      report.first ??= { seed, broken };
    }
  }
  for (let seed = 1; seed <= Math.max(5, seeds / 10); seed += 1) {
    if ((await voteSeed(faulty, seed, insertThenIncrement)).length > 0) report.control_violations += 1;
  }
  await faulty.close();
  return report;
}

import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import type { Ballot, Batch, Counts } from '../../../miniprogram/domain/voting/chain';
import type { Evidence } from '../../../miniprogram/domain/voting/evidence';
import { type Database, insertOnce } from '../../platform/database';

export interface CandidateField extends Omit<Api.Voting.Candidate, 'withdrawn'> {
  /** Id of their unit, which stays when the union moves; null: of none. */
  unit: string | null;
  withdrawnAt: number | null;
}

/** A vote 投票: what may be cast and until when. */
export interface VoteDocument {
  _id: string;
  activityId: string;
  /** Path of the organising union. */
  scope: string;
  organiser: string;
  /** Path of the union whose members vote. */
  audience: string;
  title: string;
  summary: string;
  opensAt: number;
  closesAt: number;
  rules: Api.Voting.Rules;
  candidates: CandidateField[];
  createdAt: number;
  /** frozen: the digest stands, no ballot is folded any more. */
  state: 'open' | 'frozen';
  /** The acts that opened and changed it. */
  acts: { k: string; h: string; t: number; by: string }[];
  audit?: AuditRecord[];
}

/** A ballot as it was cast: append-only. `seq`, the number of its batch, is the only field that is added later. */
export interface BallotDocument extends Ballot {
  vote: string;
  /** `vote:voter`: finds a voter's ballots. */
  who: string;
  day: string;
  slot: number;
  choices: string[];
  /** Idempotency key and input hash of the act. */
  k: string;
  h: string;
  seq?: number;
}

/** A batch of the chain. `_id` = `vote:number`, so that no two can follow the same one. */
export interface BatchDocument extends Batch {
  _id: string;
  vote: string;
  ids: string[];
  marks: string[];
  counts: Counts;
  evidence: Evidence;
}

/** The running tally, and from the closing on how far the list is published. `_id` = the vote's. */
export interface TallyDocument {
  _id: string;
  /** Number of the last batch in it. */
  batch: number;
  head: string;
  ballots: number;
  counts: Counts;
  /** Hashes of the chunks that are published; `pass`: stretches of receipts done. */
  published: { pass: number; hashes: string[] };
  /** Hex; empty: not frozen. */
  digest: string;
  /** Batches that the watch over bursts has seen. */
  watched: number;
  /** What the public sees of the cases in review, and how far they had come. */
  voids: { stage: number; lines: VoidLine[] };
  /** Who co-signed the digest 监票签字; the name is sealed. */
  signatures: { uid: string; name: string; at: number; k: string; h: string }[];
  audit?: AuditRecord[];
}

/** A case of voided ballots, as the board shows it. */
export interface VoidLine {
  number: number;
  state: 'held' | 'voided';
  reason: string;
  at: number;
  /** null: still being looked up. */
  ballots: number | null;
  counts: Counts;
}

/** The tally of a vote in which nobody has voted yet. */
export const emptyTally = (voteId: string): TallyDocument => ({
  ...{ _id: voteId, batch: 0, head: '', ballots: 0, counts: {}, published: { pass: 0, hashes: [] }, digest: '' },
  ...{ watched: 0, voids: { stage: 0, lines: [] }, signatures: [] },
});

/** A chunk of the published list. `_id` = `vote:number`. */
export interface ListDocument {
  _id: string;
  ballots: { receipt: string; choices: number[] }[];
  hash: string;
}

const votes = (db: Database) => db.collection<VoteDocument>('votes');
const ballots = (db: Database) => db.collection<BallotDocument>('ballots');
const batches = (db: Database) => db.collection<BatchDocument>('ballot_batches');
const tallies = (db: Database) => db.collection<TallyDocument>('tallies');
const lists = (db: Database) => db.collection<ListDocument>('ballot_lists');

export const batchSize = 1000;
const numbered = (voteId: string, number: number) => `${voteId}:${String(number).padStart(7, '0')}`;

/** @returns false: the id is taken */
export const insertVote = (db: Database, vote: VoteDocument): Promise<boolean> => insertOnce(votes(db), vote);
export const insertTally = (db: Database, tally: TallyDocument): Promise<boolean> => insertOnce(tallies(db), tally);

export async function voteById(db: Database, id: string): Promise<VoteDocument | null> {
  return (await votes(db).doc(id).get()).data;
}

/** The votes of an activity, newest first; at most 50. */
export async function votesOf(db: Database, activityId: string): Promise<VoteDocument[]> {
  return (await votes(db).where({ activityId }).orderBy('createdAt', 'desc').limit(50).get()).data;
}

/** Votes that have begun and are not frozen; at most 20, soonest begun first. */
export async function votesToFold(db: Database, now: number): Promise<VoteDocument[]> {
  return (await votes(db).where({ state: 'open', opensAt: db.command.lte(now) }).orderBy('opensAt', 'asc').limit(20).get()).data;
}

/** A vote and one voter's ballots in it, in one request. */
export async function voteWithOwn(db: Database, voteId: string, uid: string): Promise<(VoteDocument & { mine: BallotDocument[] }) | null> {
  const { list } = await votes(db)
    .aggregate()
    .match({ _id: voteId })
    .limit(1)
    .addFields({ me: `${voteId}:${uid}` })
    .lookup({ from: 'ballots', localField: 'me', foreignField: 'who', as: 'mine' })
    .end();
  // The pipeline above gives the document with what it looked up.
  const found = list[0] as (VoteDocument & { mine: BallotDocument[] }) | undefined;
  return found ? { ...found, mine: [...found.mine].sort((a, b) => a.at - b.at || a.slot - b.slot) } : null;
}

/** @returns false: that slot is taken */
export const insertBallot = (db: Database, ballot: BallotDocument): Promise<boolean> => insertOnce(ballots(db), ballot);

/** Takes a candidate out, once. @returns whether this act did it */
export async function withdrawCandidate(db: Database, voteId: string, index: number, candidateId: string, act: VoteDocument['acts'][number], record: AuditRecord): Promise<boolean> {
  const { stats } = await votes(db)
    // Within one element: a null at `candidates.3.withdrawnAt` would be found for every index, as no candidate has a field named 3.
    .where({ _id: voteId, state: 'open', candidates: db.command.elemMatch({ id: candidateId, withdrawnAt: null }) })
    .update({ data: { [`candidates.${index}.withdrawnAt`]: act.t, acts: db.command.push([act]), audit: db.command.push([record]) } });
  return stats.updated === 1;
}

/** Ballots that are in no batch yet, in no order. */
export async function unfolded(db: Database, voteId: string): Promise<BallotDocument[]> {
  return (await ballots(db).where({ vote: voteId, seq: db.command.exists(false) }).limit(batchSize).get()).data;
}

export async function ballotsOfBatch(db: Database, voteId: string, number: number): Promise<BallotDocument[]> {
  return (await ballots(db).where({ vote: voteId, seq: number }).limit(batchSize).get()).data;
}

export async function batchOf(db: Database, voteId: string, number: number): Promise<BatchDocument | null> {
  return (await batches(db).doc(numbered(voteId, number)).get()).data;
}

/** @returns false: the number is taken */
export function insertBatch(db: Database, batch: Omit<BatchDocument, '_id'>): Promise<boolean> {
  return insertOnce(batches(db), { _id: numbered(batch.vote, batch.number), ...batch });
}

/** Notes on its ballots that they are in a batch. Idempotent. */
export async function markFolded(db: Database, { ids, number }: Pick<BatchDocument, 'ids' | 'number'>): Promise<void> {
  await ballots(db).where({ _id: db.command.in(ids), seq: db.command.exists(false) }).update({ data: { seq: number } });
}

export async function tallyOf(db: Database, voteId: string): Promise<TallyDocument | null> {
  return (await tallies(db).doc(voteId).get()).data;
}

/** Adds a batch to the tally, if it is the next. */
export async function addToTally(db: Database, { vote, number, head, ids, counts }: BatchDocument): Promise<void> {
  const votesFor = Object.fromEntries(Object.entries(counts).map(([id, count]) => [`counts.${id}`, db.command.inc(count)]));
  await tallies(db)
    .where({ _id: vote, batch: number - 1 })
    .update({ data: { batch: number, head, ballots: db.command.inc(ids.length), ...votesFor } });
}

/** Publishes a chunk. Idempotent: the same ballots make the same chunk. */
export async function insertChunk(db: Database, voteId: string, number: number, chunk: Omit<ListDocument, '_id'>): Promise<void> {
  await insertOnce(lists(db), { _id: numbered(voteId, number), ...chunk });
}

export async function chunkOf(db: Database, voteId: string, number: number): Promise<ListDocument | null> {
  return (await lists(db).doc(numbered(voteId, number)).get()).data;
}

/** Notes that a stretch of receipts is published, if it is the next. */
export async function keepPublished(db: Database, voteId: string, pass: number, hashes: string[]): Promise<void> {
  await tallies(db)
    .where({ _id: voteId, 'published.pass': pass })
    .update({ data: { 'published.pass': pass + 1, 'published.hashes': db.command.push(hashes) } });
}

/** Freezes the digest, then the vote. Idempotent. */
export async function keepDigest(db: Database, voteId: string, digest: string): Promise<void> {
  await tallies(db).where({ _id: voteId, digest: '' }).update({ data: { digest } });
  await votes(db).where({ _id: voteId, state: 'open' }).update({ data: { state: 'frozen' } });
}

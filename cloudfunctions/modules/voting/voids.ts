import { addCounts, type Counts, countOf } from '../../../miniprogram/domain/voting/chain';
import { concerns, stageOf, type VoidFilter } from '../../../miniprogram/domain/voting/voids';
import type { Database } from '../../platform/database';
import { addToCase, caseById, casesOf, closeCase, insertCaseBallots, openCases, showCases, type VoidDocument } from './review-store';
import { ballotsOfBatch, batchOf, type BatchDocument } from './store';

/** Batches that one act looks through at once, and one run of the job: the job does the rest. */
export const batchesAnAct = 20;
const batchesARun = 300;

/** Can there be ballots of this filter in the batch? Its own evidence says so without reading them. */
function mayHold({ evidence }: BatchDocument, { unit, from, until, candidate }: VoidFilter): boolean {
  const within = (row: Record<string, number> | undefined) => row !== undefined && (candidate === null || (row[candidate] ?? 0) > 0);
  if (unit !== null && !within(evidence.units[unit])) return false;
  if (from === null || until === null) return true;
  return Object.entries(evidence.minutes).some(([minute, row]) => (Number(minute) + 1) * 60_000 > from && Number(minute) * 60_000 < until && within(row));
}

/**
 * Looks up the next ballots of a case, and keeps their ids. A ballot that an earlier case voided is not in it again.
 * Every step may be repeated; two that run at once do the same.
 */
async function lookUp(db: Database, one: VoidDocument, batches: number): Promise<void> {
  if (one.state !== 'held' || one.done >= one.upTo) return;
  const voided = (await casesOf(db, one.vote)).filter(({ number, state }) => number < one.number && state === 'voided');
  const to = Math.min(one.upTo, one.done + batches);
  let [ballots, counts]: [number, Counts] = [0, {}];
  for (let number = one.done + 1; number <= to; number += 1) {
    const batch = await batchOf(db, one.vote, number);
    if (!batch || !mayHold(batch, one.filter)) continue;
    const inOthers = voided.filter(({ upTo }) => number <= upTo);
    const found = (await ballotsOfBatch(db, one.vote, number)).filter((ballot) => concerns(one.filter, ballot) && !inOthers.some(({ filter }) => concerns(filter, ballot)));
    if (found.length === 0) continue;
    await insertCaseBallots(db, one._id, number, found.map(({ _id }) => _id).sort());
    ballots += found.length;
    counts = addCounts(counts, countOf(found));
  }
  await addToCase(db, one, to, ballots, counts);
}

/** What the public sees of the cases: those that were rejected changed nothing. */
async function show(db: Database, voteId: string): Promise<void> {
  const all = await casesOf(db, voteId);
  const lines = all.flatMap(({ number, state, reason, at, ballots, counts, done, upTo, decision }) => {
    if (state === 'rejected') return [];
    return [{ number, state, reason, at: decision?.t ?? at, ballots: done < upTo ? null : ballots, counts: { ...counts } }];
  });
  await showCases(db, voteId, stageOf(all), lines);
}

/** Does what is left of a case: looks its ballots up, shows how it stands. */
export async function settleCase(db: Database, id: string, batches: number): Promise<void> {
  const before = await caseById(db, id);
  if (!before) return;
  await lookUp(db, before, batches);
  const one = await caseById(db, id);
  if (!one) return;
  await show(db, one.vote);
  if (one.state !== 'held' || one.done >= one.upTo) await closeCase(db, one);
}

/** What acts left open, for the job. @returns cases looked at */
export async function settleVoids(db: Database): Promise<number> {
  const open = await openCases(db);
  for (const { _id } of open) await settleCase(db, _id, batchesARun);
  return open.length;
}

import { addCounts, type Ballot, type Counts } from './chain';

/** Which ballots a void takes: of a unit, of some minutes, or of both; of these those for one candidate, if one is named. */
export interface VoidFilter {
  unit: string | null;
  /** First instant, and the first one after; null: at any time. */
  from: number | null;
  until: number | null;
  candidate: string | null;
}

export function concerns({ unit, from, until, candidate }: VoidFilter, ballot: Pick<Ballot, 'unit' | 'at' | 'choices'>): boolean {
  return (unit === null || ballot.unit === unit) && (from === null || ballot.at >= from) && (until === null || ballot.at < until) && (candidate === null || ballot.choices.includes(candidate));
}

/** Fewer ballots than this are not voided by what they have in common: the public sums would say who voted for whom. */
export const leastVoided = 10;

/** held 审核中 · voided 作废 · rejected 不作废 */
export type VoidState = 'held' | 'voided' | 'rejected';

/** A void as the rules see it: who asked for it, and how far its ballots are looked up. */
export interface VoidCase {
  state: VoidState;
  by: string;
  /** Batches that were there when it was asked for, and those of them that are looked through. */
  upTo: number;
  done: number;
  ballots: number;
}

export type HoldRefusal = 'tooWide' | 'times' | 'pending' | 'tooMany';

const mostVoids = 50;

/** May these ballots be held? One case after another: whether a ballot is voided already must be certain when the next is counted. */
export function refuseHold(filter: VoidFilter, before: readonly Pick<VoidCase, 'state'>[]): HoldRefusal | null {
  if (filter.unit === null && filter.from === null) return 'tooWide';
  if ((filter.from === null) !== (filter.until === null) || (filter.from ?? 0) > (filter.until ?? 0)) return 'times';
  if (before.some(({ state }) => state === 'held')) return 'pending';
  return before.length >= mostVoids ? 'tooMany' : null;
}

export type VerdictRefusal = 'decided' | 'own' | 'counting' | 'tooFew';

/** May this person decide the case? Whoever asked for it may only take it back. */
export function refuseVerdict({ state, by, done, upTo, ballots }: VoidCase, uid: string, toVoid: boolean): VerdictRefusal | null {
  if (state !== 'held') return 'decided';
  if (!toVoid) return null;
  if (by === uid) return 'own';
  if (done < upTo) return 'counting';
  return ballots < leastVoided ? 'tooFew' : null;
}

/** What the public counts are made of: votes by candidate without those of voided ballots. */
export function countsWithout(counts: Counts, voids: readonly { state: VoidState; counts: Counts }[]): { votes: Record<string, number>; voided: Record<string, number> } {
  const voided = voids.filter(({ state }) => state === 'voided').reduce<Record<string, number>>((sum, one) => addCounts(sum, one.counts), {});
  return { voided, votes: Object.fromEntries(Object.entries(counts).map(([id, votes]) => [id, votes - (voided[id] ?? 0)])) };
}

/** How far the cases of a vote have come, as one number that only rises: the state of the cases follows from it, for there is one open case at a time. */
export const stageOf = (cases: readonly Pick<VoidCase, 'state' | 'done' | 'upTo'>[]): number =>
  cases.reduce((sum, { state, done, upTo }) => sum + (state === 'held' ? (done < upTo ? 1 : 2) : 3), 0);

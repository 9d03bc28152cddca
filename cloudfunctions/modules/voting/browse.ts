import * as v from 'valibot';
import { periodOf, standingOf } from '../../../miniprogram/domain/voting/ballot';
import { countsWithout } from '../../../miniprogram/domain/voting/voids';
import { holds } from '../../../miniprogram/domain/people/scope';
import { dayOf } from '../../../miniprogram/domain/time/shanghai';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { digestOf, receiptOf, unseal } from '../../platform/secrets';
import { chunkOf, tallyOf, type VoteDocument, voteById, votesOf, voteWithOwn } from './store';

const notThere = () => new Refusal('NOT_FOUND', '没有找到这次投票');

export function phaseOfVote({ opensAt, closesAt, state }: Pick<VoteDocument, 'opensAt' | 'closesAt' | 'state'>, now: number): Api.Voting.Phase {
  if (state === 'frozen') return 'frozen';
  if (now < opensAt) return 'announced';
  return now < closesAt ? 'open' : 'closing';
}

function cardOf(vote: VoteDocument, ballots: number, now: number): Api.Voting.Card {
  const { _id: voteId, title, organiser, opensAt, closesAt } = vote;
  return { voteId, title, organiser, opensAt, closesAt, phase: phaseOfVote(vote, now), ballots };
}

const list = defineAction('voting.list', 'anyone', v.strictObject({ activityId: id }), async ({ db, input, now }) => {
  const votes = await votesOf(db, input.activityId);
  const tallies = await Promise.all(votes.map(({ _id }) => tallyOf(db, _id)));
  return { items: votes.map((vote, index) => cardOf(vote, tallies[index]?.ballots ?? 0, now)), now };
});

const detail = defineAction('voting.detail', 'anyone', v.strictObject({ voteId: id }), async ({ db, input, member, now }) => {
  const [vote, tally] = await Promise.all([voteWithOwn(db, input.voteId, member?.uid ?? ''), tallyOf(db, input.voteId)]);
  if (!vote || !tally) throw notThere();
  const period = periodOf(vote.rules, dayOf(now));
  const counted = vote.mine.filter(({ day }) => day === period);
  // After the closing all of them, to be found in the published list.
  const mine = now < vote.closesAt ? counted : vote.mine;
  return {
    ...cardOf(vote, tally.ballots, now),
    summary: vote.summary,
    rules: vote.rules,
    candidates: vote.candidates.map(({ unit: _unit, withdrawnAt, ...candidate }) => ({ ...candidate, withdrawn: withdrawnAt !== null })),
    orderSeed: digestOf([vote._id, member?.uid ?? '']).slice(0, 12),
    eligible: eligibility(vote, member),
    mine: mine.map(({ _id, choices, at }) => ({ receipt: receiptOf(_id), choices, at })),
    remaining: Math.max(0, vote.rules.ballots - counted.length),
    manages: member !== null && holds(member.grants, 'cadre', vote.scope, now),
    supervises: member !== null && holds(member.grants, 'supervisor', vote.scope, now),
    now,
  };
});

function eligibility(vote: VoteDocument, member: { unitPath: string; since: number } | null): Api.Voting.Detail['eligible'] {
  if (!member) return { ok: false, reason: '加入工会后就能投票', join: true };
  const mayNot = standingOf(vote, { unitPath: member.unitPath, joinedAt: member.since });
  if (mayNot === 'audience') return { ok: false, reason: '这次投票不面向您所在的单位' };
  if (mayNot === 'tooNew') return { ok: false, reason: '这次投票只限开始前已经入会的会员' };
  return { ok: true };
}

const board = defineAction('voting.board', 'anyone', v.strictObject({ voteId: id }), async ({ db, input, now }) => {
  const [vote, tally] = await Promise.all([voteById(db, input.voteId), tallyOf(db, input.voteId)]);
  if (!vote || !tally) throw notThere();
  const shown = vote.rules.open || now >= vote.closesAt;
  const { votes, voided } = countsWithout(tally.counts, tally.voids.lines);
  return {
    voteId: vote._id,
    title: vote.title,
    phase: phaseOfVote(vote, now),
    opensAt: vote.opensAt,
    closesAt: vote.closesAt,
    candidates: vote.candidates.map(({ id: candidateId, title, unitName, withdrawnAt }) => ({ id: candidateId, title, unitName, withdrawn: withdrawnAt !== null })),
    counts: shown ? vote.candidates.map((candidate) => ({ id: candidate.id, votes: votes[candidate.id] ?? 0, voided: voided[candidate.id] ?? 0 })) : null,
    ballots: tally.ballots,
    head: tally.head,
    digest: tally.digest,
    chunks: tally.published.hashes.length,
    voids: shown ? tally.voids.lines.map(({ counts: _counts, ...line }) => line) : [],
    signatures: tally.signatures.map(({ name, at }) => ({ name: unseal(name), at })),
    now,
  };
});

const published = defineAction('voting.published', 'anyone', v.strictObject({ voteId: id, chunk: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(9999)) }), async ({ db, input }) => {
  const [vote, chunk] = await Promise.all([voteById(db, input.voteId), chunkOf(db, input.voteId, input.chunk)]);
  // Chunks of a list that is not frozen yet are nobody's business: they could still be joined by others.
  if (!vote || vote.state !== 'frozen' || !chunk) throw new Refusal('NOT_FOUND', '名单还没有公布，投票截止后几分钟再来看');
  return { candidates: vote.candidates.map((candidate) => candidate.id), ballots: chunk.ballots, hash: chunk.hash };
});

export const browseActions: readonly Action[] = [list, detail, board, published];

import { lastAnswer } from './answers';
import { call } from './client';
import { once } from './once';

/** The votes of an activity. */
export const votesOf = (activityId: string) => call('voting.list', { activityId }, { keep: true });

export const lastVotesOf = (activityId: string) => lastAnswer('voting.list', { activityId });

/** A vote, with what I cast in it: not kept on the phone, so that nobody who picks it up reads the choice. */
export const voteDetail = (voteId: string) => call('voting.detail', { voteId });

/** Casts one ballot; a ballot of other choices is another act. */
export const cast = (voteId: string, choices: string[]) => once(`cast:${voteId}:${choices.join(',')}`, 'voting.cast', { voteId, choices });

export const board = (voteId: string) => call('voting.board', { voteId }, { keep: true });

export const lastBoard = (voteId: string) => lastAnswer('voting.board', { voteId });

/** One chunk of the published list. */
export const published = (voteId: string, chunk: number) => call('voting.published', { voteId, chunk });

/** Receipts of the ballots of a voided case, page by page. */
export const voided = (voteId: string, number: number, after: number) => call('voting.voided', { voteId, number, after });

/** Supervisor: counts the next stretch of ballots again. */
export const verifyVote = (voteId: string, cursor?: string) => call('voting.verify', cursor === undefined ? { voteId } : { voteId, cursor });

/** Supervisor: signs the digest. */
export const sign = (voteId: string, digest: string) => once(`sign:${voteId}:${digest}`, 'voting.sign', { voteId, digest });

/** Cadre or supervisor: what came in oddly, and the cases. */
export const flags = (voteId: string) => call('voting.flags', { voteId });

export const hold = (input: Api.Input<'voting.hold'>) => once(`hold:${JSON.stringify(input)}`, 'voting.hold', input);

export const decide = (input: Api.Input<'voting.decide'>) => once(`decide:${JSON.stringify(input)}`, 'voting.decide', input);

/** Cadre: opens a vote. What was typed names the act: a corrected try is a new one. */
export const createVote = (input: Api.Voting.CreateInput) => once(`createVote:${JSON.stringify(input)}`, 'voting.create', input);

export const withdraw = (voteId: string, candidateId: string, reason: string) => once(`withdraw:${voteId}:${candidateId}`, 'voting.withdraw', { voteId, candidateId, reason });

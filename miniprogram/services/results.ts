import { lastAnswer } from './answers';
import { call } from './client';
import { once } from './once';

const asked = (contestId: string, roundId?: string) => (roundId === undefined ? { contestId } : { contestId, roundId });

/** Standings and prizes as they are published; of the latest round unless one is named. */
export const results = (contestId: string, roundId?: string) => call('results.board', asked(contestId, roundId), { keep: true });

export const lastResults = (contestId: string, roundId?: string) => lastAnswer('results.board', asked(contestId, roundId));

export const myCertificates = (contestId: string) => call('results.mine', { contestId });

/** For those who make the result. */
export const desk = (contestId: string, roundId?: string) => call('results.desk', asked(contestId, roundId));

/** Names people: never kept on the phone. */
export const choices = (contestId: string) => call('results.choices', { contestId });

export const joinVote = (input: Api.Input<'results.audience'>) => once(`results-vote:${JSON.stringify(input)}`, 'results.audience', input);

export const namePrize = (input: Api.Input<'results.name'>) => once(`results-name:${JSON.stringify(input)}`, 'results.name', input);

export const sign = (input: Api.Input<'results.sign'>) => once(`results-sign:${JSON.stringify(input)}`, 'results.sign', input);

export const publish = (contestId: string, roundId: string, digest: string) => once(`results-publish:${contestId}:${roundId}:${digest}`, 'results.publish', { contestId, roundId, digest });

export const verify = (contestId: string, roundId: string) => call('results.verify', { contestId, roundId });

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

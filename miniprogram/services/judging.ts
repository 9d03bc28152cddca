import { lastAnswer } from './answers';
import { call } from './client';
import { once } from './once';

/** The rounds that I judge. */
export const judgedRounds = () => call('judging.rounds', {}, { keep: true });

export const lastJudgedRounds = () => lastAnswer('judging.rounds', {});

/** My pad of a round: kept on the phone, for a hall without a network. It holds my own sheets only. */
export const pad = (contestId: string, roundId: string) => call('judging.mine', { contestId, roundId }, { keep: true });

export const lastPad = (contestId: string, roundId: string) => lastAnswer('judging.mine', { contestId, roundId });

/** The key comes from the queue that outlives the app: packages/contest/sheet-queue. */
export const save = (input: Api.Input<'judging.save'>, key: string) => call('judging.save', input, { key });

export const sign = (input: Api.Input<'judging.sign'>, key: string) => call('judging.sign', input, { key });

export const correct = (input: Api.Input<'judging.correct'>) => once(`correct:${JSON.stringify(input)}`, 'judging.correct', input);

/** Official or supervisor. */
export const asked = (contestId: string, roundId: string) => call('judging.asked', { contestId, roundId });

export const witness = (input: Api.Input<'judging.witness'>) => once(`witness:${JSON.stringify(input)}`, 'judging.witness', input);

export const seats = (contestId: string, roundId: string) => call('judging.seats', { contestId, roundId });

export const setPanel = (input: Api.Input<'judging.panel'>) => once(`panel:${JSON.stringify(input)}`, 'judging.panel', input);

export const recuse = (input: Api.Input<'judging.recuse'>) => once(`recuse:${JSON.stringify(input)}`, 'judging.recuse', input);

export const unrecuse = (input: Api.Input<'judging.unrecuse'>) => once(`unrecuse:${JSON.stringify(input)}`, 'judging.unrecuse', input);

export const missing = (input: Api.Input<'judging.missing'>) => call('judging.missing', input);

import { dropAnswer, lastAnswer } from './answers';
import { call } from './client';
import { once } from './once';

/** 作品征集. What a judge reads is kept on the phone until it is marked; it bears a number and no name. */

export const callsOf = (activityId: string) => call('works.calls', { activityId }, { keep: true });

export const lastCallsOf = (activityId: string) => lastAnswer('works.calls', { activityId });

export const worksCall = (callId: string) => call('works.call', { callId }, { keep: true });

export const lastWorksCall = (callId: string) => lastAnswer('works.call', { callId });

export const postponeCall = (input: Api.Input<'works.postpone'>) => once(`postpone:${JSON.stringify(input)}`, 'works.postpone', input);

export const myWork = (callId: string, kind: string) => call('works.mine', { callId, kind });

export const handIn = (input: Api.Input<'works.submit'>) => once(`hand-in:${JSON.stringify(input)}`, 'works.submit', input);

export const withdrawWork = (input: Api.Input<'works.withdraw'>) => once(`withdraw:${JSON.stringify(input)}`, 'works.withdraw', input);

/** WeChat answers only about who was just here: asked again at each visit. */
export const recheckWorks = (callId: string) => call('works.recheck', { callId });

export const judgedCalls = () => call('works.judging', {}, { keep: true });

export const lastJudgedCalls = () => lastAnswer('works.judging', {});

export const sheetsOf = (callId: string) => call('works.sheets', { callId }, { keep: true });

export const lastSheetsOf = (callId: string) => lastAnswer('works.sheets', { callId });

export const judgedWork = (callId: string, number: number) => call('works.work', { callId, number }, { keep: true });

export const lastJudgedWork = (callId: string, number: number) => lastAnswer('works.work', { callId, number });

export const dropJudgedWork = (callId: string, number: number) => dropAnswer('works.work', { callId, number });

/** The key comes from the queue that outlives the app: packages/works/mark-queue. */
export const giveMarks = (input: Api.Input<'works.score'>, key: string) => call('works.score', input, { key });

export const stepBack = (input: Api.Input<'works.recuse'>) => once(`recuse:${JSON.stringify(input)}`, 'works.recuse', input);

/** What was typed names the act: a corrected try is a new one. */
export const createCall = (input: Api.Input<'works.create'>) => once(`works:${JSON.stringify(input)}`, 'works.create', input);

export const approveCall = (input: Api.Input<'works.approve'>) => once(`approve:${JSON.stringify(input)}`, 'works.approve', input);

export const worksDesk = (callId: string) => call('works.desk', { callId });

export const pile = (input: Api.Input<'works.pile'>) => call('works.pile', input);

export const vetWork = (input: Api.Input<'works.vet'>) => once(`vet:${JSON.stringify(input)}`, 'works.vet', input);

export const beginJudging = (input: Api.Input<'works.begin'>) => once(`begin:${JSON.stringify(input)}`, 'works.begin', input);

export const handOn = (input: Api.Input<'works.handOn'>) => once(`hand-on:${JSON.stringify(input)}`, 'works.handOn', input);

export const sealResult = (input: Api.Input<'works.seal'>) => once(`seal:${JSON.stringify(input)}`, 'works.seal', input);

export const publishResult = (input: Api.Input<'works.publish'>) => once(`publish:${JSON.stringify(input)}`, 'works.publish', input);

export const worksResult = (callId: string) => call('works.result', { callId });

export const prizedWork = (callId: string, number: number) => call('works.read', { callId, number });

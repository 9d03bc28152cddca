import { lastAnswer } from './answers';
import { call } from './client';
import { once } from './once';

type EventId = { meetId: string; event: string };

/** Kept on the phone: a sports ground has no network. */
export const event = (id: EventId) => call('meet.event', id, { keep: true });
export const lastEvent = (id: EventId) => lastAnswer('meet.event', id);

export const board = (meetId: string) => call('meet.board', { meetId }, { keep: true });
export const lastBoard = (meetId: string) => lastAnswer('meet.board', { meetId });
/** null: nothing changed since. */
export const boardSince = async (meetId: string, since: number) => (await call('meet.board', { meetId, since })).board;

export const athlete = (meetId: string) => call('meet.athlete', { meetId }, { keep: true });
export const lastAthlete = (meetId: string) => lastAnswer('meet.athlete', { meetId });

export const desk = (id: EventId) => call('event.desk', id, { keep: true });
export const lastDesk = (id: EventId) => lastAnswer('event.desk', id);
/** null: nothing changed since. */
export const deskSince = async (id: EventId, since: number) => (await call('event.desk', { ...id, since })).desk;

export const screens = (meetId: string) => call('meet.screens', { meetId });
export const addScreen = (input: Api.Input<'meet.screen'>) => once(`meet-screen:${JSON.stringify(input)}`, 'meet.screen', input);
export const revokeScreen = (input: Api.Input<'meet.unscreen'>) => once(`meet-unscreen:${JSON.stringify(input)}`, 'meet.unscreen', input);

/** Acts that wait on the phone until the network is there; their keys come from the queue that outlives the app: packages/meet/act-queue. */
export type QueuedAction = 'event.call' | 'event.mark' | 'event.wind' | 'event.match';
export const send = <A extends QueuedAction>(action: A, input: Api.Input<A>, key: string) => call(action, input, { key });

const named = (input: object) => JSON.stringify(input);
export const jumpOff = (input: Api.Input<'event.jumpOff'>) => once(`jumpOff:${named(input)}`, 'event.jumpOff', input);
export const summon = (input: Api.Input<'event.summon'>) => once(`summon:${JSON.stringify(input)}`, 'event.summon', input);
export const disqualify = (input: Api.Input<'event.disqualify'>) => once(`disqualify:${named(input)}`, 'event.disqualify', input);
export const merging = (input: Api.Input<'event.merging'>) => call('event.merging', input);
export const merge = (input: Api.Input<'event.merge'>) => once(`merge:${named(input)}`, 'event.merge', input);
export const order = (input: Api.Input<'event.order'>) => once(`relay-order:${named(input)}`, 'event.order', input);
export const pair = (input: EventId, round: number) => once(`pair:${named(input)}:${round}`, 'event.pair', input);
export const keepPhotos = (input: Api.Input<'event.photo'>) => once(`meet-photo:${named(input)}`, 'event.photo', input);
export const sign = (input: Api.Input<'event.sign'>) => once(`event-sign:${named(input)}`, 'event.sign', input);
export const giveBack = (input: Api.Input<'event.return'>) => once(`event-return:${named(input)}`, 'event.return', input);
export const announce = (input: Api.Input<'event.announce'>) => once(`event-announce:${named(input)}`, 'event.announce', input);
export const protest = (input: Api.Input<'event.protest'>) => once(`protest:${named(input)}`, 'event.protest', input);
export const answerProtest = (input: Api.Input<'event.answer'>) => once(`protest-answer:${named(input)}`, 'event.answer', input);
export const appeal = (input: Api.Input<'event.appeal'>) => once(`appeal:${named(input)}`, 'event.appeal', input);
export const decideAppeal = (input: Api.Input<'event.decide'>) => once(`appeal-decide:${named(input)}`, 'event.decide', input);

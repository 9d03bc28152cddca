import { commitmentOf } from '../domain/draw/seed';
import { toBase64Url } from '../domain/text/base64url';
import { lastAnswer } from './answers';
import { call } from './client';
import { once } from './once';

type Round = { contestId: string; roundId: string };

export const rounds = (contestId: string) => call('stage.rounds', { contestId });

export const open = (round: Round, valueName?: string) => {
  const input = valueName === undefined ? round : { ...round, valueName };
  return once(`stage-open:${JSON.stringify(input)}`, 'stage.open', input);
};

export const drawView = (round: Round) => call('stage.verify', round);

const shareName = (drawId: string, unitId: string) => `v1:share:${drawId}:${unitId}`;

/** The share that this phone keeps for a draw until it is revealed; null: it has none. */
export function keptShare(drawId: string, unitId: string): string | null {
  const kept: unknown = wx.getStorageSync(shareName(drawId, unitId));
  return typeof kept === 'string' && kept !== '' ? kept : null;
}

/** Makes a share that nobody knows, keeps it on this phone, and hands in its commitment. */
export async function commitShare(round: Round, drawId: string, unitId: string): Promise<void> {
  const { randomValues } = await wx.getRandomValues({ length: 24 });
  const share = keptShare(drawId, unitId) ?? toBase64Url(new Uint8Array(randomValues));
  // Kept before it is sent: a share without its phone could never be revealed.
  wx.setStorageSync(shareName(drawId, unitId), share);
  await once(`stage-commit:${drawId}:${unitId}`, 'stage.commit', { ...round, drawId, unitId, commitment: commitmentOf(drawId, unitId, share) });
}

export const revealShare = (round: Round, drawId: string, unitId: string, share: string) => once(`stage-share:${drawId}:${unitId}`, 'stage.share', { ...round, drawId, unitId, share });

export const makeDraw = (round: Round, drawId: string, value?: string) => once(`stage-draw:${drawId}:${value ?? ''}`, 'stage.draw', value === undefined ? { ...round, drawId } : { ...round, drawId, value });

export const drawAgain = (round: Round, drawId: string, valueName?: string) =>
  once(`stage-again:${drawId}:${valueName ?? ''}`, 'stage.again', valueName === undefined ? { ...round, drawId } : { ...round, drawId, valueName });

export const renewRoster = (round: Round, valueName?: string) => {
  const input = valueName === undefined ? round : { ...round, valueName };
  return once(`stage-renew:${JSON.stringify(input)}`, 'stage.renew', input);
};

export const joinRound = (input: Api.Input<'stage.join'>) => once(`stage-join:${JSON.stringify(input)}`, 'stage.join', input);

export const enterSlips = (input: Api.Input<'stage.paper'>) => once(`stage-slips:${JSON.stringify(input)}`, 'stage.paper', input);

export const signSlips = (round: Round, at: Api.Millis) => once(`stage-sign:${round.contestId}:${round.roundId}:${at}`, 'stage.paperSign', { ...round, at });

/** Nobody sees the script or the desk but those who work on stage: they are not kept on the phone. */
export const desk = (round: Round) => call('stage.desk', round);
export const script = (round: Round) => call('stage.script', round);

export const board = (round: Round) => call('stage.board', round, { keep: true });
export const lastBoard = (round: Round) => lastAnswer('stage.board', round);
/** null: nothing changed since. */
export const boardSince = async (round: Round, since: number) => (await call('stage.board', { ...round, since })).board;

export const callEntry = (input: Api.Input<'stage.call'>) => once(`stage-call:${JSON.stringify(input)}`, 'stage.call', input);

/** `deviceAt` is of the tap: the act is named without it, so that a retry sends the first tap's time again. */
export const mark = (input: Api.Input<'stage.time'>) => once(`stage-time:${input.entryId}:${input.mark}:${input.deviceAt}`, 'stage.time', input);

export const change = (input: Api.Input<'stage.change'>) => once(`stage-change:${JSON.stringify(input)}`, 'stage.change', input);
export const adjust = (input: Api.Input<'stage.adjust'>) => once(`stage-adjust:${JSON.stringify(input)}`, 'stage.adjust', input);
export const confirm = (input: Api.Input<'stage.confirm'>) => once(`stage-confirm:${JSON.stringify(input)}`, 'stage.confirm', input);
export const release = (input: Api.Input<'stage.release'>) => once(`stage-release:${JSON.stringify(input)}`, 'stage.release', input);
export const close = (round: Round) => once(`stage-close:${JSON.stringify(round)}`, 'stage.close', round);
export const addScreen = (input: Api.Input<'stage.screen'>) => once(`stage-screen:${JSON.stringify(input)}`, 'stage.screen', input);
export const revokeScreen = (input: Api.Input<'stage.unscreen'>) => once(`stage-unscreen:${JSON.stringify(input)}`, 'stage.unscreen', input);

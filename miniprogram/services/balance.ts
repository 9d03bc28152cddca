import { lastAnswer } from './answers';
import { call } from './client';

const inputOf = (unionId: string): Api.Input<'balance.board'> => (unionId === '' ? {} : { unionId });

/** 参与情况 of a union, or of my widest scope. */
export const board = (unionId: string) => call('balance.board', inputOf(unionId), { keep: true });

export const lastBoard = (unionId: string) => lastAnswer('balance.board', inputOf(unionId));

/** 尚未参加: members of my own unit, page by page. */
export const absent = (unionId: string, cursor?: string) => call('balance.absent', cursor === undefined ? { unionId } : { unionId, cursor });

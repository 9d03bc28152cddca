import { call } from './client';
import { once } from './once';

/** 评选表彰. Names: never kept on the phone. */

export const selections = (editionId: string) => call('awards.list', { editionId });

export const propose = (input: Api.Input<'awards.propose'>) => once(`propose:${JSON.stringify(input)}`, 'awards.propose', input);

export const selectionDesk = (selectionId: string) => call('awards.desk', { selectionId });

export const strike = (input: Api.Input<'awards.strike'>) => once(`strike:${JSON.stringify(input)}`, 'awards.strike', input);

export const fillPosts = (input: Api.Input<'awards.posts'>) => once(`posts:${JSON.stringify(input)}`, 'awards.posts', input);

export const publishList = (input: Api.Input<'awards.publish'>) => once(`publish-list:${JSON.stringify(input)}`, 'awards.publish', input);

export const objections = (selectionId: string) => call('awards.objections', { selectionId });

export const noteFinding = (input: Api.Input<'awards.find'>) => once(`finding:${JSON.stringify(input)}`, 'awards.find', input);

export const decideList = (input: Api.Input<'awards.decide'>) => once(`decide:${JSON.stringify(input)}`, 'awards.decide', input);

export const notices = (editionId: string) => call('awards.notices', { editionId });

export const notice = (selectionId: string, noticeId: string) => call('awards.notice', { selectionId, noticeId });

export const objectTo = (input: Api.Input<'awards.object'>) => once(`object:${JSON.stringify(input)}`, 'awards.object', input);

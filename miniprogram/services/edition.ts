import { lastAnswer } from './answers';
import { call } from './client';
import { once } from './once';

/** The cadre's side of a reading month. */

export const editionDesk = (editionId: string) => call('reading.desk', { editionId }, { keep: true });

export const lastEditionDesk = (editionId: string) => lastAnswer('reading.desk', { editionId });

export const createEdition = (input: Api.Input<'reading.create'>) => once(`edition:${JSON.stringify(input)}`, 'reading.create', input);

export const changePlan = (input: Api.Input<'reading.plan'>) => once(`plan:${JSON.stringify(input)}`, 'reading.plan', input);

export const bookDesk = (input: Api.Input<'reading.bookDesk'>) => call('reading.bookDesk', input);

export const addBook = (input: Api.Input<'reading.addBook'>) => once(`book:${JSON.stringify(input)}`, 'reading.addBook', input);

export const removeBook = (input: Api.Input<'reading.removeBook'>) => once(`book-out:${JSON.stringify(input)}`, 'reading.removeBook', input);

export const approveBook = (input: Api.Input<'reading.approve'>) => once(`approve:${JSON.stringify(input)}`, 'reading.approve', input);

export const participation = (input: Api.Input<'reading.participation'>) => call('reading.participation', input);

/** Names: never kept on the phone. */
export const absentees = (input: Api.Input<'reading.absentees'>) => call('reading.absentees', input);

export const enterPaper = (input: Api.Input<'reading.enterPaper'>) => once(`paper-reading:${JSON.stringify(input)}`, 'reading.enterPaper', input);

/** What waits to be looked at; personal: never kept on the phone. */
export const heldNotes = (input: Api.Input<'reading.held'>) => call('reading.held', input);

export const reviewNote = (input: Api.Input<'reading.review'>) => once(`review:${JSON.stringify(input)}`, 'reading.review', input);

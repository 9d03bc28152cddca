import { lastAnswer } from './answers';
import { call } from './client';
import { once } from './once';

export const bookRooms = () => call('bookroom.rooms', {}, { keep: true });

/** The first page of a shelf is kept on the phone, what was sought is not. */
export const roomShelf = (input: Api.Input<'bookroom.shelf'>) => call('bookroom.shelf', input, { keep: input.cursor === undefined && input.search === undefined });

export const lastRoomShelf = (roomId: string) => lastAnswer('bookroom.shelf', { roomId });

export const myLoans = () => call('bookroom.mine', {}, { keep: true });

export const lastLoans = () => lastAnswer('bookroom.mine', {});

export const borrow = (roomId: string, isbn: string) => once(`borrow:${roomId}:${isbn}`, 'bookroom.borrow', { roomId, isbn });

export const giveBack = (titleId: string, loanId: string) => once(`give-back:${loanId}`, 'bookroom.giveBack', { titleId, loanId });

export const renewLoan = (titleId: string, loanId: string) => once(`renew:${loanId}`, 'bookroom.renew', { titleId, loanId });

/** Says what is wanted: it needs no key. */
export const wantTitle = (titleId: string, want: boolean) => call('bookroom.want', { titleId, want });

export const bookRoomDesk = (unionId: string) => call('bookroom.desk', { unionId });

export const setUpRoom = (input: Api.Input<'bookroom.setUp'>) => once(`bookroom:${JSON.stringify(input)}`, 'bookroom.setUp', input);

export const stockRoom = (input: Api.Input<'bookroom.stock'>) => once(`stock:${JSON.stringify(input)}`, 'bookroom.stock', input);

export const writeOff = (input: Api.Input<'bookroom.writeOff'>) => once(`write-off:${JSON.stringify(input)}`, 'bookroom.writeOff', input);

/** Names: never kept on the phone. */
export const lentBooks = (input: Api.Input<'bookroom.lent'>) => call('bookroom.lent', input);

export const closeLoan = (input: Api.Input<'bookroom.close'>) => once(`loan-end:${JSON.stringify(input)}`, 'bookroom.close', input);

import { call } from './client';
import { once } from './once';

/** The end of a meet: prizes, the seal of the result book. Names of winners are personal: never kept on the phone. */

export const prizes = (meetId: string) => call('meet.prizes', { meetId });
export const winners = (meetId: string, event: string) => call('meet.winners', { meetId, event });
export const winnersOf = (meetId: string, bib: number) => call('meet.winnersOf', { meetId, bib });
export const ownPrizes = (meetId: string) => call('meet.ownPrizes', { meetId });

export const give = (input: Api.Input<'meet.give'>) => once(`meet-give:${JSON.stringify(input)}`, 'meet.give', input);
export const takeBack = (input: Api.Input<'meet.takeBack'>) => once(`meet-take-back:${JSON.stringify(input)}`, 'meet.takeBack', input);
export const changePrizeTerms = (input: Api.Input<'meet.prizeTerms'>) => once(`meet-prize-terms:${JSON.stringify(input)}`, 'meet.prizeTerms', input);

export const closing = (meetId: string, unheld: string[]) => call('meet.closing', { meetId, unheld });
export const sealBook = (input: Api.Input<'meet.seal'>) => once(`meet-seal:${JSON.stringify(input)}`, 'meet.seal', input);
export const unsealEvent = (input: Api.Input<'meet.unseal'>) => once(`meet-unseal:${JSON.stringify(input)}`, 'meet.unseal', input);

import { call } from './client';
import { once } from './once';

type Round = { contestId: string; roundId: string };

export const rehearsal = (round: Round) => call('rehearsal.view', round);

export const layRehearsal = (input: Api.Input<'rehearsal.lay'>) => once(`rehearsal-lay:${JSON.stringify(input)}`, 'rehearsal.lay', input);

/** `v`: of what was seen, so that a slot that was given back can be taken once more. */
export const takeSlot = (input: Api.Input<'rehearsal.take'>, v: number) => once(`rehearsal-take:${v}:${JSON.stringify(input)}`, 'rehearsal.take', input);

export const placeEntry = (input: Api.Input<'rehearsal.place'>, v: number) => once(`rehearsal-place:${v}:${JSON.stringify(input)}`, 'rehearsal.place', input);

import { call } from './client';
import { once } from './once';

/** What an organiser does with the places of an activity. Each act goes with a reason; told again it happens once. */

/** The places by unit quota. */
export const overview = (activityId: string) => call('places.overview', { activityId });

/** Puts a member into a free place. */
export const add = (input: Api.Input<'places.add'>) => once(`add:${JSON.stringify(input)}`, 'places.add', input);

/** Gives somebody in line a free place. */
export const move = (input: Api.Input<'places.move'>) => once(`move:${JSON.stringify(input)}`, 'places.move', input);

/** Takes somebody out, who reads the reason. */
export const withdraw = (input: Api.Input<'places.withdraw'>) => once(`withdraw:${JSON.stringify(input)}`, 'places.withdraw', input);

/** Sets how many places a quota has. */
export const resize = (input: Api.Input<'places.resize'>) => once(`resize:${JSON.stringify(input)}`, 'places.resize', input);

/** Hands a place to somebody else. */
export const substitute = (input: Api.Input<'places.substitute'>) => once(`substitute:${JSON.stringify(input)}`, 'places.substitute', input);

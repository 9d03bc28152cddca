import { call } from './client';
import { once } from './once';

export const challenges = (editionId: string) => call('reading.challenges', { editionId });

/** A repeat changes nothing: it needs no key. */
export const joinChallenge = (editionId: string, challengeId: string) => call('reading.join', { editionId, challengeId });

/** Names: never kept on the phone. */
export const teamOf = (editionId: string, challengeId: string) => call('reading.team', { editionId, challengeId });

export const challengeDesk = (editionId: string, unionId: string | null) => call('reading.challengeDesk', { editionId, unionId });

export const addChallenge = (input: Api.Input<'reading.addChallenge'>) => once(`challenge:${JSON.stringify(input)}`, 'reading.addChallenge', input);

export const closeChallenge = (input: Api.Input<'reading.closeChallenge'>) => once(`challenge-end:${JSON.stringify(input)}`, 'reading.closeChallenge', input);
